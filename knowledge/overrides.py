"""Edits that name another partner: asked for with a reason, decided by a lead, and kept as a record."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.tables import draft_overrides as stored
from knowledge.writing import in_utc, insert_once, storable


@dataclass(frozen=True)
class Override:
    """Words that somebody wants to send although they name another partner.

    Attributes:
        version: Of the draft that they would replace.
        digest: Of the message with these words.
        names: What the verifier found, with commas.
        decided_by, confirmed, decided_at: None until somebody decides.
    """

    override_id: str
    draft_id: str
    version: int
    digest: str
    subject: str
    body: str
    names: str
    asked_by: str
    reason: str
    asked_at: datetime
    decided_by: str | None = None
    confirmed: bool | None = None
    decided_at: datetime | None = None


def ask(connection: Connection, override: Override) -> bool:
    """Keep what is asked for; False if it was asked before."""
    texts = {name: storable(getattr(override, name)) for name in ("subject", "body", "names", "reason")}
    return insert_once(connection, stored, asdict(override) | texts)


def get_override(connection: Connection, override_id: str) -> Override | None:
    """What was asked under that id; None if nothing was."""
    row = connection.execute(select(stored).where(stored.c.override_id == override_id)).mappings().first()
    return _override(row) if row else None


def decide(
    connection: Connection, override_id: str, decided_by: str, at: datetime, *, confirmed: bool
) -> bool:
    """Keep who decided how; False if somebody had decided before."""
    values = {"decided_by": decided_by, "confirmed": confirmed, "decided_at": in_utc(at)}
    open_one = (stored.c.override_id == override_id) & stored.c.decided_by.is_(None)
    return connection.execute(update(stored).where(open_one).values(values)).rowcount == 1


def is_confirmed(connection: Connection, draft_id: str, digest: str) -> bool:
    """Whether a lead confirmed exactly this message."""
    exact = (stored.c.draft_id == draft_id) & (stored.c.digest == digest) & stored.c.confirmed.is_(True)
    return connection.execute(select(stored.c.override_id).where(exact)).first() is not None


def _override(row: RowMapping) -> Override:
    decided = row["decided_at"]
    moments = {"asked_at": in_utc(row["asked_at"]), "decided_at": in_utc(decided) if decided else None}
    return Override(**{**row, **moments})
