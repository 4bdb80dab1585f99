"""Notes about partners: the words as written, and who may read them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, delete, select

from knowledge.partners import contacts_of
from knowledge.tables import INCOMING, readings, vectors
from knowledge.writing import insert_once, storable
from tools.facts import Audience, Quote

_notes: Final = INCOMING["notes"]
MANY: Final = 5_000  # ids in a condition; beyond it all rows are read, as databases take only so many


@dataclass(frozen=True)
class Note:
    """One note.

    Attributes:
        author: E-mail or name of who wrote it; empty when not given.
        source: How it came about: call, email, meeting, slack, crm, import; empty when not given.
        visibility: Internal unless marked shareable.
        text: Exactly as written.
    """

    note_id: str
    partner_id: str
    date: date
    text: str
    author: str = ""
    source: str = ""
    visibility: Audience = Audience.INTERNAL


def add_note(connection: Connection, note: Note) -> bool:
    """Keep the note under the id that its cause gave it; False if it was kept before.

    The text is kept verbatim, except for characters that no database holds.
    """
    row = asdict(replace(note, text=storable(note.text), author=storable(note.author)))
    return insert_once(connection, _notes, row | {"visibility": note.visibility.value})


def delete_note(connection: Connection, note_id: str) -> Note | None:
    """Delete the note and whatever was derived from it; the note as it was, so that it can be put back."""
    note = get_note(connection, note_id)
    for table in (vectors, readings, _notes):
        connection.execute(delete(table).where(table.c.note_id == note_id))
    return note


def get_note(connection: Connection, note_id: str) -> Note | None:
    """The note with that id; None if there is none."""
    row = connection.execute(select(_notes).where(_notes.c.note_id == note_id)).mappings().first()
    return _note(row) if row else None


def to_json(note: Note) -> dict[str, Any]:
    """The note as a change keeps it, so that it can be put back."""
    return {**asdict(note), "date": note.date.isoformat(), "visibility": note.visibility.value}


def from_json(kept: Mapping[str, Any]) -> Note:
    """The note that `to_json` wrote down."""
    typed = {"date": date.fromisoformat(kept["date"]), "visibility": Audience(kept["visibility"])}
    return Note(**{**kept, **typed})


def notes_of(
    connection: Connection,
    partner_ids: Iterable[str],
    as_of: date,
    audience: Audience = Audience.INTERNAL,
) -> list[Note]:
    """Notes about these partners written until the end of `as_of`, newest first.

    The audience `SHAREABLE` leaves out what is internal; `INTERNAL` sees both.
    """
    found = stored_notes(connection, partner_ids=frozenset(partner_ids), as_of=as_of)
    return [note for note in found if audience in (Audience.INTERNAL, note.visibility)]


def stored_notes(
    connection: Connection,
    *,
    note_ids: Collection[str] | None = None,
    partner_ids: Collection[str] | None = None,
    as_of: date | None = None,
) -> list[Note]:
    """The notes that meet every condition given, newest first; without conditions all of them."""
    query = select(_notes).order_by(_notes.c.date.desc(), _notes.c.note_id)
    for column, wanted in ((_notes.c.note_id, note_ids), (_notes.c.partner_id, partner_ids)):
        if wanted is not None and len(wanted) <= MANY:
            query = query.where(column.in_(sorted(wanted)))
    if as_of is not None:
        query = query.where(_notes.c.date <= as_of)
    return [
        _note(row)
        for row in connection.execute(query).mappings()
        if (note_ids is None or row["note_id"] in note_ids)
        and (partner_ids is None or row["partner_id"] in partner_ids)
    ]


def quote(connection: Connection, note: Note, start: int, end: int) -> Quote:
    """The words of the note from `start` to `end` (exclusive) with their source."""
    return Quote(
        note_id=note.note_id,
        partner_id=note.partner_id,
        start=start,
        end=end,
        text=note.text[start:end],
        author=note.author,
        written_on=note.date,
        audience=note.visibility,
        own_words=own_words(connection, note),
    )


def own_words(connection: Connection, note: Note) -> bool:
    """Whether the partner's own contact wrote the note and it may be shared."""
    if note.visibility is not Audience.SHAREABLE or not note.author:
        return False
    author = note.author.strip().casefold()
    contacts = contacts_of(connection, note.partner_id)
    return any(author in (contact.email.casefold(), contact.name.strip().casefold()) for contact in contacts)


def text_digest(text: str) -> str:
    """What tells one wording of a note from another: SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _note(row: RowMapping) -> Note:
    return Note(
        note_id=row["note_id"],
        partner_id=row["partner_id"],
        date=row["date"],
        text=row["text"],
        author=row["author"] or "",
        source=row["source"] or "",
        visibility=Audience(row["visibility"] or Audience.INTERNAL),
    )
