"""What was read out of notes: promises and taboos, kept as rows that point at a span of their note.

A note is read once. The ids of its rows carry a mark of all that the reading depends on, who is known of the
partner first, so that rows of another wording are never used; a note not read yet is read on the spot, so
that nothing is missing meanwhile.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

import pandas as pd
from sqlalchemy import Connection, delete, func, select

from knowledge.notes import MANY, Note, quote, stored_notes
from knowledge.people import all_people
from knowledge.tables import INCOMING, readings, vectors
from knowledge.writing import put_rows
from tools.facts import Quote
from tools.kept import PromiseStatus, Words, speaks_of_done, status
from tools.portfolio import DATE_TYPE
from tools.promises import Reading, ReadingKind, read_note
from tools.spelling import fold

_contacts: Final = INCOMING["contacts"]
_notes: Final = INCOMING["notes"]
_VERSION: Final = "3"  # of the patterns: another number has every note read anew
_CIRCLE: Final = 8  # hex digits of a mark that tell who is known of the partner
_PAGE: Final = 1_000  # notes held at once
_READ: Final = "read"  # kind of the row that says: this wording was read, and there may be nothing in it
_NAME_WORD: Final = re.compile(r"[^\W\d_]+")
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


def read_notes(connection: Connection, note_ids: Collection[str] | None = None) -> int:
    """Read the notes, or all of them, and keep what they hold; how many had not been read in this wording.

    The notes are taken from the database a thousand at a time.
    """
    if note_ids is None:
        note_ids = connection.execute(select(_notes.c.note_id)).scalars().all()
    reader, wanted = _reader(connection), sorted(note_ids)
    pages = (wanted[start : start + _PAGE] for start in range(0, len(wanted), _PAGE))
    return sum(_read_page(connection, reader, page) for page in pages)


def read_waiting(connection: Connection) -> int:
    """Read the notes that were never read, or whose partner's contacts or our people have changed since.

    Looks at no text of other notes; one whose own words changed is found by `read_notes` alone.

    Returns:
        How many were read.
    """
    reader = _reader(connection)
    query = select(_notes.c.note_id, _notes.c.partner_id, func.substr(readings.c.reading_id, 1, _CIRCLE))
    query = query.outerjoin(readings, (readings.c.note_id == _notes.c.note_id) & (readings.c.kind == _READ))
    rows = connection.execute(query)
    waiting = {note_id for note_id, partner_id, known in rows if known != reader.circle(partner_id)}
    return read_notes(connection, waiting)


def forget_removed(connection: Connection) -> None:
    """Drop what was derived from notes that are no longer there."""
    for derived in (readings, vectors):
        gone = derived.c.note_id.not_in(select(_notes.c.note_id))
        connection.execute(delete(derived).where(gone))


def _read_page(connection: Connection, reader: _Reader, note_ids: list[str]) -> int:
    query = select(readings.c.reading_id).where(readings.c.note_id.in_(note_ids), readings.c.kind == _READ)
    marks = {reading_id.partition(":")[0] for reading_id in connection.execute(query).scalars()}
    notes = stored_notes(connection, note_ids=note_ids)
    unread = [note for note in notes if reader.mark(note) not in marks]
    read_before = readings.c.note_id.in_([note.note_id for note in unread])
    connection.execute(delete(readings).where(read_before))
    put_rows(connection, readings, [row for note in unread for row in _rows(note, reader)])
    return len(unread)


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
    reader = _reader(connection, frozenset(note.partner_id for note in notes))
    every = _found(connection, reader, notes, partner_ids)
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


def taboos(connection: Connection, partner_id: str, as_of: date) -> list[Quote]:
    """What notes until the end of `as_of` ask never to mention to the partner, newest note first."""
    only = frozenset({partner_id})
    notes = stored_notes(connection, as_of=as_of, partner_ids=only)
    return [
        quote(connection, note, found.start, found.end)
        for note, found in _found(connection, _reader(connection, only), notes, only)
        if found.kind is ReadingKind.TABOO
    ]


@dataclass(frozen=True)
class _Reader:
    """Reads notes, knowing who is one of us and who is one of theirs.

    Attributes:
        ours: Folded full names of our people.
        theirs: Partner id to the folded names and addresses of its contacts.
        circles: What was worked out of both, by partner.
    """

    ours: frozenset[str]
    theirs: Mapping[str, frozenset[str]]
    circles: dict[str, str] = field(default_factory=dict)

    def read(self, note: Note) -> tuple[Reading, ...]:
        return read_note(
            note.text,
            note.date,
            by_partner=self._by_partner(note),
            our_names=self._our_names(note.partner_id),
        )

    def mark(self, note: Note) -> str:
        """A digest of all that the reading depends on."""
        words = _digest([note.note_id, note.date.isoformat(), note.author, note.text])
        return self.circle(note.partner_id) + words[: 32 - _CIRCLE]

    def circle(self, partner_id: str) -> str:
        """The beginning of the marks of a partner's notes: a digest of who is known of it and of us."""
        if partner_id not in self.circles:
            theirs = self.theirs.get(partner_id, frozenset())
            known = [_VERSION, partner_id, *sorted(theirs), "", *sorted(self.ours)]
            self.circles[partner_id] = _digest(known)[:_CIRCLE]
        return self.circles[partner_id]

    def names(self, partner_id: str) -> frozenset[str]:
        """Single words of the names of our people and of the partner's contacts."""
        known = self.ours | self.theirs.get(partner_id, frozenset())
        return frozenset(word for name in known for word in _NAME_WORD.findall(name))

    def _by_partner(self, note: Note) -> bool:
        return fold(note.author.strip()) in self.theirs.get(note.partner_id, frozenset())

    def _our_names(self, partner_id: str) -> frozenset[str]:
        """Full and first names; a first name that a contact of the partner shares is the contact's."""
        first = {_first(name) for name in self.ours}
        return self.ours | (first - {_first(name) for name in self.theirs.get(partner_id, frozenset())})


