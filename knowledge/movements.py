"""Single rows of all partners with their age, as numbers: for what unfolds over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from knowledge.columns import Columns, FreshColumns, needed
from knowledge.columns.evaluating import Evaluation
from tools.aggregates import Aggregate
from tools.economics import Movements

_UNKNOWN: Final = -1


def load_movements(
    connection: Connection,
    as_of: date,
    flows: Sequence[Aggregate],
    partners: pd.Index,
    columns: Columns | None = None,
) -> dict[str, Movements]:
    """The rows that each aggregate would add up, by its name, dated by its column `aged_by`.

    Args:
        connection: Nothing is written.
        as_of: The day to which ages are counted; the conditions leave out what is dated later.
        flows: Counts and sums with a date in `aged_by`.
        partners: Ids, whose places stand for partners.
        columns: Where rows are kept as columns; read from SQL if None.
    """
    tables = (columns or FreshColumns()).tables(connection, needed(flows))
    found = {}
    for flow in flows:
        grouped = tables[flow.table]
        groups, ages, amounts = Evaluation(grouped, as_of).dated(flow)
        places = np.full(len(grouped.keys) + 1, _UNKNOWN)
        at = grouped.positions(partners)
        places[at[at >= 0]] = np.flatnonzero(at >= 0)
        mine = places[groups]
        known = mine != _UNKNOWN
        found[flow.name] = Movements(mine[known], ages[known], amounts[known])
    return found
