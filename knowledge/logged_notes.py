"""Notes that people logged here, as opposed to notes that came in with an import: who, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from knowledge.notes import Note, stored_notes
from knowledge.tables import changes
from knowledge.writing import in_utc

_LOGGING: Final = "log_note"


@dataclass(frozen=True)
class LoggedNote:
    """A note that somebody logged.

    Attributes:
        logged_by: E-mail of who logged it.
        thread_id: The conversation in which it was logged.
    """

    note: Note
    logged_by: str
    thread_id: str
    logged_at: datetime


def logged_notes(connection: Connection) -> list[LoggedNote]:
    """Every note that was logged here and still stands, newest first."""
    query = select(changes).where(changes.c.kind == _LOGGING)
    rows = connection.execute(query.order_by(changes.c.changed_at.desc(), changes.c.change_id.desc())).all()
    standing = {
        note.note_id: note
        for note in stored_notes(connection, note_ids={row.payload["note_id"] for row in rows})
    }
    return [
        LoggedNote(standing[row.payload["note_id"]], row.actor_email, row.thread_id, in_utc(row.changed_at))
        for row in rows
        if row.payload["note_id"] in standing
    ]
