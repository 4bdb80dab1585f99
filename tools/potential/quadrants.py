"""Current by potential revenue: who to grow, keep, harvest, or serve at little cost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from tools.potential.estimates import Potentials


class Quadrant(StrEnum):
    """Where a partner stands by what it brings and what it could bring."""

    GROW = "grow"
    """Brings little, could bring much."""
    KEEP = "keep"
    """Brings much and could bring much: defend."""
    HARVEST = "harvest"
    """Brings much, has little more to give: maintain."""
    MASS = "mass"
    """Brings little and could bring little: serve at little cost."""


@dataclass(frozen=True, eq=False)
class Quadrants:
    """Every active or paused partner whose potential is known or estimated.

    Attributes:
        of: `Quadrant` by partner id; empty when there are too few partners to call anybody high or low.
        current_high: Revenue a year, base currency, from which it is high.
        potential_high: Potential a year, base currency, from which it is high.
    """

    of: pd.Series[str]
    current_high: float
    potential_high: float


def quadrants(found: Potentials) -> Quadrants:
    """The 2 x 2 of current and potential revenue.

    | | low potential | high potential |
    |---|---|---|
    | high current | harvest | keep |
    | low current | mass-efficient | grow |

    High begins at the median of the active and paused partners unless the policy gives an amount; a value on
    the threshold is high, but no revenue at all never is.
    """
    peers = found.peers
    policy = found.policy
    if len(peers) < policy.quadrant_least:
        return Quadrants(pd.Series(dtype="str"), float("nan"), float("nan"))
    current_high = _threshold(peers["current"], policy.current_high)
    potential_high = _threshold(peers["potential"], policy.potential_high)
    much = (peers["current"] >= current_high) & (peers["current"] > 0)
    more = (peers["potential"] >= potential_high) & (peers["potential"] > 0)
    names = np.select(
        [much & more, more, much], [Quadrant.KEEP, Quadrant.GROW, Quadrant.HARVEST], Quadrant.MASS
    )
    return Quadrants(pd.Series(names.astype(str), index=peers.index), current_high, potential_high)


def _threshold(values: pd.Series[float], given: float | None) -> float:
    return float(values.median()) if given is None else given
