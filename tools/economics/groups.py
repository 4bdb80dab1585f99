"""Economics by type, tier, region and whatever else partners are grouped by."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tools.portfolio import Portfolio

LISTED = {"sector": "sectors", "technology": "technologies"}
"""Groupings of which a partner may be in several: it counts in each."""


def members(portfolio: Portfolio, by: str, labels: pd.Series | None = None) -> pd.Series:
    """The group of every partner, by partner id; who is in several comes several times, who is in none as "".

    Args:
        portfolio: The partners.
        by: A grouping.
        labels: The group of each partner where no column of the partners table holds it.
    """
    if labels is not None:
        found = labels
    elif by in LISTED:
        found = portfolio.partners[LISTED[by]].explode()
    else:
        found = portfolio.partners["manager_email" if by == "manager" else by]
    return found.fillna("").astype("str")


def grouped(values: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """One row per group: `partners` (with a value), `total`, `mean`, `median` of `value`, and sums besides.

    Args:
        values: Indexed by partner id, with a column `value` (NaN: none) and others to be summed.
        groups: What `members` returned, of partners of `values`.
    """
    rows = values.reindex(groups.index).set_axis(pd.Index(groups.to_numpy(), name="group"))
    by_group = rows.groupby(level=0)
    told = by_group["value"].agg(["count", "sum", "mean", "median"])
    told = told.rename(columns={"count": "partners", "sum": "total"})
    others = by_group[[name for name in rows if name != "value"]].sum()
    return told.join(others).replace([np.inf, -np.inf], np.nan)
