"""A temporary SQL table that holds the good rows of one file until all of it has been read.

It belongs to the connection and takes no lock of the database, so that a long file keeps nobody waiting.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import psycopg
from sqlalchemy import JSON, Column, Connection, Date, MetaData, Table
from sqlalchemy.schema import CreateTable, DropTable

from knowledge.database_problems import plain_errors
from knowledge.importing.batch import Batch
from knowledge.importing.columns import Value
from knowledge.importing.money import amounts_of
from knowledge.tables import ATTRIBUTES, FIRST_IMPORTED_ON, INCOMING, SOURCE_ID, in_base, period_end
from tools import schema
from tools.schema import Type

T = TypeVar("T")


def staging_table(connection: Connection, names: Sequence[str], table: schema.Table, label: str) -> Table:
    """Make the temporary table with these columns of `table`; one of the same name is dropped.

    Args:
        label: Tells several temporary tables for one table apart.
    """
    stored = INCOMING[table.name]
    columns = [Column(name, stored.c[name].type) for name in names]
    staged = Table(f"staged_{table.name}_{label}", MetaData(), *columns, prefixes=["TEMPORARY"])
    connection.execute(DropTable(staged, if_exists=True))
    connection.execute(CreateTable(staged))
    return staged


def staged_columns(batch: Batch) -> tuple[str, ...]:
    """The columns that every batch of a feed is staged with, in the order of the SQL table."""
    feed, table = batch.feed, batch.feed.table
    names = {column.name for column in table.columns if column.name in batch.values}
    if amounts := [column.name for column in amounts_of(table) if column.name in names]:
        names.add("currency")
        names |= {in_base(name) for name in amounts} if "currency" in feed.columns else set()
    names |= {period_end(column.name) for column in table.of_type(Type.PERIOD) if column.name in names}
    names |= {SOURCE_ID} & batch.values.keys()
    names |= {FIRST_IMPORTED_ON} if table is schema.PARTNERS else set()
    names |= {ATTRIBUTES} if feed.attributes else set()
    return tuple(column.name for column in INCOMING[table.name].c if column.name in names)


def stage(connection: Connection, staged: Table, batch: Batch, day: date) -> None:
    """Add the good rows of a batch."""
    good = batch.good
    columns = [_wire(column, _values(batch, column.name, good, day)) for column in staged.columns]
    insert_rows(connection, staged, zip(*columns, strict=True))


def stage_keys(connection: Connection, staged: Table, batch: Batch) -> None:
    """Add the keys of all rows of a batch, the bad ones too, as far as they can be read."""
    columns = [_wire(column, batch.values[column.name]) for column in staged.columns]
    keys = (key for key in zip(*columns, strict=True) if None not in key)
    insert_rows(connection, staged, keys)


def insert_rows(connection: Connection, staged: Table, rows: Iterable[tuple[Value, ...]]) -> None:
    """Write rows as fast as the driver can."""
    names = ", ".join(f'"{column.name}"' for column in staged.columns)
    driver = connection.connection.driver_connection
    with plain_errors():
        if isinstance(driver, sqlite3.Connection):
            marks = ", ".join("?" * len(staged.columns))
            driver.executemany(f"INSERT INTO {staged.name} ({names}) VALUES ({marks})", rows)
        elif isinstance(driver, psycopg.Connection):
            with driver.cursor() as cursor, cursor.copy(f"COPY {staged.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


def _values(batch: Batch, name: str, good: Sequence[int], day: date) -> Sequence[Value]:
    if name == ATTRIBUTES:
        return list(_attributes(batch, good))
    if name == FIRST_IMPORTED_ON:
        return [day] * len(good)
    if name in batch.values:
        return _picked(batch.values[name], good)
    periods = _picked(batch.values[name.removesuffix(period_end(""))], good)
    last_days = {period: last_day(str(period)) for period in set(map(str, filter(None, periods)))}
    return [last_days.get(str(period)) for period in periods]


def _picked(values: Sequence[T], good: Sequence[int]) -> Sequence[T]:
    return values if len(good) == len(values) else [values[row] for row in good]


def _attributes(batch: Batch, good: Sequence[int]) -> Iterator[str]:
    columns = [_picked(cells, good) for cells in batch.attributes.values()]
    for cells in zip(*columns, strict=True):
        kept = {label: cell for label, cell in zip(batch.attributes, cells, strict=True) if cell}
        yield json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _wire(column: Column[Any], values: Sequence[Value]) -> Sequence[Value]:
    """Values as both drivers write them; days and lists as SQLAlchemy would, so that equal ones are equal."""
    if isinstance(column.type, Date):
        written = {day: day.isoformat() for day in values if isinstance(day, date)}
        return [written[day] if isinstance(day, date) else None for day in values]
    if isinstance(column.type, JSON):
        return [json.dumps(value) if isinstance(value, list) else value for value in values]
    return values


def last_day(period: str) -> date:
    """The last day of `2026-09`, `2026-Q3` or `2026`."""
    import pandas as pd

    day: date = pd.Period(period.replace("-Q", "Q")).end_time.date()
    return day
