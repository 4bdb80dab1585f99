"""Findings said with our own phrases: the embedded writer, and what every other writer falls back to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.writing.rendering import UnknownSlotError
from prompts.phrases import Phrases
from prompts.slots import Slot, SlottedText
from tools.facts import Fact, Findings, Quote, Statement, Unit
from tools.kinds import PARTNER

WORD_LIMIT: Final = 120
"""Words beside a table: what a person reads on a phone without scrolling twice."""

_DAYS_IN_WORDS: Final = 2  # `8 days`; every other number is one word
_CANDIDATES: Final = ("first", "second", "third")
_COUNTED: Final = ("", "_one", "_two", "_three")


@dataclass(frozen=True)
class Composed:
    """What to say, paragraph by paragraph; slots hold the ids of `sources`."""

    lines: tuple[SlottedText, ...]
    sources: Mapping[str, Fact | Quote]

    @property
    def text(self) -> SlottedText:
        """All paragraphs as one text, one a line."""
        parts = [part for line in self.lines for part in ("\n", *line.parts)]
        return SlottedText(tuple(parts[1:]))


def compose(findings: Sequence[Findings], phrases: Phrases, names: Mapping[str, str]) -> Composed:
    """Say the findings: the answer first, then why, then what to do, in at most `WORD_LIMIT` words.

    The first statement always stands; of the others those that fit, in order.

    Args:
        findings: In the order in which the calls were made.
        phrases: Where statements find their words.
        names: Partner id to name, for questions back to the asker.
    """
    said: dict[SlottedText, Statement] = {}
    budget = WORD_LIMIT
    for statement in _statements(findings, names):
        line = by_id(statement, phrases)
        budget -= 0 if line in said else _length(line, statement, phrases)
        if said and budget < 0:
            break
        said.setdefault(line, statement)
    sources = {source.id: source for statement in said.values() for source in statement.slots.values()}
    return Composed(_paragraphs(said), sources)


def _paragraphs(said: Mapping[SlottedText, Statement]) -> tuple[SlottedText, ...]:
    paragraphs: list[SlottedText] = []
    for line, statement in said.items():
        if statement.follows and paragraphs:
            paragraphs[-1] = SlottedText((*paragraphs[-1].parts, " ", *line.parts))
        else:
            paragraphs.append(line)
    return tuple(paragraphs)


def _statements(findings: Sequence[Findings], names: Mapping[str, str]) -> Iterator[Statement]:
    spoke = False
    for found in findings:
        for statement in (*found.statements, *_questions_back(found, names)):
            spoke = True
            yield statement
        if found.table and not spoke:
            spoke = True
            yield Statement(found.table.key)
    if not spoke:
        yield Statement("answer.nothing")


def _questions_back(found: Findings, names: Mapping[str, str]) -> Iterator[Statement]:
    """What the findings say in fields of their own, unless statements said it already."""
    if found.statements:
        return
    if found.refuse is not None:
        yield Statement(f"answer.refuse_{found.refuse}")
    if found.clarify:
        yield _choice("answer.clarify", found.clarify, names)
    if found.unknown is not None:
        yield _choice("answer.unknown", found.unknown, names)


def _choice(key: str, partner_ids: Sequence[str], names: Mapping[str, str]) -> Statement:
    known = [partner_id for partner_id in partner_ids if partner_id in names][: len(_CANDIDATES)]
    if key == "answer.clarify" and len(known) == 1:
        known = []
    slots: dict[str, Fact | Quote] = {
        slot: Fact(PARTNER, partner_id, names[partner_id], date.min)
        for slot, partner_id in zip(_CANDIDATES, known, strict=False)
    }
    return Statement(key + _COUNTED[len(known)], slots)


def by_id(statement: Statement, phrases: Phrases) -> SlottedText:
    """The statement's phrase with ids in place of slot names.

    Raises:
        UnknownSlotError: The phrase names a slot that the statement does not fill.
    """
    phrase = phrases.text(statement.key)
    if missing := phrase.slots - statement.slots.keys():
        raise UnknownSlotError(
            f"the phrase {statement.key!r} needs {sorted(missing)}, which its statement does not fill"
        )
    return SlottedText(
        tuple(
            Slot(statement.slots[part.name].id, part.singular, part.plural)
            if isinstance(part, Slot)
            else part
            for part in phrase.parts
        ),
    )


def _length(line: SlottedText, statement: Statement, phrases: Phrases) -> int:
    """How many words the line has once its slots are filled."""
    sources = {source.id: source for source in statement.slots.values()}
    shown = (
        part if isinstance(part, str) else _filled(part, sources[part.name], phrases) for part in line.parts
    )
    return len("".join(shown).split())


def _filled(slot: Slot, source: Fact | Quote, phrases: Phrases) -> str:
    """As many words as the slot will have, whatever they are."""
    if isinstance(source, Quote):
        return " ".join((source.text, source.author, _day(source.written_on, None)))
    return " ".join((_value(source, phrases), slot.plural)).strip()


def _value(fact: Fact, phrases: Phrases) -> str:
    if isinstance(fact.value, date):
        return _day(fact.value, fact.as_of)
    if fact.kind.unit is Unit.LABEL:
        return phrases.label(str(fact.value))
    if fact.kind.unit in {Unit.NAME, Unit.TEXT, Unit.ID}:
        return str(fact.value)
    return " ".join(["0"] * (_DAYS_IN_WORDS if fact.kind.unit is Unit.DAYS else 1))


def _day(day: date, as_of: date | None) -> str:
    """A day of the year in question is told without its year."""
    return "0 month" if as_of and as_of.year == day.year else "0 month year"
