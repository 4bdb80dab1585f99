"""Promises and taboos in the text of a note, in English, German, French and Spanish, by patterns alone.

The text is untrusted: it is read sentence by sentence, a sentence has at most 400 characters, and so the time
is linear in the length of the note whatever it holds. What is read is a span of the note, no paraphrase.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final

from tools.due_dates import due_date
from tools.kept import says_settled
from tools.sentences import sentences
from tools.spelling import fold
from tools.unsaid import POINTS_BACK, TABOOS
from tools.wordings import ANOTHER_CLAUSE, NO_PROMISE, PROMISES, WE, Owner

LONGEST: Final = 20_000  # characters that are read of a note; at most half a second, whatever stands there
MOST: Final = 40  # readings of one note; beyond it somebody is filling our tables
_FEW: Final = 2  # words before a taboo that name nothing: "please", "and"


class ReadingKind(StrEnum):
    """What was read."""

    PROMISE_BY_US = "promise_by_us"
    PROMISE_BY_THEM = "promise_by_them"
    TABOO = "taboo"


@dataclass(frozen=True)
class Reading:
    """One thing read out of a note.

    Attributes:
        start, end: Character span in the note's text, end exclusive.
        due_on: Day by which a promise is to be kept; None if no day was named.
    """

    kind: ReadingKind
    start: int
    end: int
    due_on: date | None = None


def read_note(
    text: str, written_on: date, *, by_partner: bool = False, our_names: Collection[str] = ()
) -> tuple[Reading, ...]:
    """What a note promises and what it asks never to mention, in the order of the text.

    Args:
        text: The note.
        written_on: Day of the note; "by Friday" counts from it.
        by_partner: Whether the partner's own contact wrote it: then "we" are they, and "you" are we.
        our_names: Names of our own people, so that "Priya will send" is owed by us.
    """
    ours = frozenset(fold(name) for name in our_names)
    found = (
        (before, reading)
        for before, (start, end) in _after(list(_clauses(text)))
        if (reading := _read(text[start:end], start, written_on, by_partner=by_partner, ours=ours))
    )
    return tuple(_with_what_it_means(text, list(islice(found, MOST))))


def _after(clauses: list[tuple[int, int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Each clause and where the one before it starts; the first one's own start."""
    starts = [start for start, _ in clauses]
    return zip([*starts[:1], *starts], clauses, strict=False)


def _with_what_it_means(text: str, found: list[tuple[int, Reading]]) -> Iterator[Reading]:
    """A taboo that only says "it" begins with the clause before, unless that one was read too."""
    last = 0
    for before, reading in found:
        words = text[reading.start : reading.end].replace("\u2019", "'")
        points = reading.kind is ReadingKind.TABOO and _only_points(words) and before >= last
        last = reading.end
        yield replace(reading, start=before) if points else reading


def _only_points(words: str) -> bool:
    """Whether a taboo names nothing itself: it stands at the start of its clause and points back."""
    first = min(match.start() for pattern in TABOOS if (match := pattern.search(words)))
    return len(words[:first].split()) <= _FEW and POINTS_BACK.search(words) is not None


def _read(
    clause: str, start: int, written_on: date, *, by_partner: bool, ours: frozenset[str]
) -> Reading | None:
    words = clause.replace("\u2019", "'")  # of the same length, so that spans stay true
    end = start + len(clause)
    if any(pattern.search(words) for pattern in TABOOS):
        return Reading(ReadingKind.TABOO, start, end)
    if words.endswith("?") or NO_PROMISE.search(words) or says_settled(words):
        return None
    for wording in PROMISES:
        match = wording.pattern.search(words)
        due_on = _due(words, match, written_on) if match else None
        if match and (due_on or not wording.dated):
            by_us = _by_writer(wording.owner, match, ours) != by_partner
            kind = ReadingKind.PROMISE_BY_US if by_us else ReadingKind.PROMISE_BY_THEM
            return Reading(kind, start, end, due_on)
    return None


def _due(words: str, match: re.Match[str], written_on: date) -> date | None:
    """The day named after the words of the promise, else before: "bis Freitag haben wir es zugesagt"."""
    return due_date(words[match.end() :], written_on) or due_date(words, written_on)


def _by_writer(owner: Owner, match: re.Match[str], ours: frozenset[str]) -> bool:
    if owner is not Owner.SUBJECT:
        return owner is Owner.WRITER
    who = fold(match["who"])
    return who in WE or who.startswith(("our ", "my ")) or who in ours


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    for start, end in sentences(text[:LONGEST]):
        cuts = list(ANOTHER_CLAUSE.finditer(text[start:end]))
        starts = [start, *(start + cut.end() for cut in cuts)]
        ends = [*(start + cut.start() for cut in cuts), end]
        yield from zip(starts, ends, strict=True)
