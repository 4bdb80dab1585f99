"""What each tier, phase, level or other group takes: hours of ours and money."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from tools.investment.panel import YEAR
from tools.investment.windows import WON_NAMES, Effort, Money, Other, names

_WEEKS: Final = 52


def needs(spending: pd.DataFrame, asked_week: pd.Series[float], hours: Mapping[str, float]) -> pd.DataFrame:
    """Hours, money and revenue of each partner in the last four quarters, beside what it should get.

    Hours are activities * the hours of one of their kind; an inbound one takes as long.

    Args:
        spending: Columns of `SPENDING` by partner.
        asked_week: Hours a week that the service levels ask for, of each partner that counts.
        hours: Hours of one activity of each kind.

    Returns:
        By partner id: `hours` (a year), `hours_week`, `asked_week`, `money` and `revenue` (base currency, a
        year).
    """
    rows = spending.reindex(asked_week.index).fillna(0.0)
    worked = sum(hours.get(kind, 0.0) * _year(rows, names(kind)) for kind in Effort)
    return pd.DataFrame(
        {
            "hours": worked,
            "hours_week": worked / _WEEKS,
            "asked_week": asked_week,
            "money": sum(_year(rows, names(kind)) for kind in (*Money, *Other)),
            "revenue": _year(rows, WON_NAMES),
        },
        index=rows.index,
    )


def grouped(needed: pd.DataFrame, groups: pd.Series[str]) -> pd.DataFrame:
    """What each group takes; a partner of several groups counts in each, so that they may add up to more.

    Args:
        needed: What `needs` found, of every partner that counts.
        groups: Group by partner id, several times for a partner of several; "" for one without.

    Returns:
        By group, most hours first, "" last: the sums of `needed`, and `partners`.
    """
    rows = needed.loc[groups.index]
    found = rows.groupby(groups.to_numpy()).sum().assign(partners=groups.value_counts())
    found = found.sort_values(["hours", "money"], ascending=False, kind="stable")
    return found.loc[sorted(found.index, key=lambda name: name == "")]


def _year(rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.Series[float]:
    return rows[[*columns[:YEAR]]].sum(axis=1)
