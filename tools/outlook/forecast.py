"""What won deals alone say of the next 90 days: rates that differ and drift, partners who stop, amounts.

Every number here was chosen on the Brazilian E-Commerce Public Dataset by Olist, CC BY-NC-SA 4.0, in windows
of 2017 that were closed by the end of that year.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.outlook.gamma import Floats, gamma_mass, gamma_share
from tools.outlook.signals import QUARTER, SCALE, days_since
from tools.portfolio import Portfolio

_WATCHED: Final = 20  # days that we watch a partner before its first won deal: it was not won on day one
_DRIFT: Final = 0.3  # what a deal says of tomorrow's rate against what it says of today's: rates drift
_PEER_DAYS: Final = 2.0  # days of a peer's selling that stand in for what we do not know of a partner
_GROUP_DAYS: Final = 1400.0  # days of the whole portfolio's selling mixed into a group's typical rate
_PEER_DEALS: Final = 1.3  # deals of typical size mixed into a partner's own
_STOP: Final = (-3.8, 2.1)  # log odds of having stopped: constant, and per log of wins missed by now
_SIZES: Final = 3  # groups by deal size
_LEAST: Final = 0.1  # wins missed: less tells nothing


def forecast(portfolio: Portfolio, market: float = 1.0) -> pd.DataFrame:
    """The next 90 days in closed form, before recalibration.

    rate: won deals a day, the mean of a gamma posterior. Evidence: deals weighted by exp(-age / 60 days) over
    the days they cover, weighted alike. Prior: the typical rate of partners of its sector and deal size.
    stopped: chance that the partner has stopped; its odds grow with rate times days since the last win.
    silent: P(no won deal) = stopped + (1 - stopped) * P(0 deals) of a negative binomial.
    decline: P(won revenue < half of the last 90 days'), revenue being a gamma variable with the mean and the
    variance of a sum of that many deals, where there is any deal.
    loss_selling: expected max(0, last 90 days - next 90 days), where there is any deal.

    Source: pareto/NBD and BG/NBD models of customers who stop (Schmittlein, Morrison and Colombo 1987; Fader,
    Hardie and Lee 2005), with weights that forget.

    Args:
        portfolio: With `tools.outlook.AGGREGATES`.
        market: Wins of the next 90 days over what is expected, for all alike; 1 unless it is known.

    Returns:
        Indexed by partner id: `wins` expected, `silent`, `decline` (0-1), `loss_selling` (base currency).
        NaN without a won deal ever; `decline` and `loss_selling` also where the last 90 days brought nothing.
    """
    partners = portfolio.partners
    watched = days_since(portfolio, partners["outlook_first_won"]).to_numpy()
    covered = SCALE * (1 - np.exp(-(watched + _WATCHED) / SCALE))
    size, spread = _amounts(partners)
    alpha, beta = _rate(partners, covered, size)
    silence = days_since(portfolio, partners["outlook_last_won"]).to_numpy()
    stopped = _logistic(_STOP[0] + _STOP[1] * np.log(alpha / beta * silence + _LEAST))
    ahead = QUARTER * market
    nothing = (beta / (beta + ahead)) ** alpha
    silent = stopped + (1 - stopped) * nothing
    wins = alpha / beta * ahead
    revenue = wins * size / (1 - nothing)
    varies = wins + alpha * (ahead / beta) ** 2
    square = (wins * spread + varies * size**2 + (wins * size) ** 2) / (1 - nothing)
    halved, loss = _falls(partners["outlook_revenue_quarter"].to_numpy(), revenue, square)
    return pd.DataFrame(
        {
            "wins": (1 - stopped) * wins,
            "silent": silent,
            "decline": silent + (1 - silent) * halved,
            "loss_selling": loss,
        },
        index=partners.index,
    )


def _amounts(partners: pd.DataFrame) -> tuple[Floats, Floats]:
    """Mean and variance of a partner's deal amounts, each mixed with the portfolio's."""
    wins = partners["outlook_recent_wins"].to_numpy()
    revenue = partners["outlook_recent_revenue"].clip(lower=0).to_numpy()
    typical = revenue.sum() / wins.sum() if wins.sum() > 0 else 0.0
    size = (revenue + _PEER_DEALS * typical) / (wins + _PEER_DEALS)
    squares = partners["outlook_recent_squares"].to_numpy() + _PEER_DEALS * 2 * typical**2
    return size, np.maximum(squares / (wins + _PEER_DEALS) - size**2, 0.05 * size**2)


def _rate(partners: pd.DataFrame, covered: Floats, size: Floats) -> tuple[Floats, Floats]:
    """Shape and rate of each partner's gamma posterior."""
    wins = partners["outlook_recent_wins"].to_numpy()
    here = partners["outlook_wins_quarter"].to_numpy() > 0
    days = covered[here].sum()
    overall = wins[here].sum() / days if days > 0 else 1 / QUARTER
    groups = _groups(partners, size, here)
    won = np.bincount(groups, weights=np.where(here, wins, 0.0))[groups]
    sold = np.bincount(groups, weights=np.where(here, covered, 0.0))[groups]
    typical = (won + _GROUP_DAYS * overall) / (sold + _GROUP_DAYS)
    return _DRIFT * wins + _PEER_DAYS * typical, _DRIFT * covered + _PEER_DAYS


def _groups(partners: pd.DataFrame, size: Floats, here: np.ndarray) -> np.ndarray:
    """Number of each partner's group: the first sector that it declares, and a third by deal size."""
    sector = pd.factorize(partners["sectors"].map(lambda names: names[0] if names else ""))[0]
    if not here.any():
        return sector
    even = np.round(size / (size[here].mean() or 1.0), 6)  # sizes that only rounding sets apart are one size
    bounds = np.quantile(even[here], np.arange(1, _SIZES) / _SIZES, method="higher")
    return np.asarray(sector * _SIZES + np.searchsorted(bounds, even))


def _falls(lasts: Floats, means: Floats, squares: Floats) -> tuple[Floats, Floats]:
    """P(revenue < half of the last), expected max(0, last - revenue), given a deal; NaN without a last.

    Args:
        lasts: Won revenue of the last 90 days.
        means: Expected revenue of the next 90, given a deal.
        squares: Expected square of it.
    """
    halved, loss = np.full((2, len(lasts)), np.nan)
    known = (lasts > 0) & (means > 0)
    last, mean, square = lasts[known], means[known], squares[known]
    scale = np.maximum(square - mean**2, 1e-6 * mean**2) / mean
    shape = mean / scale
    halved[known] = gamma_share(shape, 0.5 * last / scale)
    below, mass = gamma_share(shape, last / scale), gamma_mass(shape, last / scale)
    loss[known] = np.maximum(last * below - mean * np.maximum(below - mass, 0.0), 0.0)
    return halved, loss


def _logistic(value: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-value)))
