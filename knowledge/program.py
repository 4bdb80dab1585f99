"""The partner program and the certificates on record."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import Connection, select

from knowledge.tables import INCOMING
from tools import schema
from tools.events import rows_as_known
from tools.portfolio import typed


def program_levels(connection: Connection) -> pd.DataFrame:
    """The `levels` table, by name; a level's requirements as `["wins>=4"]`."""
    return _whole(connection, schema.LEVELS)


def certificates(connection: Connection, as_of: date) -> pd.DataFrame:
    """The `certifications` table by id, without those earned after `as_of`."""
    return rows_as_known(_whole(connection, schema.CERTIFICATIONS), schema.CERTIFICATIONS, as_of)


def _whole(connection: Connection, table: schema.Table) -> pd.DataFrame:
    stored = INCOMING[table.name]
    columns = [stored.c[column.name] for column in table.columns]
    rows = connection.execute(select(*columns).order_by(*stored.primary_key.columns))
    return typed([tuple(row) for row in rows], table)
