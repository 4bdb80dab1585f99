"""The market as the vendor's own figures describe it."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from knowledge.tables import INCOMING
from tools import schema
from tools.events import rows_as_known
from tools.portfolio import typed


def vendor_rows(connection: Connection, as_of: date) -> pd.DataFrame:
    """Market figures of the periods that had ended by `as_of`."""
    names = [column.name for column in (*schema.VENDOR.columns, *schema.VENDOR.beside)]
    stored = INCOMING["vendor"]
    query = select(*(stored.c[name] for name in names)).order_by(*stored.primary_key.columns)
    rows = [tuple(row) for row in connection.execute(query)]
    return rows_as_known(typed(pd.DataFrame(rows, columns=names), schema.VENDOR), schema.VENDOR, as_of)


def offer_rows(connection: Connection) -> pd.DataFrame:
    """Every event, training, campaign and incentive on offer; they carry no date of entry."""
    names = [column.name for column in schema.OFFERS.columns]
    stored = INCOMING["offers"]
    query = select(*(stored.c[name] for name in names)).order_by(*stored.primary_key.columns)
    return typed(
        pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=names), schema.OFFERS
    )
