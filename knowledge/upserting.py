"""Insert rows, or update those that differ: one statement, the same on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from sqlalchemy import JSON, ColumnElement, Connection, Insert, Table, Text, cast, or_
from sqlalchemy.dialects import postgresql, sqlite

_BATCH: Final = 10_000  # rows bound at once; more only costs memory
_COUNTING: Final = {"preserve_rowcount": True}


def upserting(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT of the connection's dialect, which knows `on_conflict_do_update`."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def upsert(connection: Connection, table: Table, rows: Iterable[Mapping[str, object]]) -> int:
    """Write rows by primary key; a column that they do not have keeps its value.

    Args:
        connection: The caller commits.
        table: Any table with a primary key.
        rows: All with the same columns.

    Returns:
        How many rows were new or differed.
    """
    remaining = iter(rows)
    changed = 0
    while batch := list(islice(remaining, _BATCH)):
        statement = _statement(connection, table, tuple(batch[0]))
        changed += connection.execute(statement, batch, execution_options=_COUNTING).rowcount
    return changed


def _statement(connection: Connection, table: Table, names: tuple[str, ...]) -> Insert:
    key = [column.name for column in table.primary_key]
    insert = upserting(connection, table)
    updated = {name: insert.excluded[name] for name in names if name not in key}
    if not updated:
        return insert.on_conflict_do_nothing(index_elements=key)
    differs = or_(
        *(_comparable(table.c[name]).is_distinct_from(_comparable(new)) for name, new in updated.items())
    )
    return insert.on_conflict_do_update(index_elements=key, set_=updated, where=differs)


def _comparable(column: ColumnElement[Any]) -> ColumnElement[Any]:
    # PostgreSQL has no equality for json; both databases keep the text as it was written
    return cast(column, Text) if isinstance(column.type, JSON) else column
