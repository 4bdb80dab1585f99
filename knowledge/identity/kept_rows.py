"""A row as JSON and back: dates as text, lists and numbers as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from sqlalchemy import JSON, Connection, Date, Table, Text, literal, null

Row: TypeAlias = dict[str, object]
"""One row of a table by the names of its columns."""


def to_json(row: Mapping[str, object]) -> Row:
    """The row with dates as ISO text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def from_json(table: Table, kept: Mapping[str, object]) -> Row:
    """The row of that table again; None in columns that it did not have when it was kept."""
    return {column.name: _typed(table, column.name, kept.get(column.name)) for column in table.columns}


def for_sql(connection: Connection, table: Table, row: Mapping[str, object]) -> dict[str, object]:
    """The row as values of a statement.

    Nothing in a column of lists is NULL, not the JSON `null`. SQLite compares json by its text, so attributes
    are written as the import writes them.
    """
    on_sqlite = connection.dialect.name == "sqlite"
    return {name: _bound(table, name, value, as_text=on_sqlite) for name, value in row.items()}


def _bound(table: Table, name: str, value: object, *, as_text: bool) -> object:
    if value is None and isinstance(table.c[name].type, JSON):
        return null()
    if isinstance(value, dict) and as_text:
        return literal(json.dumps(value, ensure_ascii=False, separators=(",", ":")), Text)
    return value


def _typed(table: Table, name: str, value: object) -> object:
    is_day = isinstance(value, str) and isinstance(table.c[name].type, Date)
    return date.fromisoformat(str(value)) if is_day else value
