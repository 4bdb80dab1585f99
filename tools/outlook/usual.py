"""What a partner usually brings in a quarter, and how far the last one was from it."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.outlook.dark import going_dark
from tools.outlook.policy import OutlookPolicy
from tools.outlook.signals import QUARTER, days_since
from tools.portfolio import Portfolio

_KNOWN_DAYS: Final = 60  # days of selling before the last quarter, from which a usual one is known
_MOST: Final = 3.0  # twentyfold and more is one thing


def history(portfolio: Portfolio, policy: OutlookPolicy) -> pd.DataFrame:
    """What corrects the forecast: the columns of `going_dark`, and how the last quarter compares.

    typical_quarter: won revenue of the year that ended 90 days ago, per 90 days in which the partner was
    already selling; for a newer partner the last quarter. Base currency, at least 0.
    last_quarter: won revenue of the last 90 days, base currency, at least 0.
    surge: log((last quarter + deal) / (typical quarter + deal)), deal being the partner's mean won deal of
    365 days; from -3 to 3, 0 is as usual, above 0 is more. 0 for who sold for less than 60 days before.

    Returns:
        Indexed by partner id.
    """
    partners = portfolio.partners
    last = partners["outlook_revenue_quarter"].clip(lower=0)
    before = days_since(portfolio, partners["outlook_first_won"]) - QUARTER
    typical = (partners["outlook_revenue_year_before"] * QUARTER / before.clip(QUARTER, 365)).fillna(0)
    deal = partners["outlook_revenue_365d"].clip(lower=0) / partners["outlook_wins_365d"].clip(lower=1)
    usual = typical.clip(lower=0) + deal
    ratio = ((last + deal) / usual.where((usual > 0) & (before >= _KNOWN_DAYS))).fillna(1.0)
    return going_dark(portfolio, policy).assign(
        typical_quarter=typical.where(typical > 0, last),
        last_quarter=last,
        surge=np.log(ratio.clip(np.exp(-_MOST), np.exp(_MOST))),
    )
