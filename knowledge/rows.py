"""Raw rows of a few partners, for naming the events behind a number."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
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


def partner_rows(connection: Connection, partner_ids: Iterable[str], as_of: date) -> dict[str, pd.DataFrame]:
    """Rows of these partners by table, sorted by key, with nothing that happened after `as_of`.

    A deal that closes later is still open, a lead decided later still new. Amounts come in base currency
    too (`amount_base`), notes without their text.
    """
    ids = sorted(set(partner_ids))
    return {table.name: rows_as_known(_rows(connection, table, ids), table, as_of) for table in TABLES}


def stored_rows(
    connection: Connection, partner_ids: Iterable[str], names: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Rows of these partners as they are stored, of the tables with these names, sorted by key."""
    ids = sorted(set(partner_ids))
    return {table.name: _rows(connection, table, ids) for table in TABLES if table.name in names}


def _rows(connection: Connection, table: schema.Table, ids: list[str]) -> pd.DataFrame:
    """All rows of these partners, typed."""
    stored = INCOMING[table.name]
    names = [column.name for column in (*table.columns, *table.beside) if column.name != "text"]
    columns = [stored.c[name] for name in names]
    query = select(*columns).where(stored.c.partner_id.in_(ids)).order_by(*stored.primary_key.columns)
    rows = [tuple(row) for row in connection.execute(query)]
    return typed(pd.DataFrame(rows, columns=names), table)
