"""How far one partner is from a boundary, counted in whole leads and whole points.

A percentile threshold moves with the partner's own figure, so the answer is searched for with the threshold
worked out anew, not read off the gap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools.portfolio import Portfolio
from tools.tiers.policy import TierPolicy
from tools.tiers.sides import leads_floor, leads_threshold, relevance, threshold

_FULL: Final = 100.0


@dataclass(frozen=True, eq=False)
class Side:
    """One side of one partner's tier, as a function of a change in whole units.

    Attributes:
        value_at: The side's value with so many units more (fewer, if negative).
        threshold_at: Where high begins if the partner has that value.
        floor: What a threshold leaves to a side that was high.
        most, least: Units that the value can rise and fall by.
        high: Whether the side is high now.
    """

    value_at: Callable[[int], float]
    threshold_at: Callable[[float], float]
    floor: Callable[[float], float]
    most: int
    least: int
    high: bool

    def high_at(self, change: int) -> bool:
        """Whether the side would be high after that change, given whether it is now."""
        value = self.value_at(change)
        begins = self.threshold_at(value)
        return value >= begins or (self.high and value >= self.floor(begins))

    def to_reach(self) -> int | None:
        """The fewest units more with which the side is high; 0 if it is, None if no number is enough."""
        if self.high:
            return 0
        return _first(self.high_at, self.most)

    def to_lose(self) -> int | None:
        """The fewest units less with which the side is no longer high; 0 if it is not, None if none is."""
        if not self.high:
            return 0
        return _first(lambda fewer: not self.high_at(-fewer), self.least)


def leads_side(portfolio: Portfolio, graded: pd.DataFrame, partner_id: str, policy: TierPolicy) -> Side:
    """Leads, in accepted leads within 365 days. Arguments as for `tools.tiers.tier_statements`."""
    own, others, peer = _apart(portfolio, graded["leads"], partner_id)
    begins_highest = leads_threshold(np.array([others.max(initial=own)]), policy)
    weight = policy.accepted_lead_weight
    enough = int(np.ceil(max(begins_highest - own, 0) / weight)) + 1 if weight else 0
    return Side(
        value_at=lambda change: max(own + change * weight, 0.0),
        threshold_at=lambda value: leads_threshold(_with(others, value, peer=peer), policy),
        floor=lambda begins: leads_floor(begins, policy),
        most=enough,
        least=int(np.ceil(own / weight)) if weight else 0,
        high=bool(graded["leads_high"][partner_id]),
    )


def relevance_side(portfolio: Portfolio, graded: pd.DataFrame, partner_id: str, policy: TierPolicy) -> Side:
    """Market relevance, in points from 0 to 100; a partner of unknown relevance begins at 0."""
    _, others, peer = _apart(portfolio, graded["relevance"], partner_id)
    figure = float(relevance(portfolio)["relevance"][partner_id])
    known = 0.0 if np.isnan(figure) else figure
    weight = policy.relevance_weight
    basis, wanted = policy.relevance_basis, policy.relevance_threshold
    return Side(
        value_at=lambda change: min(min(max(known + change, 0.0), _FULL) * weight, _FULL),
        threshold_at=lambda value: threshold(_with(others, value, peer=peer), basis, wanted),
        floor=lambda begins: begins - policy.relevance_band,
        most=int(np.ceil(_FULL - known)),
        least=int(np.ceil(known)),
        high=bool(graded["relevance_high"][partner_id]),
    )


def _apart(
    portfolio: Portfolio, values: pd.Series, partner_id: str
) -> tuple[float, NDArray[np.float64], bool]:
    """The partner's own value, the known ones of its peers, and whether it counts among them itself."""
    peers = values.reindex(portfolio.peers.index).dropna()
    others = peers.drop(partner_id, errors="ignore")
    return float(values[partner_id]), others.to_numpy("float64"), partner_id in portfolio.peers.index


def _with(others: NDArray[np.float64], value: float, *, peer: bool) -> NDArray[np.float64]:
    return np.append(others, value) if peer else others


def _first(holds: Callable[[int], bool], most: int) -> int | None:
    """The smallest number from 1 to `most` that holds; once it holds, it holds for all above."""
    if most < 1 or not holds(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high
