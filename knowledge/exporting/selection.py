"""What of the incoming tables leaves, read row by row as it is in one moment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Engine,
    MetaData,
    Select,
    Table,
    Text,
    case,
    cast,
    func,
    insert,
    select,
    true,
)

from knowledge.exporting.sheets import Cell, Sheet
from knowledge.tables import ATTRIBUTES, INCOMING
from tools import schema
from tools.schema.labels import attribute_label

_AT_ONCE: Final = 5_000  # rows held in memory
_OTHER_SEPARATOR: Final = re.compile(r"[|,]")
_PARTNERS: Final = INCOMING[schema.PARTNERS.name]
_chosen: Final = Table(
    "exported_partners", MetaData(), Column("partner_id", Text, primary_key=True), prefixes=["TEMPORARY"]
)

Show: TypeAlias = Callable[[Any], Cell]


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """A reading connection for which nothing changes while it reads, whatever is imported meanwhile."""
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":  # SQLite reads one moment anyway
            connection.execution_options(isolation_level="REPEATABLE READ")
        yield connection


def selected(connection: Connection, only: frozenset[str] | None) -> Selection:
    """The tables as far as they are about these partners; all of them for None."""
    if only is not None:  # a temporary table, as statements have a limit of parameters
        _chosen.drop(connection, checkfirst=True)
        _chosen.create(connection)
        if only:
            connection.execute(insert(_chosen), [{"partner_id": one} for one in sorted(only)])
    return Selection(connection, everything=only is None)


class Selection:
    """The rows to export. Tables that are about no partner (rates, levels, offers, targets) are whole."""

    def __init__(self, connection: Connection, *, everything: bool) -> None:
        """Read over that connection; `everything` if no partner is left out."""
        self._connection, self._everything = connection, everything

    def sheet(self, table: schema.Table) -> Sheet:
        """One table: its columns, then an own one for every attribute, in order of their names."""
        attributes = self._attributes(table)
        labels = [attribute_label(attribute, table) for attribute in attributes]
        header = [*(column.name for column in table.columns), *labels]
        return Sheet(table.name, header, self._rows(table, attributes))

    def _attributes(self, table: schema.Table) -> list[str]:
        stored = INCOMING[table.name].c[ATTRIBUTES]
        objects = case((cast(stored, Text).like("{%"), stored))  # a NULL may be stored as the word null
        each = func.json_each(objects).table_valued("key", joins_implicitly=True)
        query = select(each.c.key).select_from(INCOMING[table.name], each).where(self._filter(table))
        return sorted(self._connection.execute(query.distinct()).scalars())

    def _rows(self, table: schema.Table, attributes: list[str]) -> Iterator[list[Cell]]:
        shows = [_SHOWN.get(column.type, _as_it_is) for column in table.columns]
        found = self._connection.execute(self._query(table), execution_options={"yield_per": _AT_ONCE})
        with found:
            for *values, kept in found:
                cells = [show(value) for show, value in zip(shows, values, strict=True)]
                yield cells + _cells(kept, attributes) if attributes else cells

    def _query(self, table: schema.Table) -> Select[Any]:
        stored = INCOMING[table.name]
        columns = [self._column(table, column) for column in table.columns]
        query = select(*columns, stored.c[ATTRIBUTES]).where(self._filter(table))
        return query.order_by(*stored.primary_key.columns)

    def _column(self, table: schema.Table, column: schema.Column) -> ColumnElement[Any]:
        """A column; without keys of rows that stay, such as a deal of another partner."""
        stored = INCOMING[table.name].c[column.name]
        if self._everything or column.references != schema.DEALS.name:
            return stored
        deals = INCOMING[schema.DEALS.name]
        leaving = select(deals.c.deal_id).where(deals.c.partner_id.in_(select(_chosen.c.partner_id)))
        return case((stored.in_(leaving), stored))

    def _filter(self, table: schema.Table) -> ColumnElement[bool]:
        stored, partner_ids = INCOMING[table.name], select(_chosen.c.partner_id)
        if self._everything:
            return true()
        if table is schema.MANAGERS:
            owners = select(_PARTNERS.c.manager_email).where(_PARTNERS.c.partner_id.in_(partner_ids))
            return stored.c.email.in_(owners)
        return stored.c.partner_id.in_(partner_ids) if "partner_id" in stored.c else true()


def _cells(kept: Mapping[str, str] | None, attributes: list[str]) -> list[Cell]:
    return [(kept or {}).get(attribute) for attribute in attributes]


def _as_it_is(value: Cell) -> Cell:
    return value


def _flag(value: bool | None) -> str | None:
    return None if value is None else str(value).lower()


def _month(value: date | None) -> str | None:
    return None if value is None else f"{value:%Y-%m}"


def _list(items: list[str] | None) -> str:
    """The items between semicolons; one that has a semicolon itself gets a comma, or it would become two.

    One item alone is followed by a semicolon if it holds what other systems write between items.
    """
    text = ";".join(item.replace(";", ",") for item in items or ())
    return f"{text};" if ";" not in text and _OTHER_SEPARATOR.search(text) else text


_SHOWN: Final[Mapping[schema.Type, Show]] = {
    schema.Type.FLAG: _flag,
    schema.Type.MONTH: _month,
    schema.Type.NAMES: _list,
    schema.Type.REQUIREMENTS: _list,
}