def _reader(connection: Connection, partner_ids: frozenset[str] | None = None) -> _Reader:
    theirs: dict[str, set[str]] = defaultdict(set)
    query = select(_contacts.c.partner_id, _contacts.c.name, _contacts.c.email)
    if partner_ids is not None and len(partner_ids) <= MANY:
        query = query.where(_contacts.c.partner_id.in_(sorted(partner_ids)))
    for partner_id, *known in connection.execute(query):
        theirs[partner_id] |= {fold(name.strip()) for name in known if name}
    ours = frozenset(fold(person.name.strip()) for person in all_people(connection))
    return _Reader(ours, {partner_id: frozenset(known) for partner_id, known in theirs.items()})


def _digest(depends: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(depends).encode("utf-8", "replace")).hexdigest()


def _first(name: str) -> str:
    return name.partition(" ")[0]


def _found(
    connection: Connection, reader: _Reader, notes: Iterable[Note], partner_ids: frozenset[str] | None
) -> Iterator[tuple[Note, Reading]]:
    """Every reading of these notes in their order: from its rows, or read now if there are none."""
    kept = _kept(connection, partner_ids)
    for note in notes:
        known = kept.get(note.note_id, {}).get(reader.mark(note))
        for found in reader.read(note) if known is None else known:
            yield note, found


def _outcomes(
    given: list[tuple[Note, Reading]], notes: Iterable[Note], reader: _Reader, as_of: date
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


def _kept(
    connection: Connection, partner_ids: frozenset[str] | None = None
) -> dict[str, dict[str, list[Reading]]]:
    """Note id to mark to what was read of that wording."""
    query = select(readings).order_by(readings.c.start)
    if partner_ids is not None and len(partner_ids) <= MANY:
        query = query.where(readings.c.partner_id.in_(sorted(partner_ids)))
    kept: dict[str, dict[str, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for row in connection.execute(query):
        found = kept[row.note_id][row.reading_id.partition(":")[0]]
        if row.kind != _READ:
            found.append(Reading(ReadingKind(row.kind), row.start, row.end, row.due_on))
    return kept


def _rows(note: Note, reader: _Reader) -> Iterator[dict[str, object]]:
    mark = reader.mark(note)
    whole = (_READ, 0, len(note.text), None)
    for kind, start, end, due_on in [
        whole,
        *((one.kind.value, one.start, one.end, one.due_on) for one in reader.read(note)),
    ]:
        yield {
            "reading_id": f"{mark}:{kind}:{start}",
            "note_id": note.note_id,
            "partner_id": note.partner_id,
            "kind": kind,
            "start": start,
            "end": end,
            "due_on": due_on,
        }
