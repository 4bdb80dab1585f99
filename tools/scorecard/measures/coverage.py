"""Coverage: where a partner wins, and where nobody else does."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.facts import Unit
from tools.scorecard.measure import Category, Measure, Reading
from tools.scorecard.needs import TWO_YEARS


def sectors_won(reading: Reading) -> pd.Series[float]:
    """Effective number of sectors won in: as many as if the won deals were spread evenly.

    Formula: 1 / sum(share²), shares of won deals by sector (the inverse of Simpson's index, 1949).
    Unit: sectors. Window: won in 730 days. 0 without a won deal; missing if the won deals name none.
    """
    return _breadth(reading, "sc_sector_breadth")


def technologies_won(reading: Reading) -> pd.Series[float]:
    """Effective number of technologies won in: as many as if the won deals were spread evenly.

    Formula: 1 / sum(share²), shares of won deals by technology (the inverse of Simpson's index, 1949).
    Unit: technologies. Window: won in 730 days. 0 without a won deal; missing if the won deals name none.
    """
    return _breadth(reading, "sc_technology_breadth")


def regions_won(reading: Reading) -> pd.Series[float]:
    """Effective number of regions won in: as many as if the won deals were spread evenly.

    Formula: 1 / sum(share²), shares of won deals by region (the inverse of Simpson's index, 1949).
    Unit: regions. Window: won in 730 days. 0 without a won deal; missing if the won deals name none.
    """
    return _breadth(reading, "sc_region_breadth")


def sole_cells(reading: Reading) -> pd.Series[float]:
    """Cells (sector and technology) that only this partner covers.

    Formula: number of cells in which the partner is qualified and no other one is; qualified is whoever
    delivered a project there in 730 days, or holds a valid certification and won a deal there.
    Unit: cells. Missing if nobody covers a cell.
    """
    missing = pd.Series(np.nan, index=reading.rows.index)
    if reading.covered is None or reading.peers_covered is None or reading.peers_covered.empty:
        return missing
    cell = [str(name) for name in reading.covered.names[1:]]
    holders = reading.peers_covered.to_frame(index=False).groupby(cell).size().rename("holders")
    ids = reading.covered.get_level_values(0)
    own = reading.covered[reading.rows.index.get_indexer(ids) >= 0]  # hashed; `isin` looks at every one
    mine = own.to_frame(index=False).join(holders, on=cell)
    others = mine["holders"].fillna(0) - own.isin(reading.peers_covered)
    sole = mine.loc[others == 0, "partner_id"].value_counts()
    return sole.reindex(reading.rows.index).fillna(0.0).astype("float64")


def _breadth(reading: Reading, column: str) -> pd.Series[float]:
    """0 without a won deal, unless nobody's deals say where they were won."""
    if reading.peers[column].isna().all():
        return pd.Series(np.nan, index=reading.rows.index)
    return reading.rows[column].where(reading.rows["sc_won_730d"] > 0, 0.0)


def _spread(what: str, column: str) -> Measure:
    values = {"sector": sectors_won, "technology": technologies_won, "region": regions_won}[column]
    return Measure(
        what,
        Category.COVERAGE,
        Unit.COUNT,
        3,
        values,
        (f"sc_{column}_breadth",),
        window=TWO_YEARS,
        first_on="sc_first_won_on",
        cases=("sc_won_730d",),
    )


COVERAGE: Final = (
    _spread("sectors_won", "sector"),
    _spread("technologies_won", "technology"),
    _spread("regions_won", "region"),
    Measure(
        "sole_cells",
        Category.COVERAGE,
        Unit.COUNT,
        4,
        sole_cells,
        ("sc_delivered_730d", "sc_won_730d", "sc_certifications"),
        window=TWO_YEARS,
        pooled=True,
    ),
)
