"""What was read out of notes: promises and taboos, kept as rows that point at a span of their note.

A note is read once. The ids of its rows carry a mark of all that the reading depends on, who is known of the
partner first, so that rows of another wording are never used; a note not read yet is read on the spot, so
that nothing is missing meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Final

from sqlalchemy import Connection, delete, func, select

from knowledge.note_reader import CIRCLE, NoteReader, note_reader
from knowledge.notes import MANY, Note, quote, stored_notes
from knowledge.tables import INCOMING, readings, vectors
from knowledge.writing import put_rows
from tools.facts import Quote
from tools.promises import Reading, ReadingKind

_notes: Final = INCOMING["notes"]
_PAGE: Final = 1_000  # notes held at once
_READ: Final = "read"  # kind of the row that says: this wording was read, and there may be nothing in it


def read_notes(connection: Connection, note_ids: Collection[str] | None = None) -> int:
    """Read the notes, or all of them, and keep what they hold; how many had not been read in this wording.

    The notes are taken from the database a thousand at a time.
    """
    if note_ids is None:
        note_ids = connection.execute(select(_notes.c.note_id)).scalars().all()
    reader, wanted = note_reader(connection), sorted(note_ids)
    pages = (wanted[start : start + _PAGE] for start in range(0, len(wanted), _PAGE))
    return sum(_read_page(connection, reader, page) for page in pages)


def read_waiting(connection: Connection) -> int:
    """Read the notes that were never read, or whose partner's contacts or our people have changed since.

    Looks at no text of other notes; one whose own words changed is found by `read_notes` alone.

    Returns:
        How many were read.
    """
    reader = note_reader(connection)
    query = select(_notes.c.note_id, _notes.c.partner_id, func.substr(readings.c.reading_id, 1, CIRCLE))
    query = query.outerjoin(readings, (readings.c.note_id == _notes.c.note_id) & (readings.c.kind == _READ))
    rows = connection.execute(query)
    waiting = {note_id for note_id, partner_id, known in rows if known != reader.circle(partner_id)}
    return read_notes(connection, waiting)


def forget_removed(connection: Connection) -> None:
    """Drop what was derived from notes that are no longer there."""
    for derived in (readings, vectors):
        gone = derived.c.note_id.not_in(select(_notes.c.note_id))
        connection.execute(delete(derived).where(gone))


def taboos(connection: Connection, partner_id: str, as_of: date) -> list[Quote]:
    """What notes until the end of `as_of` ask never to mention to the partner, newest note first."""
    only = frozenset({partner_id})
    notes = stored_notes(connection, as_of=as_of, partner_ids=only)
    return [
        quote(connection, note, found.start, found.end)
        for note, found in every_reading(connection, note_reader(connection, only), notes, only)
        if found.kind is ReadingKind.TABOO
    ]


def every_reading(
    connection: Connection, reader: NoteReader, notes: Iterable[Note], partner_ids: frozenset[str] | None
) -> Iterator[tuple[Note, Reading]]:
    """Every reading of these notes in their order: from its rows, or read now if there are none."""
    kept = _kept(connection, partner_ids)
    for note in notes:
        known = kept.get(note.note_id, {}).get(reader.mark(note))
        for found in reader.read(note) if known is None else known:
            yield note, found


def _read_page(connection: Connection, reader: NoteReader, note_ids: list[str]) -> int:
    query = select(readings.c.reading_id).where(readings.c.note_id.in_(note_ids), readings.c.kind == _READ)
    marks = {reading_id.partition(":")[0] for reading_id in connection.execute(query).scalars()}
    notes = stored_notes(connection, note_ids=note_ids)
    unread = [note for note in notes if reader.mark(note) not in marks]
    read_before = readings.c.note_id.in_([note.note_id for note in unread])
    connection.execute(delete(readings).where(read_before))
    put_rows(connection, readings, [row for note in unread for row in _rows(note, reader)])
    return len(unread)


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


def _rows(note: Note, reader: NoteReader) -> Iterator[dict[str, object]]:
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
