"""How fresh the data is: what is there, and up to which day it tells the truth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Date, Select, case, func, or_, select

from knowledge.stored_settings import data_version, store_setting, stored_setting
from knowledge.tables import INCOMING, deals
from tools import schema

_SAMPLE: Final = "sample_at_version"


@dataclass(frozen=True)
class TableFreshness:
    """One incoming table.

    Attributes:
        rows: Those of what had happened by the day in question; all of a table without days.
        newest: Day of its newest event; None without events.
    """

    name: str
    rows: int
    newest: date | None


@dataclass(frozen=True)
class Freshness:
    """All incoming tables, and the last day that the data covers (None before the first import)."""

    tables: tuple[TableFreshness, ...]
    through: date | None


def freshness(
    connection: Connection,
    only: Collection[str] | None = None,
    as_of: date | None = None,
    counted: Freshness | None = None,
) -> Freshness:
    """Count rows and find the newest event of every incoming table; reads every table once.

    Args:
        only: Rows of these partners alone, and rows of no partner; None for all.
        as_of: What came after that day is left out; None for all that there is.
        counted: What this found for the same arguments and the same imported rows; notes are counted again,
            as people write them between imports.
    """
    through = through_of(connection)
    past = as_of if as_of and through and as_of < through else None
    until = past or through or date.max
    same = counted is not None and counted.through == (past or through)
    kept = {one.name: one for one in counted.tables} if counted and same else {}
    kept.pop(schema.NOTES.name, None)
    tables = tuple(
        kept.get(table.name)
        or TableFreshness(
            name=table.name,
            rows=connection.scalar(_among(_counting(table, past), table, only)) or 0,
            newest=newest_event(connection, table, until=until, only=only),
        )
        for table in schema.TABLES
    )
    return Freshness(tables, past or through)


def through_of(connection: Connection) -> date | None:
    """The last day that the data covers; None before the first import."""
    stored = stored_setting(connection, "through")
    return date.fromisoformat(stored) if stored else None


def newest_event(
    connection: Connection, table: schema.Table, until: date, only: Collection[str] | None = None
) -> date | None:
    """Day of the newest event of a table on or before `until`, of partners in `only`; None if it has none."""
    days = (
        connection.scalar(_among(select(func.max(event, type_=Date)).where(event <= until), table, only))
        for event in _events(table)
    )
    return max((day for day in days if day is not None), default=None)


def first_event(connection: Connection) -> date | None:
    """Day of the oldest event of all; None if there is none."""
    days = (
        connection.scalar(select(func.min(event, type_=Date)))
        for table in schema.TABLES
        for event in _events(table)
    )
    return min((day for day in days if day is not None), default=None)


def holds_only_sample(connection: Connection) -> bool:
    """Whether nothing but the sample was ever imported; also true of an empty database."""
    version = data_version(connection)
    return version == 0 or stored_setting(connection, _SAMPLE) == str(version)


def mark_as_sample(connection: Connection) -> None:
    """Remember that what is stored now is the sample; any later change of the data ends that."""
    store_setting(connection, _SAMPLE, str(data_version(connection)))


def _counting(table: schema.Table, past: date | None) -> Select[Any]:
    counting = select(func.count())
    if past is None or table.event_date is None:
        return counting
    happened = INCOMING[table.name].c[table.event_date]
    return counting.where(or_(happened <= past, happened.is_(None)))


def _among(query: Select[Any], table: schema.Table, only: Collection[str] | None) -> Select[Any]:
    rows = INCOMING[table.name]
    if only is None:
        return query.select_from(rows)
    if table is schema.MANAGERS:
        partners = INCOMING["partners"].c
        theirs = select(partners.manager_email).where(partners.partner_id.in_(list(only)))
        return query.select_from(rows).where(rows.c.email.in_(theirs))
    if "partner_id" not in rows.c:
        return query.select_from(rows)
    return query.select_from(rows).where(rows.c.partner_id.in_(list(only)))


def _events(table: schema.Table) -> tuple[ColumnElement[date], ...]:
    """The dates of what happened: never a hope, a promise or a day on which something is due."""
    if table.event_date is None:
        return ()
    rows = INCOMING[table.name].c
    return (rows[table.event_date], *_OUTCOMES.get(table.name, ()))


_commissions: Final = INCOMING["commissions"].c
_OUTCOMES: Final[dict[str, tuple[ColumnElement[date], ...]]] = {
    "deals": (case((deals.c.stage != "open", deals.c.closed_on)),),  # of an open deal it is only a hope
    "tickets": (INCOMING["tickets"].c.closed_on,),
    "commissions": (_commissions.period_ends_on, _commissions.paid_on),
}
"""What else dates a row of a table; a month or period is covered at its end."""
