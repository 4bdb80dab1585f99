"""Messages of others that somebody is about to keep as a note: held while they choose the partner.

They stand among the changes, as one that nothing confirms or takes back, until the note is made or the form
is closed; what was left is dropped with the next one, after a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select

from knowledge.changes import Change, ChangeState, put_change
from knowledge.tables import changes
from knowledge.writing import in_utc, storable

_KIND: Final = "held_message"
_LONGEST: Final = timedelta(days=1)


@dataclass(frozen=True)
class HeldMessage:
    """A message as it was written.

    Attributes:
        message_id: Made of what caused it.
        held_by: E-mail of who wants to keep it; nobody else reads it.
        author: Who wrote it.
        written_on: When, where `held_by` is.
    """

    message_id: str
    held_by: str
    author: str
    written_on: date
    text: str
    held_at: datetime


def hold(connection: Connection, message: HeldMessage) -> None:
    """Hold a message, and drop those that were left."""
    left = (changes.c.kind == _KIND) & (changes.c.changed_at < in_utc(message.held_at - _LONGEST))
    connection.execute(delete(changes).where(left))
    payload = {
        "author": storable(message.author),
        "written_on": message.written_on.isoformat(),
        "text": storable(message.text),
    }
    # declined: it is no change that waits
    state = ChangeState.DECLINED
    put_change(
        connection, Change(message.message_id, _KIND, message.held_by, "", payload, message.held_at, state)
    )


def held(connection: Connection, message_id: str, person_email: str) -> HeldMessage | None:
    """The message that this person holds; None if it is somebody else's, or was dropped."""
    own = (changes.c.change_id == message_id) & (changes.c.actor_email == person_email)
    row = connection.execute(select(changes).where(own, changes.c.kind == _KIND)).mappings().first()
    if row is None:
        return None
    payload = row["payload"]
    written_on = date.fromisoformat(payload["written_on"])
    held_at = in_utc(row["changed_at"])
    return HeldMessage(message_id, person_email, payload["author"], written_on, payload["text"], held_at)


def let_go(connection: Connection, message_id: str, person_email: str) -> None:
    """Drop the message that this person holds."""
    own = (changes.c.change_id == message_id) & (changes.c.actor_email == person_email)
    connection.execute(delete(changes).where(own, changes.c.kind == _KIND))
