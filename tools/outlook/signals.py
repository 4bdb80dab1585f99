"""What the outlook reads: won deals per partner, and days since a date."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Function, among, ever, within
from tools.portfolio import Portfolio

QUARTER: Final = 90
"""Days of a quarter, the one behind and the one ahead."""
SCALE: Final = 60
"""Days in which what a won deal says of today falls to 1/e."""
_WON: Final = among("stage", "won")
_SO_FAR: Final = (*_WON, *ever("closed_on"))


def _won(name: str, function: Function, column: str, days: int, skip: int = 0) -> Aggregate:
    return Aggregate(f"outlook_{name}", "deals", function, column, (*_WON, *within("closed_on", days, skip)))


def _decayed(name: str, column: str = "", power: int = 1) -> Aggregate:
    return Aggregate(f"outlook_{name}", "deals", Function.DECAYED, column, _SO_FAR, "closed_on", SCALE, power)


RESULTS: Final = (
    _won("wins_quarter", Function.COUNT, "", QUARTER),
    _won("revenue_quarter", Function.SUM, "amount", QUARTER),
)
"""What a quarter brought; of the day 90 days later, it is what came of an outlook."""

AGGREGATES: Final[tuple[Aggregate, ...]] = (
    *RESULTS,
    Aggregate("outlook_last_won", "deals", Function.MAX, "closed_on", _SO_FAR),
    Aggregate("outlook_first_won", "deals", Function.MIN, "closed_on", _SO_FAR),
    _won("first_won_730d", Function.MIN, "closed_on", 730),
    _won("wins_730d", Function.COUNT, "", 730),
    _won("wins_365d", Function.COUNT, "", 365),
    _won("wins_30d", Function.COUNT, "", 30),
    _won("wins_60d_before", Function.COUNT, "", 60, 30),
    _won("revenue_365d", Function.SUM, "amount", 365),
    _won("biggest_365d", Function.MAX, "amount", 365),
    _won("revenue_year_before", Function.SUM, "amount", 365, QUARTER),
    _decayed("recent_wins"),
    _decayed("recent_revenue", "amount"),
    _decayed("recent_squares", "amount", power=2),
)


def days_since(portfolio: Portfolio, dates: pd.Series) -> pd.Series:
    """Days from each date to the portfolio's; NaN where there is none."""
    return (dates - pd.Timestamp(portfolio.as_of)).dt.days.mul(-1.0)
