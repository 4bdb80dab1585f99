"""Targets by territory, and all deals as columns to set against them."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from knowledge.columns import Columns
from knowledge.columns.rows import MISSING_DAY, NOBODY, Column
from knowledge.tables import INCOMING
from tools import schema
from tools.portfolio import typed
from tools.territory import Deals
from tools.territory.deals import Array, Words

_COLUMNS: Final = ("region", "sector", "technology", "stage", "created_on", "closed_on", "amount_base")


def targets(connection: Connection) -> pd.DataFrame:
    """The `territories` table in the order of its key; targets carry no date of their own."""
    stored = INCOMING["territories"]
    columns = [stored.c[column.name] for column in schema.TERRITORIES.columns]
    rows = connection.execute(select(*columns).order_by(*stored.primary_key.columns))
    return typed([tuple(row) for row in rows], schema.TERRITORIES)


def deals_on(connection: Connection, as_of: date, columns: Columns) -> Deals:
    """All deals as known at the end of that day."""
    rows = columns.tables(connection, {"deals": frozenset(_COLUMNS)})["deals"].rows
    by_name = rows.columns
    day = np.float64((as_of - date(1970, 1, 1)).days)
    return Deals(
        partner=_words(rows.partners),
        region=_words(by_name["region"]),
        sector=_words(by_name["sector"]),
        technology=_words(by_name["technology"]),
        stage=_words(by_name["stage"]),
        created=_days(by_name["created_on"], day),
        closed=_days(by_name["closed_on"], day),
        amount=np.nan_to_num(by_name["amount_base"].values, nan=0.0),
    ).as_known()


def _words(column: Column) -> Words:
    words = NOBODY if column.words is None else column.words
    return Words(column.values, tuple(words.to_pylist()))


def _days(column: Column, day: np.float64) -> Array:
    """Days after that day; NaN where there is none."""
    days: Array = column.values - day
    days[column.values == MISSING_DAY] = np.nan
    return days
