"""The rows of a partner that count in a cell of the coverage map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from tools import schema
from tools.about import Row
from tools.facts import Fact
from tools.opening import row_keys
from tools.segments.cells import RECENT, field_key

_COUNTED: Final[Mapping[str, tuple[str, pd.Timedelta | None]]] = {
    "deals": ("closed_on", None),
    "projects": ("delivered_on", pd.Timedelta(days=RECENT)),
    "certifications": ("earned_on", None),
}
"""By which day a row counts, and for how long."""


def with_rows(
    tables: Mapping[str, pd.DataFrame],
    fact: Fact,
    cell: Row,
    table: schema.Table,
    within: pd.Timedelta | None = None,
) -> Fact:
    """The fact with its partner's rows there: won deals, projects of 24 months, valid certifications.

    Args:
        tables: Rows as known on the fact's day; a fact whose rows are not among them stays as it is.
        fact: A count or sum about one partner in the cell.
        cell: With the keys `sector` and `technology`; a table without sectors is told by technology.
        table: Whose rows count.
        within: Only so long before the day.
    """
    rows, day = tables[table.name], pd.Timestamp(fact.as_of)
    column, window = _COUNTED[table.name]
    counts = rows["partner_id"].eq(fact.partner_id or "") & (rows[column] <= day)
    if span := within or window:
        counts &= rows[column] > day - span
    if table is schema.DEALS:
        counts &= rows["stage"].eq("won")
    if table is schema.CERTIFICATIONS:
        counts &= rows["expires_on"].isna() | (rows["expires_on"] >= day)
    mine = rows[counts]
    for field in ("sector", "technology"):
        if field in mine:
            mine = mine[mine[field].fillna("").map(field_key).eq(cell[field]).astype(bool)]
    return replace(fact, rows=row_keys(mine, table))
