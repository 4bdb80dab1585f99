"""What an answer says in prose, held against the facts that it shows, with the verifier of messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from assistant.contract import Answer, ShownFact
from prompts.phrases import phrases
from tools.facts import Fact, Kind, Unit
from tools.grounding.names import NameIndex
from tools.grounding.problems import ProblemKind
from tools.grounding.verifier import Grounds, verify

_QUOTED: Final = re.compile(r"\u201c[^\u201d]*\u201d(?: \([^()]*\))?")
"""A quotation with its author and day, as answers show it."""
_WINDOW: Final = re.compile(r"\b(?:of \d+|of (?:ten|hundred)|\w+ (?:days?|weeks?|months?|years?))\b")
_NO_NAMES: Final = ("Nobody", "Nearest", "Weak", "Down", "Gini")  # first words of our phrases
_UNITS: Final = frozenset(unit.value for unit in Unit)


def words_of_prose(answer: Answer) -> int:
    """How many words stand beside the table."""
    return len(answer.text.split())


def read_by(answer: Answer) -> str:
    """Text and table as a person reads them."""
    table = answer.table
    cells = [cell for row in table.rows for cell in row] if table else []
    return "\n".join((answer.text, *cells, *(answer.suggestions or ())))


def unquoted(text: str) -> str:
    """The text without what other people said."""
    return _QUOTED.sub("", text)


def unshown(answer: Answer, everybody: NameIndex, as_of: date) -> tuple[str, ...]:
    """Numbers, dates and names of the prose that no shown fact holds; quotations are their authors'.

    Args:
        answer: With its facts; those of its drafts too.
        everybody: Names of all partners and people, none of which may be said without a fact.
        as_of: The day from which "last week" counts.
    """
    facts = tuple(map(_fact, answer.facts or ()))
    text = _without_windows(_without_words(facts, unquoted(answer.text)))
    grounds = Grounds(facts=facts, as_of=as_of, allowed_names=_NO_NAMES, foreign=everybody, internal=None)
    found = (one for one in verify(text, grounds).problems if one.kind is not ProblemKind.DIRECTION)
    return tuple(text[one.start : one.end] for one in found)


def holds_a_fact(sentence: str, answer: Answer, everybody: NameIndex) -> bool:
    """Whether a sentence rests on a shown fact: without facts it would not stand up to the verifier."""
    day = next((fact.as_of for fact in answer.facts or ()), date.min)
    none = Grounds(facts=(), as_of=day, foreign=everybody, internal=None)
    return bool(verify(_without_windows(unquoted(sentence)), none).problems)


def _fact(shown: ShownFact) -> Fact:
    unit = Unit(shown.unit) if shown.unit in _UNITS else Unit.MONEY
    kind = Kind(shown.kind, unit, shown.label or "")
    currency = shown.unit if unit is Unit.MONEY else ""
    value = phrases().label(str(shown.value)) if unit is Unit.LABEL else shown.value
    if unit is Unit.DATE and isinstance(value, str):  # as an answer that was kept holds it
        value = date.fromisoformat(value)
    return Fact(kind, shown.partner_id, value, shown.as_of, currency=currency)


def _without_words(facts: Iterable[Fact], text: str) -> str:
    """The text without what facts hold as words, such as `09:00` or what somebody wants to be reminded of."""
    for fact in facts:
        if fact.kind.unit in (Unit.TEXT, Unit.LABEL) and isinstance(fact.value, str) and fact.value:
            text = text.replace(fact.value, "")
    return text


def _without_windows(text: str) -> str:
    """The text without numbers that a phrase of ours holds, such as `90 days`: they count nothing."""
    for written in _windows():
        text = re.sub(rf"\b{re.escape(written)}\b", "", text)
    return text


@cache
def _windows() -> tuple[str, ...]:
    """Such numbers in the literal parts of phrases, longest first."""
    literal = (part for text in phrases().texts.values() for part in text.parts if isinstance(part, str))
    found = {match[0] for part in literal for match in _WINDOW.finditer(part)}
    return tuple(sorted(found, key=len, reverse=True))
