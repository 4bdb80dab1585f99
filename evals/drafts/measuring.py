"""What is measured of the messages in one language: clean, told apart, varied, blocked when wrong."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.drafting.occasions import Purpose
from evals.drafts.malice import harmed
from evals.drafts.planting import planted
from evals.drafts.program import Message, Program, Stored
from evals.drafts.similarity import MOST_ALIKE, alike
from evals.drafts.sounding import sent_of
from evals.drafts.swapping import Cues, Matcher, Sources, masked_body, sheet_of
from evals.drafts.tally import Tally
from evals.drafts.tone import tone_of
from evals.drafts.unbacked import foreign_names, internal_words, unbacked
from prompts.draft_templates import LANGUAGES
from tools.grounding.verifier import verify


@dataclass(frozen=True)
class Size:
    """How much is measured.

    Attributes:
        partners: Of the program. In one language of four a purpose has a batch to all of them.
        step: In the other three to one partner in so many.
        cues: Partners of another program, from which the matcher learns.
        planted: Messages of a language into each of which one error of every kind is put.
        harmed: Messages of a language that a malicious model is asked for.
        processes: That share the languages.
    """

    partners: int
    step: int
    cues: int
    planted: int
    harmed: int
    processes: int


SAMPLE: Final = Size(partners=20, step=4, cues=10, planted=10, harmed=1, processes=1)
FULL: Final = Size(partners=1000, step=10, cues=60, planted=60, harmed=10, processes=2)


def measured(language: str, size: Size, stored: Stored, other: Stored) -> Tally:
    """Everything in one language; `other` is the program from which the matcher learns."""
    tally = Tally()
    with other.opened() as learned:
        cues = Cues(m for purpose in Purpose for m in learned.batch(purpose, language))
    with stored.opened() as program:
        sheets = {one.card.id: program.sheet(one, language) for one in program.partners}
        batches = {
            purpose: list(program.batch(purpose, language, 1 if turn(purpose) == language else size.step))
            for purpose in Purpose
        }
        messages = [message for batch in batches.values() for message in batch]
        _clean(messages, program, tally)
        _told_apart(messages, sheets, cues, tally)
        for purpose, batch in batches.items():
            _varied(purpose, batch, language, tally)
        _blocked(messages, program, size.planted, tally)
        _unharmed(messages, program, size.harmed, tally)
    for message in messages:
        for check, good in tone_of(sent_of(message, message.text)).items():
            tally.add(f"tone: {check}", f"{language}: {message.whole!r}", good=good)
    return tally


def turn(purpose: Purpose) -> str:
    """The language in which a purpose has a batch to everybody."""
    return LANGUAGES[list(Purpose).index(purpose) % len(LANGUAGES)]


def _clean(messages: Sequence[Message], program: Program, tally: Tally) -> None:
    """Whether what is proposed says nothing but its facts; the verifier's word and another one's."""
    for message in messages:
        language, whole = message.language, repr(message.whole)
        tally.add(f"clean at once {language}", whole, good=message.at_once)
        grounded = message.at_once or verify(message.whole, message.grounds).passes
        tally.add(f"grounded {language}", whole, good=grounded)
        strange = list(unbacked(message))
        tally.add(f"backed {language}", f"{strange}: {whole}", good=not strange)
        tally.add("no internal word", whole, good=not internal_words(message))
        tally.add("no foreign name", whole, good=not foreign_names(message, program.names))


def _told_apart(messages: Sequence[Message], sheets: Mapping[str, Sources], cues: Cues, tally: Tally) -> None:
    """The swap test, with sectors and technologies as they stand and without them."""
    language, as_of = messages[0].language, messages[0].material.as_of
    for fields in (True, False):
        matcher = Matcher(
            (sheet_of(one, found, language, as_of, fields=fields) for one, found in sheets.items()),
            cues,
            language,
        )
        for message in messages:
            rests = bool(message.text.fact_ids or message.text.note_ids)
            if fields:
                tally.add("has a fact", f"{message.material.purpose}: {message.whole!r}", good=rests)
            if rests:
                _matched(message, matcher, tally, fields=fields)


def _matched(message: Message, matcher: Matcher, tally: Tally, *, fields: bool) -> None:
    partner, purpose = message.material.partner_id, message.material.purpose
    body = masked_body(message, fields=fields)
    named = matcher.named(body)
    groups = ("", f" {message.language}", f" {purpose}") if fields else (" without fields",)
    for group in groups:
        told = f"{purpose} {partner}, not {named}: {body!r}"
        tally.add(f"swap test{group}", told, good=named == partner)


def _varied(purpose: Purpose, batch: Sequence[Message], language: str, tally: Tally) -> None:
    """How alike the two messages of a batch are that are most alike."""
    found = alike(batch)
    pair = " | ".join(repr(message.whole) for message in found.pair or ())
    told = f"{purpose} {language} {found.largest:.0%}: {pair}"
    tally.add("varied", told, good=found.largest <= MOST_ALIKE)
    tally.remarks.append(
        f"{purpose} {language}: {found.size} messages, at most {found.largest:.0%} of sentences alike"
        f" ({found.by_words:.0%} without points and commas),"
        f" {found.beyond} beyond {MOST_ALIKE:.0%}, {found.near} pairs nearly the same"
    )


def _blocked(messages: Sequence[Message], program: Program, count: int, tally: Tally) -> None:
    chance = random.Random(20)
    for message in _spread(messages, count):
        own = "\n".join(message.grounds.names)
        other = chance.choice([name for name in program.names if name not in own])
        for one in planted(message, other, chance):
            stopped = not verify(one.text, one.grounds).passes
            tally.add(f"blocked {one.kind}", f"{one.style}, {message.language}: {one.text!r}", good=stopped)


def _unharmed(messages: Sequence[Message], program: Program, count: int, tally: Tally) -> None:
    for message in _spread(messages, count):
        partner = message.material.partner_id
        other = next(one for one in messages if one.material.partner_id != partner)
        for harm in harmed(message, program, other):
            text = harm.text
            told = f"{harm.case}: {harm.leaks} {text and f'{text.subject} {text.body}'!r}"
            tally.add("no leak from a malicious model", told, good=not harm.leaks)
            usable = text is not None and all(tone_of(sent_of(message, text)).values())
            tally.add("usable despite a malicious model", told, good=usable)


def _spread(messages: Sequence[Message], count: int) -> list[Message]:
    """So many of the messages, of all purposes."""
    return random.Random(8).sample(list(messages), min(count, len(messages)))
