"""Who is going dark, and what that may cost: transparent scores from won deals."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.attention.policy import AttentionPolicy
from tools.attention.signals import QUARTER, days_since
from tools.portfolio import Portfolio

COMPONENTS: Final = ("staleness", "overdue", "slowing", "thin", "concentration")


def going_dark(portfolio: Portfolio, policy: AttentionPolicy) -> pd.DataFrame:
    """How far each partner has gone dark, with the components of the score.

    staleness: days since the last won deal over `stale_days`.
    overdue: how far those days exceed the partner's own rhythm (mean gap between won deals of two years).
    slowing: by how much won deals of the last 30 days fall short of half those of the 60 before.
    thin: 1 over won deals of 365 days.
    concentration: share of the biggest deal in won revenue of 365 days.

    Each is 0-1, higher is worse; unknown ones are left out and the weights renormalised.

    Returns:
        Indexed by partner id: the components, `dark` (0-1, higher is worse; NaN without a won deal in two
        years), `silent_days` and `rhythm` in days.
    """
    partners = portfolio.partners
    wins = partners["attention_wins_730d"]
    silent = days_since(portfolio, partners["attention_last_won"])
    rhythm = _rhythm(partners, policy)
    half = partners["attention_wins_60d_before"] / 2
    revenue = partners["attention_revenue_365d"]
    parts = pd.DataFrame(
        {
            "staleness": (silent / policy.stale_days).clip(upper=1),
            "overdue": ((silent / rhythm - 1) / (policy.overdue_times - 1)).clip(0, 1),
            "slowing": (1 - partners["attention_wins_30d"] / half.where(half > 0)).clip(0, 1),
            "thin": 1 / partners["attention_wins_365d"].clip(lower=1),
            "concentration": (partners["attention_biggest_365d"] / revenue.where(revenue > 0)).clip(0, 1),
        },
    ).where(wins > 0)
    score = _weighted(parts, policy)
    return parts.assign(dark=score, silent_days=silent, rhythm=rhythm)


def expected_loss(portfolio: Portfolio, dark: pd.Series, policy: AttentionPolicy) -> pd.DataFrame:
    """What may be lost in the next 90 days: chance that revenue falls, times won revenue of the last 90.

    The chance grows in a straight line with the going-dark score. A typical quarter is the won revenue of the
    year that ended 90 days ago, per 90 days in which the partner was already selling; for a newer partner it
    is the last quarter. It says what those were worth who have already stopped.

    Returns:
        Indexed by partner id, base currency: `typical_quarter`, `last_quarter`, `loss` (0 without a score).
    """
    partners = portfolio.partners
    last = partners["attention_revenue_quarter"].clip(lower=0)
    selling = (days_since(portfolio, partners["attention_first_won"]) - QUARTER).clip(QUARTER, 365)
    typical = (partners["attention_revenue_year_before"] * QUARTER / selling).fillna(0)
    typical = typical.where(typical > 0, last)
    chance = (policy.fall_floor + policy.fall_span * dark).clip(upper=1)
    return pd.DataFrame({"typical_quarter": typical, "last_quarter": last, "loss": (chance * last).fillna(0)})


def _rhythm(partners: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Mean days between won deals of two years; NaN with too few of them, at least one day."""
    wins = partners["attention_wins_730d"]
    span = (partners["attention_last_won"] - partners["attention_first_won_730d"]).dt.days.astype("float64")
    return (span / (wins - 1).clip(lower=1)).clip(lower=1).where(wins >= policy.rhythm_wins)


def _weighted(parts: pd.DataFrame, policy: AttentionPolicy) -> pd.Series:
    """Weighted mean of the known components."""
    weights = np.array([getattr(policy, f"{name}_weight") for name in COMPONENTS])
    known = parts[list(COMPONENTS)].notna().to_numpy() * weights
    total = known.sum(axis=1)
    points = (parts[list(COMPONENTS)].fillna(0).to_numpy() * weights).sum(axis=1)
    return pd.Series(points / np.where(total > 0, total, np.nan), index=parts.index)
