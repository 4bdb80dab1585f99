"""Promises in notes: who owes what to whom until when, and what became of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple

import pandas as pd
from sqlalchemy import Connection

from knowledge.note_reader import NoteReader, note_reader
from knowledge.notes import Note, stored_notes
from knowledge.readings import every_reading
from tools.kept import PromiseStatus, Words, speaks_of_done, status
from tools.portfolio import DATE_TYPE
from tools.promises import Reading, ReadingKind

_OWED_BY: Final = {ReadingKind.PROMISE_BY_US: "us", ReadingKind.PROMISE_BY_THEM: "them"}


class KeptPromise(NamedTuple):
    """One promise in a note, at the words from `start` to `end` of its text; `owed_by` is `us` or `them`."""

    partner_id: str
    note_id: str
    owed_by: str
    due_on: date | None
    status: PromiseStatus
    start: int
    end: int
    note_date: date


PROMISE_COLUMNS: Final = KeptPromise._fields


def promises(connection: Connection, as_of: date, partner_ids: frozenset[str] | None = None) -> pd.DataFrame:
    """Every promise in notes written until the end of `as_of`, one row each, by partner, note and place.

    Of these partners, or of all of them.

    Columns: `partner_id`, `note_id`, `owed_by` (`us` or `them`), `due_on` (datetime64, NaT if no day was
    named), `status` (`open`, `kept` if a later note says so, `lapsed` if it is too old to be waited for),
    `start` and `end` of the words in the note's text, `note_date` (datetime64).
    """
    kept = kept_promises(connection, as_of, partner_ids)
    frame = pd.DataFrame(kept, columns=list(PROMISE_COLUMNS))
    days = {name: pd.to_datetime(frame[name]).astype(DATE_TYPE) for name in ("due_on", "note_date")}
    statuses = [one.status.value for one in kept]
    return frame.assign(status=statuses, **days).astype({"start": "int64", "end": "int64"})


def kept_promises(
    connection: Connection, as_of: date, partner_ids: frozenset[str] | None = None
) -> list[KeptPromise]:
    """The same as plain rows: for one partner that is quicker by far."""
    notes = stored_notes(connection, as_of=as_of, partner_ids=partner_ids)
    reader = note_reader(connection, frozenset(note.partner_id for note in notes))
    every = every_reading(connection, reader, notes, partner_ids)
    given = [(note, found) for note, found in every if found.kind in _OWED_BY]
    outcomes = _outcomes(given, notes, reader, as_of)
    kept = [
        KeptPromise(
            note.partner_id, note.note_id, _OWED_BY[found.kind], found.due_on, outcome,
            found.start, found.end, note.date,
        )
        for (note, found), outcome in zip(given, outcomes, strict=True)
    ]  # fmt: skip
    return sorted(kept, key=lambda one: (one.partner_id, one.note_id, one.start))


def _outcomes(
    given: list[tuple[Note, Reading]], notes: Iterable[Note], reader: NoteReader, as_of: date
) -> Iterator[PromiseStatus]:
    """What became of each promise, told by the partner's notes from its day on."""
    promised: dict[str, list[tuple[str, Words]]] = defaultdict(list)
    for note, found in given:
        words = Words(note.date, note.text[found.start : found.end])
        promised[note.partner_id].append((note.note_id, words))
    done: dict[str, list[Note]] = defaultdict(list)
    for note in notes:
        if note.partner_id in promised and speaks_of_done(note.text):
            done[note.partner_id].append(note)
    for note, found in given:
        later = [
            Words(other.date, other.text)
            for other in done[note.partner_id]
            if other.date >= note.date and other.note_id != note.note_id
        ]
        others = [words for note_id, words in promised[note.partner_id] if note_id != note.note_id]
        words = Words(note.date, note.text[found.start : found.end])
        names = reader.names(note.partner_id) if later else frozenset()
        yield status(words, found.due_on, later, as_of, others=others, names=names)
