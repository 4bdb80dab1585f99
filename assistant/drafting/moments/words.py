"""What was said, written, asked and promised, in notes that the partner may read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About, Circle, small
from assistant.drafting.occasions import Occasion
from assistant.drafting.presentable import repeatable
from assistant.drafting.records import Activity
from assistant.drafting.tone import questions, quotable_spans
from knowledge.notes import Note
from tools.facts import Fact, Kind, Quote
from tools.kept import PromiseStatus
from tools.praise import praises

Quoting: TypeAlias = Callable[[Note, int, int], Quote]
"""The words of a note from `start` to `end` with their source."""

_SAID_WITHIN: Final = timedelta(days=300)
_ASKED_WITHIN: Final = timedelta(days=90)
_PROMISED_WITHIN: Final = timedelta(days=400)
_KEPT_WITHIN: Final = timedelta(days=180)
_WRITTEN: Final = ("email", "slack")
_TALKS: Final = ("call", "meeting")
_MARKS: Final = "\n<>{}@|"


@dataclass(frozen=True)
class Promised:
    """One promise that was read out of a note.

    Attributes:
        by_us: Whether it is ours; else the partner's.
        due_on: None if no day was named.
        start, end: Span of the note's text.
    """

    note_id: str
    by_us: bool
    status: PromiseStatus
    due_on: date | None
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """Notes about one partner that it may read.

    Attributes:
        own: Those that the recipient wrote, newest first.
        every: All of them by id.
        language: That of the message; nobody is quoted in another.
    """

    own: Sequence[Note]
    every: dict[str, Note]
    language: str
    quoting: Quoting


def words(said: Said, about: About) -> Iterator[Moment]:
    """The recipient's latest friendly words: all of a note as a rule, so that nothing is turned round."""
    for note in said.own:
        if not about.is_recent(note.date, _SAID_WITHIN):
            continue
        if praises(note.text):  # of which nobody asks "where does that stand?"
            continue
        for start, end in quotable_spans(note.text):
            if repeatable(note.text[start:end], said.language):
                occasion = Occasion.WROTE if note.source in _WRITTEN else Occasion.WORDS
                quote = said.quoting(note, start, end)
                yield Moment(occasion, {"words": quote, "words_on": _said_on(quote, kinds.SAID, about)})
                return


def asked(said: Said, activities: Collection[Activity], about: About, circle: Circle) -> Iterator[Moment]:
    """The recipient's latest question, unless they and we have spoken since."""
    talks = [
        one.date
        for one in activities
        if one.kind in _TALKS and (not small(one.person) or circle.is_recipient(one.person))
    ]
    for note in said.own:
        if not about.is_recent(note.date, _ASKED_WITHIN) or any(day > note.date for day in talks):
            return
        for start, end in questions(note.text):
            if repeatable(note.text[start:end], said.language):
                quote = said.quoting(note, start, end)
                asked_on = _said_on(quote, kinds.ASKED, about)
                yield Moment(Occasion.ASKED, {"question": quote, "asked_on": asked_on})
                return


def waiting(found: Iterable[Moment], said: Said) -> list[Moment]:
    """Without a mail that waits for an answer, where the recipient's written words of its day only thank."""
    thanked = {note.date for note in said.own if note.source in _WRITTEN and praises(note.text)}
    asked_on = {note.date for note in said.own if note.source in _WRITTEN and not praises(note.text)}
    return [
        one for one in found if one.occasion is not Occasion.UNANSWERED or not _days(one) & thanked - asked_on
    ]


def promises(said: Said, given: Collection[Promised], about: About) -> Iterator[Moment]:
    """The latest promise of each kind: ours that is open, late or kept, theirs that is open."""
    told: set[Occasion] = set()
    latest = [(said.every[one.note_id], one) for one in given if one.note_id in said.every]
    for note, one in sorted(
        latest, key=lambda pair: (-pair[0].date.toordinal(), pair[1].note_id, pair[1].start)
    ):
        occasion = _promise(one, note, about)
        if occasion is None or occasion in told:
            continue
        if any(mark in note.text[one.start : one.end] for mark in _MARKS):
            continue
        told.add(occasion)
        quote = said.quoting(note, one.start, one.end)
        slots: dict[str, Fact | Quote] = {
            "promise": quote,
            "promised_on": _said_on(quote, kinds.PROMISED, about),
        }
        if one.due_on is not None and occasion is not Occasion.PROMISE_KEPT:
            place = f"{note.note_id}:{one.start}"  # a note may hold several promises
            slots["due_on"] = about.fact(
                kinds.PROMISE_DUE, one.due_on, f"notes:{note.note_id}", subject=place
            )
        yield Moment(occasion, slots)


def _days(moment: Moment) -> set[date]:
    return {
        one.value for one in moment.slots.values() if isinstance(one, Fact) and isinstance(one.value, date)
    }


def _promise(one: Promised, note: Note, about: About) -> Occasion | None:
    """What a promise is an occasion for; None if it is too old to be spoken of, or theirs and kept."""
    if one.status is PromiseStatus.KEPT:
        recent = about.is_recent(note.date, _KEPT_WITHIN)
        return Occasion.PROMISE_KEPT if one.by_us and recent else None
    if one.status is not PromiseStatus.OPEN or not about.is_recent(note.date, _PROMISED_WITHIN):
        return None
    if not one.by_us:
        return Occasion.PROMISE_THEM
    is_late = one.due_on is not None and one.due_on < about.as_of
    return Occasion.PROMISE_LATE if is_late else Occasion.PROMISE_US


def _said_on(quote: Quote, kind: Kind, about: About) -> Fact:
    return about.fact(kind, quote.written_on, f"notes:{quote.note_id}")
