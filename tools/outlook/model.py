"""The outlook of every partner for the next 90 days."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.outlook.coefficients import Coefficients
from tools.outlook.forecast import forecast
from tools.outlook.gamma import Floats
from tools.outlook.policy import OutlookPolicy
from tools.outlook.usual import history
from tools.portfolio import Portfolio

_LEAST: Final = 0.01  # chance; less is not told from nothing
_MOST: Final = 3.0  # times that a correction may move how likely a fall is


def outlook(portfolio: Portfolio, policy: OutlookPolicy, coefficients: Coefficients) -> pd.DataFrame:
    """What the next 90 days may bring, from won deals, one row per partner.

    chance_silent: P(no won deal), 0-1, higher is worse.
    chance_decline: P(won revenue under half of the last 90 days'), 0-1, never below `chance_silent`.
    loss: expected fall of won revenue against the last 90 days; what may be lost, not what will be. Above the
    usual, a fall is part of it too: that is what revenue orders are measured by.
    told: whether the chances may be told as such. They order partners in any case.

    The chances are those of `forecast` with their log odds corrected (`Recalibration`) by what came true.

    Args:
        portfolio: With `AGGREGATES`. Rates, groups and deal sizes are compared within it.
        policy: Weights of going dark, and when a chance is told.
        coefficients: Fitted on nothing later than the portfolio's day.

    Returns:
        Indexed by partner id: the columns of `history`; `chance_silent` (NaN without a won deal in 365
        days), `chance_decline` (NaN also where the last 90 days brought nothing that could fall); `loss` in
        base currency, from 0 to the last quarter; `told`.
    """
    partners = portfolio.partners
    past = history(portfolio, policy)
    expected = forecast(portfolio)
    known = (partners["outlook_wins_365d"] > 0).to_numpy()
    silent = np.where(known, coefficients.silent.chance(expected["silent"].to_numpy(), past), np.nan)
    decline = np.where(known, coefficients.decline.chance(expected["decline"].to_numpy(), past), np.nan)
    decline = np.maximum(decline, silent)
    last = past["last_quarter"]
    loss = silent * last + (1 - silent) * _loss_selling(expected, silent, decline)
    return past.assign(
        chance_decline=decline,
        chance_silent=silent,
        loss=np.minimum(loss.fillna(0.0), last),
        told=coefficients.proven(policy.told_within),
    )


def _loss_selling(expected: pd.DataFrame, silent: Floats, decline: Floats) -> pd.Series:
    """The forecast's loss of those who go on selling, by as much larger as a fall is more likely.

    The square root: how likely it is to fall below half tells only partly how far it falls.
    """
    foreseen = _halved(expected["silent"].to_numpy(), expected["decline"].to_numpy())
    ratio = _halved(silent, decline) / foreseen
    return expected["loss_selling"] * np.sqrt(np.clip(ratio, 1 / _MOST, _MOST))


def _halved(silent: Floats, decline: Floats) -> Floats:
    """P(under half of the last 90 days'), given that there is any deal."""
    return np.clip((decline - silent) / np.maximum(1 - silent, _LEAST), _LEAST, 1 - _LEAST)
