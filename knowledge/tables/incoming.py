"""The SQL tables of what comes in, made from `tools.schema`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import JSON, Boolean, Column, Date, Float, Integer, String, Table, Text
from sqlalchemy.types import TypeEngine

from knowledge.tables.base import metadata
from tools import schema

_SQL_TYPES: Final[dict[schema.Type, type[TypeEngine[Any]]]] = {
    schema.Type.TEXT: Text,
    schema.Type.NAMES: JSON,
    schema.Type.NUMBER: Float,
    schema.Type.MONEY: Float,
    schema.Type.WHOLE: Integer,
    schema.Type.FLAG: Boolean,
    schema.Type.DATE: Date,
    schema.Type.MONTH: Date,
    schema.Type.PERIOD: String,
    schema.Type.EMAIL: String,
    schema.Type.CURRENCY: String,
    schema.Type.CHOICE: String,
    schema.Type.REQUIREMENTS: JSON,
}
_LISTS: Final = (schema.Type.NAMES, schema.Type.REQUIREMENTS)


def _incoming(table: schema.Table) -> Table:
    """The SQL table of an incoming one; foreign keys are checked by the import, which can name the row."""
    columns = [_column(column, table) for column in table.columns]
    return Table(table.name, metadata, *columns, *_beside(table))


def _column(column: schema.Column, table: schema.Table) -> Column[Any]:
    is_key = column.name in table.key
    return Column(
        column.name,
        _SQL_TYPES[column.type],
        primary_key=is_key,
        nullable=not (column.required or is_key),
        default=list if column.type in _LISTS else None,
        index=column.references is not None and column.name != table.key[0],
    )


def _beside(table: schema.Table) -> Iterator[Column[Any]]:
    """What the import writes beside the columns of the file, so that no reader has to work it out."""
    names = {column.name for column in table.columns}
    yield from (Column(column.name, _SQL_TYPES[column.type]) for column in table.beside)
    if "partner_id" in names and table is not schema.PARTNERS:
        yield Column(SOURCE_ID, Text)
    if table is schema.PARTNERS:
        yield Column(FIRST_IMPORTED_ON, Date)
    yield Column(ATTRIBUTES, JSON)


SOURCE_ID: Final = "source_partner_id"
"""The partner as the file names it; differs from `partner_id` once two partners were found to be one. NULL
means the same."""

FIRST_IMPORTED_ON: Final = "first_imported_on"
"""The day from which the history of a partner's attributes is kept."""

ATTRIBUTES: Final = "attributes"
"""Cells of columns that the table does not have, by the name of their column, as text."""

INCOMING: Final[dict[str, Table]] = {table.name: _incoming(table) for table in schema.TABLES}

deals: Final = INCOMING["deals"]
