"""What is known of potential before anything is estimated, and what estimates can be learnt from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from tools.portfolio import Portfolio
from tools.potential.features import REVENUE
from tools.potential.policy import PotentialPolicy
from tools.potential.ridge import Numbers

_YEAR: Final = pd.Timedelta(days=365)
_FEWEST: Final = 3


class Source(StrEnum):
    """What a potential rests on."""

    GIVEN = "given"
    """It is on file."""
    WALLET = "wallet"
    """Current revenue over the share of wallet on file."""
    PEERS = "peers"
    """Estimated from partners of like type, size and fields whose potential is known."""
    ATTAINED = "attained"
    """What the better partners of like type, size and fields bring, as hardly any potential is known."""
    NONE = "none"
    """Nothing is known of anybody like it."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """What estimates are learnt from.

    Attributes:
        source: `PEERS` or `ATTAINED`; `NONE` if there is too little of either.
        values: Logarithm of potential, or of revenue, of every partner; NaN where it is not learnt from.
    """

    source: Source
    values: Numbers


def known_figures(portfolio: Portfolio) -> pd.DataFrame:
    """Of every partner heard of that has not ended: current revenue, potential on file and as implied.

    Returns:
        `current` (won in 365 days, base currency), `on_file` (NaN without), `implied` (current / share of
        wallet; NaN without either, and for who signed less than 365 days ago: their revenue is no year's).
    """
    partners = portfolio.partners
    kept = partners["heard_of"] & partners["status"].ne("ended")
    partners = partners[kept]
    current = partners[REVENUE].clip(lower=0.0)
    wallet = partners["share_of_wallet"]
    implied = current / wallet.where((wallet > 0) & (current > 0) & _full_year(portfolio, partners))
    return pd.DataFrame({"current": current, "on_file": partners["potential_revenue"], "implied": implied})


def lesson(portfolio: Portfolio, figures: pd.DataFrame, policy: PotentialPolicy) -> Lesson:
    """Potentials on file; if they are few also implied ones; if both are few, revenue of a full year."""
    known = figures["on_file"].where(figures["on_file"] > 0)
    if known.count() < policy.known_least:
        known = known.fillna(figures["implied"])
    if known.count() >= policy.learnt_least:
        return Lesson(Source.PEERS, _log(known, figures["current"]))
    partners = portfolio.partners.loc[figures.index]
    active = portfolio.is_peer.loc[figures.index] & _full_year(portfolio, partners)
    earning = active & (figures["current"] > 0)
    if earning.sum() >= policy.learnt_least:
        return Lesson(Source.ATTAINED, _log(figures["current"].where(earning), figures["current"]))
    source = Source.PEERS if known.count() >= _FEWEST else Source.NONE
    return Lesson(source, _log(known, figures["current"]))


def _full_year(portfolio: Portfolio, partners: pd.DataFrame) -> pd.Series[bool]:
    """Who did not sign within the year, so that current revenue is that of a whole one."""
    return ~(partners["signed_on"] > pd.Timestamp(portfolio.as_of) - _YEAR)


def _log(values: pd.Series[float], current: pd.Series[float]) -> Numbers:
    """Logarithms; a potential is never below what a partner brings already."""
    return np.log(values.clip(lower=current).to_numpy("float64"))
