"""Contribution: what a partner sells."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.facts import Unit
from tools.scorecard.measure import Category, Fixed, Measure, Reading
from tools.scorecard.needs import HALF, YEAR


def won_revenue(reading: Reading) -> pd.Series[float]:
    """Won revenue of 365 days, influenced deals at half.

    Formula: sum(amount of won deals) - (1 - influenced_share) * sum(amount of those influenced).
    Unit: base currency. Window: closed in 365 days. Missing where deals were won and none has an amount.
    """
    return _won(reading, "365d")


def growth(reading: Reading) -> pd.Series[float]:
    """Change of won revenue from one half-year to the next.

    Formula: revenue of 180 days / revenue of the 180 days before - 1, at most 1; 1 from nothing to something.
    Unit: share, -1 to 1. Missing if both halves are empty, or if one has won deals and none with an amount.
    Influenced deals count at half.
    """
    now, before = _won(reading, "180d"), _won(reading, "180d_before")
    from_nothing = (now > 0).astype("float64").where((now > 0) & (before <= 0))
    return (now / before.where(before > 0) - 1).clip(-1, 1).fillna(from_nothing)


def win_rate(reading: Reading) -> pd.Series[float]:
    """Cautious win rate: Wilson's lower bound, so that few deals count for less.

    Formula: (p + z²/2n - z * sqrt((p(1-p) + z²/4n) / n)) / (1 + z²/n), p = won / n, n = won + lost,
    z = `win_rate_z`. Unit: share, 0 to 1. Window: closed in 365 days. Missing without a closed deal.
    Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
    """
    won, z = reading.rows["sc_won_365d"], reading.policy.win_rate_z
    closed = (won + reading.rows["sc_lost_365d"]).where(lambda deals: deals > 0)
    rate = won / closed
    margin: pd.Series[float] = z * ((rate * (1 - rate) + z**2 / (4 * closed)) / closed) ** 0.5
    return ((rate + z**2 / (2 * closed) - margin) / (1 + z**2 / closed)).clip(0, 1)


def accepted_leads(reading: Reading) -> pd.Series[float]:
    """Leads that the partner brought and we accepted.

    Formula: number of inbound leads that are accepted or converted by then.
    Unit: leads. Window: brought in 365 days.
    """
    return reading.rows["sc_leads_365d"] - reading.rows["sc_leads_later_365d"]


def _won(reading: Reading, window: str) -> pd.Series[float]:
    """Won revenue of a window, influenced deals counted in part; missing if no won deal has an amount."""
    rows, part = reading.rows, 1 - reading.policy.influenced_share
    unknown = (rows[f"sc_won_{window}"] > 0) & (rows[f"sc_priced_{window}"] == 0)
    return (rows[f"sc_revenue_{window}"] - part * rows[f"sc_influenced_{window}"]).mask(unknown)


CONTRIBUTION: Final = (
    Measure(
        "won_revenue",
        Category.CONTRIBUTION,
        Unit.MONEY,
        13,
        won_revenue,
        ("sc_revenue_365d", "sc_influenced_365d"),
        window=YEAR,
        first_on="sc_first_priced_on",
        cases=("sc_priced_365d",),
    ),
    Measure(
        "growth",
        Category.CONTRIBUTION,
        Unit.SHARE,
        4,
        growth,
        (
            "sc_revenue_180d",
            "sc_influenced_180d",
            "sc_revenue_180d_before",
            "sc_influenced_180d_before",
        ),
        window=2 * HALF,
        scale=Fixed(-1, 1),
        first_on="sc_first_priced_on",
        cases=("sc_priced_180d", "sc_priced_180d_before"),
        enough=5,
    ),
    Measure(
        "win_rate",
        Category.CONTRIBUTION,
        Unit.SHARE,
        4,
        win_rate,
        ("sc_won_365d", "sc_lost_365d"),
        window=YEAR,
        first_on="sc_first_lost_on",
        cases=("sc_won_365d", "sc_lost_365d"),
        enough=5,
    ),
    Measure(
        "accepted_leads",
        Category.CONTRIBUTION,
        Unit.COUNT,
        6,
        accepted_leads,
        ("sc_leads_365d", "-sc_leads_later_365d"),
        window=YEAR,
        first_on="sc_first_lead_on",
        cases=("sc_leads_365d", "-sc_leads_later_365d"),
    ),
)
