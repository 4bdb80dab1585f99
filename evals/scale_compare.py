"""Some aggregates over the deals of a large portfolio, beside pandas and DuckDB on the same rows."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection

from evals.scale_draw import THROUGH
from evals.scale_timing import timed
from knowledge.columns import Columns, evaluated, needed
from knowledge.columns.rows import Column
from tools.aggregates import Aggregate, Function, among, ever, within

_WON: Final = among("stage", "won")
COMPARED: Final = (
    Aggregate("wins", "deals", Function.COUNT, where=(*_WON, *within("closed_on", 365))),
    Aggregate("revenue", "deals", Function.SUM, "amount", (*_WON, *within("closed_on", 365))),
    Aggregate("biggest", "deals", Function.MAX, "amount", (*_WON, *within("closed_on", 365))),
    Aggregate("last", "deals", Function.MAX, "closed_on", (*_WON, *ever("closed_on"))),
    Aggregate("first", "deals", Function.MIN, "closed_on", (*_WON, *ever("closed_on"))),
    Aggregate("sectors", "deals", Function.DISTINCT, "sector", (*_WON, *within("closed_on", 730))),
)
"""What pandas and DuckDB compute too; the figures must be equal."""

_SQL: Final = """
SELECT partner_id,
    count(*) FILTER (closed_on > $year) AS wins,
    coalesce(sum(amount_base) FILTER (closed_on > $year), 0) AS revenue,
    max(amount_base) FILTER (closed_on > $year) AS biggest,
    max(closed_on) AS last, min(closed_on) AS first,
    count(DISTINCT sector) FILTER (closed_on > $two_years) AS sectors
FROM rows WHERE stage = 'won' AND closed_on <= $day GROUP BY partner_id ORDER BY partner_id
"""

_PLAIN: Final = ("stage", "sector", "amount_base", "closed_on")


def compared(connection: Connection, columns: Columns) -> dict[str, float]:
    """Seconds of ours, and how many times that the references take; all rows in memory before the clock runs.

    Raises:
        AssertionError: They do not find the same figures.
    """
    import duckdb

    grouped = columns.tables(connection, needed(COMPARED))
    kept = grouped["deals"]
    owners = {"partner_id": pd.Categorical.from_codes(kept.groups, kept.keys)}
    rows = pd.DataFrame(owners | {name: _plain(kept.rows.columns[name]) for name in _PLAIN})
    index = pd.Index(sorted(kept.keys), dtype="str")
    database = duckdb.connect()
    database.execute("CREATE TABLE rows AS SELECT * FROM rows")
    evaluated(COMPARED, grouped, THROUGH, index)
    ours, mine = timed(lambda: evaluated(COMPARED, grouped, THROUGH, index))
    by_pandas, theirs = timed(lambda: _with_pandas(rows))
    days = {"day": THROUGH, "year": THROUGH - timedelta(365), "two_years": THROUGH - timedelta(730)}
    by_duckdb, other = timed(lambda: database.execute(_SQL, days).df().set_index("partner_id"))
    for found in (theirs, other):
        same = mine.reindex(found.index)["revenue"].to_numpy(), found["revenue"].to_numpy(dtype="float64")
        assert np.allclose(*same), "the references disagree with us"
    return {
        "six aggregates over deals": ours,
        "  pandas group-by, times that": by_pandas / ours,
        "  DuckDB, times that": by_duckdb / ours,
    }


def _plain(column: Column) -> pd.Categorical | pd.Series[float] | pd.DatetimeIndex:
    """A column as a pandas user would have it."""
    if column.words is not None:
        return pd.Categorical.from_codes(column.values.astype(np.int32), column.words.to_pylist())
    if column.values.dtype == np.float64:
        return pd.Series(column.values)
    return pd.DatetimeIndex(column.values.astype("datetime64[D]").astype("datetime64[s]"))


def _with_pandas(rows: pd.DataFrame) -> pd.DataFrame:
    day = pd.Timestamp(THROUGH)
    won = rows[rows["stage"].eq("won") & rows["closed_on"].le(day)]
    year = won[won["closed_on"].gt(day - pd.Timedelta(days=365))].groupby("partner_id", observed=True)
    wider = won[won["closed_on"].gt(day - pd.Timedelta(days=730))].groupby("partner_id", observed=True)
    everything = won.groupby("partner_id", observed=True)["closed_on"]
    found = pd.DataFrame({"last": everything.max(), "first": everything.min()})
    return found.assign(
        wins=year.size(),
        revenue=year["amount_base"].sum(),
        biggest=year["amount_base"].max(),
        sectors=wider["sector"].nunique(),
    ).fillna({"wins": 0, "revenue": 0, "sectors": 0})
