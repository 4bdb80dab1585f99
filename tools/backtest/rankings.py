"""The orders in which a person might look at partners: ours, and those that need no model."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd


class Lane(StrEnum):
    """What a ranking is to find."""

    DECLINE = "declines"
    SILENCE = "silence"
    MONEY = "lost revenue"


class Ranking(StrEnum):
    """An order of partners, the most worrying first."""

    OURS = "Rapport"
    DARK = "going-dark score"
    RECENCY = "recency"
    RFM = "RFM"
    REVENUE = "revenue order"
    TREND = "trend"
    BOOSTING = "gradient boosting"


OURS: Final = {Lane.DECLINE: "chance_decline", Lane.SILENCE: "chance_silent", Lane.MONEY: "loss"}
"""The column of the outlook that ranks each lane."""


def simple_rankings(partners: pd.DataFrame, outlook: pd.DataFrame) -> pd.DataFrame:
    """Scores that need no model, one column per ranking; higher is more worrying.

    going-dark score: the transparent one.
    recency: days since the last won deal.
    RFM: mean percentile of recency, of few won deals and of little won revenue in 365 days (Hughes 1994).
    revenue order: won revenue of the last 90 days; it cannot tell who declines, only what it would cost.
    trend: won revenue of the year that ended 90 days ago, per 90 days, against the last 90, from -1 (all is
    new) to 1 (all is gone).

    Args:
        partners: Rows of a portfolio with `tools.outlook.AGGREGATES`.
        outlook: The outlook of the same partners.
    """
    recency = outlook["silent_days"]
    few, little = -partners["outlook_wins_365d"], -partners["outlook_revenue_365d"]
    typical, last = outlook["typical_quarter"], outlook["last_quarter"]
    both = typical + last
    return pd.DataFrame(
        {
            Ranking.DARK: outlook["dark"],
            Ranking.RECENCY: recency,
            Ranking.RFM: np.mean([part.rank(pct=True) for part in (recency, few, little)], axis=0),
            Ranking.REVENUE: last,
            Ranking.TREND: ((typical - last) / both.where(both > 0)).fillna(0.0),
        },
        index=partners.index,
    )
