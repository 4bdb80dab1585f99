"""Raw rows of a few partners, for naming the events behind a number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final

import pandas as pd
from sqlalchemy import Connection, select

from knowledge.tables import INCOMING
from tools import schema
from tools.events import rows_as_known
from tools.portfolio import typed

TABLES: Final = tuple(
    table
    for table in schema.TABLES
    if table is not schema.PARTNERS and any(column.name == "partner_id" for column in table.columns)
)


class KnownRows(Mapping[str, pd.DataFrame]):
    """Frames by name, each made when it is first looked at: most answers look at few of the tables."""

    def __init__(self, made_by: Mapping[str, Callable[[], pd.DataFrame]]) -> None:
        self._made_by: Final = dict(made_by)
        self._made: Final[dict[str, pd.DataFrame]] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = self._made_by[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made_by)

    def __len__(self) -> int:
        return len(self._made_by)

    def beside(self, name: str, rows: pd.DataFrame) -> KnownRows:
        """These and one more frame."""
        return KnownRows({**{own: partial(self.__getitem__, own) for own in self}, name: lambda: rows})


def partner_rows(connection: Connection, partner_ids: Iterable[str], as_of: date) -> KnownRows:
    """Rows of these partners by table, sorted by key, with nothing that happened after `as_of`.

    A deal that closes later is still open, a lead decided later still new. Amounts come in base currency
    too (`amount_base`), notes without their text.
    """
    ids = sorted(set(partner_ids))
    read = {table.name: (table, _read(connection, table, ids)) for table in TABLES}

    def known(name: str) -> pd.DataFrame:
        table, rows = read[name]
        return rows_as_known(_framed(rows, table), table, as_of)

    return KnownRows({name: partial(known, name) for name in read})


def stored_rows(
    connection: Connection, partner_ids: Iterable[str], names: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Rows of these partners as they are stored, of the tables with these names, sorted by key."""
    ids = sorted(set(partner_ids))
    return {
        table.name: _framed(_read(connection, table, ids), table) for table in TABLES if table.name in names
    }


def _read(connection: Connection, table: schema.Table, ids: list[str]) -> list[tuple[object, ...]]:
    """All rows of these partners."""
    stored = INCOMING[table.name]
    query = select(*(stored.c[name] for name in _columns(table))).where(stored.c.partner_id.in_(ids))
    ordered = query.order_by(*stored.primary_key.columns)
    return [tuple(row) for row in connection.execute(ordered)]


def _framed(rows: list[tuple[object, ...]], table: schema.Table) -> pd.DataFrame:
    return typed(pd.DataFrame(rows, columns=_columns(table)), table)


def _columns(table: schema.Table) -> list[str]:
    return [column.name for column in (*table.columns, *table.beside) if column.name != "text"]
