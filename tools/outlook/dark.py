"""Who is going dark: a transparent score from won deals."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.outlook.policy import OutlookPolicy
from tools.outlook.signals import days_since
from tools.portfolio import Portfolio

COMPONENTS: Final = ("staleness", "overdue", "slowing", "thin", "concentration")


def going_dark(portfolio: Portfolio, policy: OutlookPolicy) -> pd.DataFrame:
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
    wins = partners["outlook_wins_730d"]
    silent = days_since(portfolio, partners["outlook_last_won"])
    rhythm = _rhythm(partners, policy)
    half = partners["outlook_wins_60d_before"] / 2
    revenue = partners["outlook_revenue_365d"]
    parts = pd.DataFrame(
        {
            "staleness": (silent / policy.stale_days).clip(upper=1),
            "overdue": ((silent / rhythm - 1) / (policy.overdue_times - 1)).clip(0, 1),
            "slowing": (1 - partners["outlook_wins_30d"] / half.where(half > 0)).clip(0, 1),
            "thin": 1 / partners["outlook_wins_365d"].clip(lower=1),
            "concentration": (partners["outlook_biggest_365d"] / revenue.where(revenue > 0)).clip(0, 1),
        },
    ).where(wins > 0)
    score = _weighted(parts, policy)
    return parts.assign(dark=score, silent_days=silent, rhythm=rhythm)


def _rhythm(partners: pd.DataFrame, policy: OutlookPolicy) -> pd.Series:
    """Mean days between won deals of two years; NaN with too few of them, at least one day."""
    wins = partners["outlook_wins_730d"]
    span = (partners["outlook_last_won"] - partners["outlook_first_won_730d"]).dt.days.astype("float64")
    return (span / (wins - 1).clip(lower=1)).clip(lower=1).where(wins >= policy.rhythm_wins)


def _weighted(parts: pd.DataFrame, policy: OutlookPolicy) -> pd.Series:
    """Weighted mean of the known components."""
    weights = np.array([getattr(policy, f"{name}_weight") for name in COMPONENTS])
    known = parts[list(COMPONENTS)].notna().to_numpy() * weights
    total = known.sum(axis=1)
    points = (parts[list(COMPONENTS)].fillna(0).to_numpy() * weights).sum(axis=1)
    return pd.Series(points / np.where(total > 0, total, np.nan), index=parts.index)
