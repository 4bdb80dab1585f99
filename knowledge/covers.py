"""Who does a colleague's work for a while."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, delete, or_, select

from knowledge.tables import covers
from knowledge.writing import in_utc, insert_once


@dataclass(frozen=True)
class Cover:
    """From one day to another, both included, `cover_email` does the work of `absent_email`."""

    cover_id: str
    absent_email: str
    cover_email: str
    starts_on: date
    ends_on: date
    set_by: str
    set_at: datetime


def put_cover(connection: Connection, cover: Cover) -> bool:
    """Keep it; False if it was kept before."""
    return insert_once(connection, covers, asdict(cover))


def drop_cover(connection: Connection, cover_id: str) -> Cover | None:
    """End it as if it had never been agreed; the cover as it was, None if there is none."""
    found = get_cover(connection, cover_id)
    connection.execute(delete(covers).where(covers.c.cover_id == cover_id))
    return found


def get_cover(connection: Connection, cover_id: str) -> Cover | None:
    """The cover with that id; None if there is none."""
    row = connection.execute(select(covers).where(covers.c.cover_id == cover_id)).mappings().first()
    return _cover(row) if row else None


def covered_by(connection: Connection, email: str, day: date) -> frozenset[str]:
    """E-mails of the colleagues whose work that person does on the day."""
    on_that_day = (covers.c.starts_on <= day) & (covers.c.ends_on >= day)
    query = select(covers.c.absent_email).where(covers.c.cover_email == email, on_that_day)
    return frozenset(connection.execute(query).scalars())


def covers_of(connection: Connection, email: str, day: date) -> list[Cover]:
    """What is agreed from that day on, on either side, soonest first."""
    either = or_(covers.c.absent_email == email, covers.c.cover_email == email)
    return _covers(connection, select(covers).where(either, covers.c.ends_on >= day))


def all_covers(connection: Connection, day: date) -> list[Cover]:
    """What is agreed from that day on between anybody, soonest first."""
    return _covers(connection, select(covers).where(covers.c.ends_on >= day))


def _covers(connection: Connection, query: Select[Any]) -> list[Cover]:
    rows = connection.execute(query.order_by(covers.c.starts_on, covers.c.cover_id)).mappings()
    return [_cover(row) for row in rows]


def _cover(row: RowMapping) -> Cover:
    return Cover(**{**row, "set_at": in_utc(row["set_at"])})
