"""How fresh the data is: what came in, when, and up to which day it tells the truth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Date, Select, case, func, select

from knowledge.stored_settings import data_version, store_setting, stored_setting
from knowledge.tables import INCOMING, deals, imports
from tools import schema

_SAMPLE: Final = "sample_at_version"


@dataclass(frozen=True)
class TableFreshness:
    """One incoming table.

    Attributes:
        newest: Day of its newest event on or before `through`; None without events.
        imported_at: When its file last came in; None if never.
    """

    name: str
    rows: int
    newest: date | None
    imported_at: datetime | None


@dataclass(frozen=True)
class Freshness:
    """All incoming tables, and the last day that the data covers (None before the first import)."""

    tables: tuple[TableFreshness, ...]
    through: date | None
    imported_at: datetime | None


def freshness(connection: Connection, only: Collection[str] | None = None) -> Freshness:
    """Count rows and find the newest event of every incoming table; reads every table once.

    Args:
        only: Rows of these partners alone, and rows of no partner; None for all.
    """
    imported = _imported_at(connection)
    through = through_of(connection)
    tables = tuple(
        TableFreshness(
            name=table.name,
            rows=connection.scalar(_among(select(func.count()), table, only)) or 0,
            newest=newest_event(connection, table, until=through or date.max, only=only),
            imported_at=imported.get(table.name),
        )
        for table in schema.TABLES
    )
    return Freshness(tables, through, max(imported.values(), default=None))


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


def _among(query: Select[Any], table: schema.Table, only: Collection[str] | None) -> Select[Any]:
    rows = INCOMING[table.name]
    if only is None or "partner_id" not in rows.c:
        return query.select_from(rows)
    return query.select_from(rows).where(rows.c.partner_id.in_(list(only)))


def _events(table: schema.Table) -> tuple[ColumnElement[date], ...]:
    """The dates of what happened; an open deal's `closed_on` is only a hope."""
    if table.event_date is None:
        return ()
    created = INCOMING[table.name].c[table.event_date]
    closed = (case((deals.c.stage != "open", deals.c.closed_on)),) if table is schema.DEALS else ()
    return (created, *closed)


def _imported_at(connection: Connection) -> dict[str, datetime]:
    newest = select(imports.c.table_name, func.max(imports.c.imported_at)).group_by(imports.c.table_name)
    return {name: _in_utc(moment) for name, moment in connection.execute(newest)}


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)  # SQLite keeps no time zone
