"""Raw rows as they were known at the end of a day: nothing later, and nothing decided later."""

from __future__ import annotations

from datetime import date
from typing import Final

import pandas as pd

from tools import schema

_OUTCOMES: Final[dict[str, tuple[str, dict[str, str | None]]]] = {
    "deals": ("closed_on", {"stage": "open", "lost_reason": None}),
    "leads": ("decided_on", {"status": "new"}),
    "contacts": ("left_on", {}),
}
"""Column that dates an outcome, and what its row looked like before it: a deal open, a lead new."""


def rows_as_known(rows: pd.DataFrame, table: schema.Table, as_of: date) -> pd.DataFrame:
    """Rows of an incoming table with nothing that happened after `as_of`.

    A row whose event is dated later is left out; an outcome dated later has not happened yet. A row with
    neither date is kept: it may be old. The closing date of an open deal is a hope, and stays.
    """
    day = pd.Timestamp(as_of)
    known = rows[~(rows[table.event_date] > day)] if table.event_date else rows
    if table.name not in _OUTCOMES:
        return known
    outcome, before = _OUTCOMES[table.name]
    later = known[outcome] > day
    if table.name == "deals":
        later &= known["stage"].ne("open")
    if table.event_date:  # without a date of its own, a row is first known by its outcome
        known = known[~(later & known[table.event_date].isna())]
    later = later[known.index]
    changed = {column: known[column].mask(later, value) for column, value in before.items()}
    return known.assign(**changed, **{outcome: known[outcome].mask(later)})
