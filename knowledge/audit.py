"""The log of who asked, approved, sent and changed what: added to, never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from sqlalchemy import Connection, RowMapping, select, tuple_

from knowledge.tables import audit
from knowledge.writing import in_utc, insert_once


class Deed(StrEnum):
    """What somebody did."""

    ASKED = "asked"
    SHARED = "shared"  # put an answer where others read
    APPROVED = "approved"
    DISMISSED = "dismissed"
    EDITED = "edited"
    OVERRODE = "overrode"  # let words out that the verifier would hold back
    SENT = "sent"
    CHANGED = "changed"  # a note, a snooze, a setting, a review; `details` has the kind
    UNDID = "undid"
    IMPORTED = "imported"
    ASSIGNED = "assigned"  # gave a partner to another manager
    COVERED = "covered"  # agreed on a cover, or ended one
    ROLE_GIVEN = "role_given"
    LET_IN = "let_in"
    TURNED_AWAY = "turned_away"
    CHANNEL_ADDED = "channel_added"
    CHANNEL_REMOVED = "channel_removed"


@dataclass(frozen=True)
class Entry:
    """One line of the log.

    Attributes:
        audit_id: Made of the cause, so that doing it again adds nothing.
        actor_email: Who did it.
        subject: What it was done to: the id of a question, draft, change, partner, person or channel.
        details: Labels and ids, never text that somebody wrote.
    """

    audit_id: str
    at: datetime
    actor_email: str
    deed: Deed
    subject: str
    details: Mapping[str, str] = field(default_factory=dict)


Before: TypeAlias = tuple[datetime, str]
"""A place in the log: the moment and the id of a line. Several lines may have the same moment."""


def log(connection: Connection, entry: Entry) -> bool:
    """Add a line; False if it stands there already."""
    return insert_once(connection, audit, asdict(entry) | {"details": dict(entry.details)})


def entries(
    connection: Connection,
    *,
    actor_email: str = "",
    deeds: Collection[Deed] = (),
    before: Before | None = None,
    limit: int = 50,
) -> list[Entry]:
    """The latest lines, newest first.

    Args:
        connection: Any.
        actor_email: Of this person alone.
        deeds: Of these kinds alone.
        before: Only lines below that one.
        limit: At most so many.
    """
    query = select(audit)
    if actor_email:
        query = query.where(audit.c.actor_email == actor_email)
    if deeds:
        query = query.where(audit.c.deed.in_([deed.value for deed in deeds]))
    if before is not None:
        at, audit_id = before
        query = query.where(tuple_(audit.c.at, audit.c.audit_id) < (in_utc(at), audit_id))
    rows = connection.execute(query.order_by(audit.c.at.desc(), audit.c.audit_id.desc()).limit(limit))
    return [_entry(row) for row in rows.mappings()]


def _entry(row: RowMapping) -> Entry:
    return Entry(**{**row, "at": in_utc(row["at"]), "deed": Deed(row["deed"])})
