"""Capacity set against targets: what is expected, how surely, and what is missing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from tools.territory.cells import SUMS
from tools.territory.deals import FIELDS, NONE, Array
from tools.territory.policy import TerritoryPolicy


@dataclass(frozen=True)
class Forecast:
    """What a period brings in some cells, against the target; money in base currency.

    Attributes:
        target: 0 or more.
        won, won_deals: So far in the period.
        open_amount, open_deals: Open deals, all of their worth.
        pipeline: What they may bring in the rest of the period.
        run_rate: What deals that do not exist yet may bring in it.
        low, high: Range of won + pipeline + run rate.
        chance: That the target is reached, 0-1; higher is better.
        needed: Chance from which a target counts as one that will be reached, 0-1.
    """

    target: float
    won: float
    won_deals: float
    open_amount: float
    open_deals: float
    pipeline: float
    run_rate: float
    low: float
    high: float
    chance: float
    needed: float

    @property
    def expected(self) -> float:
        """What all of it comes to."""
        return self.won + self.pipeline + self.run_rate

    @property
    def gap(self) -> float:
        """Target less what is expected; negative if more is expected."""
        return self.target - self.expected

    @property
    def misses(self) -> bool:
        """Whether less is expected than the target, or it is not likely enough to be reached."""
        return self.gap > 0 or self.chance < self.needed


def forecast(sums: Mapping[str, float], target: float, policy: TerritoryPolicy) -> Forecast:
    """Expected revenue with its range, from sums of cells; money in whole units, so that parts add up.

    expected = won + pipeline + run rate. What is still to come is nothing with chance exp(`nothing`), else it
    follows a gamma distribution, so that the whole has that mean and variance = `dispersion` * (pipeline
    variance + run rate variance): it is never negative, and a few large deals make its tail long. low and
    high leave out (1 - `range_share`) / 2 of the outcomes on either side.

    Args:
        sums: The columns of `cells`, added up.
        target: For the same cells.
        policy: Range and dispersion.
    """
    rest = _Rest.of(
        sums["pipeline"] + sums["run_rate"],
        policy.dispersion * (sums["pipeline_variance"] + sums["run_rate_variance"]),
        math.exp(sums["nothing"]),
    )
    aside = (1 - policy.range_share) / 2
    return Forecast(
        target=round(target),
        won=round(sums["won"]),
        won_deals=sums["won_deals"],
        open_amount=round(sums["open_amount"]),
        open_deals=sums["open_deals"],
        pipeline=round(sums["pipeline"]),
        run_rate=round(sums["run_rate"]),
        low=round(sums["won"] + rest.quantile(aside)),
        high=round(sums["won"] + rest.quantile(1 - aside)),
        chance=rest.reaching(round(target) - round(sums["won"])),
        needed=policy.likely_enough,
    )


@dataclass(frozen=True)
class _Rest:
    """What is still to come: nothing with the chance `nothing`, else gamma with this mean and variance."""

    mean: float
    variance: float
    nothing: float

    @classmethod
    def of(cls, mean: float, variance: float, nothing: float) -> _Rest:
        """With that mean and variance over all outcomes."""
        if mean <= 0 or nothing >= 1:
            return cls(0.0, 0.0, 1.0)
        something = 1 - nothing
        given = mean / something
        return cls(given, max((variance + mean**2) / something - given**2, 0.0), nothing)

    def quantile(self, share: float) -> float:
        """What no more than `share` of the outcomes come to."""
        from scipy.special import gammaincinv

        if share <= self.nothing:
            return 0.0
        if self.variance <= 0:
            return self.mean
        part = (share - self.nothing) / (1 - self.nothing)
        return float(gammaincinv(self.mean**2 / self.variance, part)) * self.variance / self.mean

    def reaching(self, least: float) -> float:
        """Chance that at least so much comes."""
        from scipy.special import gammaincc

        if least <= 0:
            return 1.0
        if self.variance <= 0:
            return (1 - self.nothing) * float(self.mean >= least)
        shape, scale = self.mean**2 / self.variance, self.variance / self.mean
        return (1 - self.nothing) * float(gammaincc(shape, least / scale))


@dataclass(frozen=True, eq=False)
class Capacity:
    """Cells, ready to be added up under any target.

    Attributes:
        cells: What `tools.territory.cells.cells` returned.
    """

    cells: pd.DataFrame

    def under(self, targets: Iterable[tuple[str, ...]]) -> dict[str, float]:
        """The sums of all cells that lie under any of the targets (keys of the fields), each cell once."""
        kept = np.zeros(len(self.cells), dtype=bool)
        for target in targets:
            kept |= self._under(target)
        found = self._values[kept].sum(axis=0)
        return dict(zip(SUMS, map(float, found), strict=True))

    @cached_property
    def _values(self) -> Array:
        return self.cells[[*SUMS]].to_numpy()

    @cached_property
    def _keys(self) -> tuple[Array, ...]:
        return tuple(np.asarray(self.cells.index.get_level_values(name), dtype=object) for name in FIELDS)

    def _under(self, target: tuple[str, ...]) -> Array:
        kept = np.ones(len(self.cells), dtype=bool)
        for keys, key in zip(self._keys, target, strict=True):
            if key != NONE:
                kept &= keys == key
        return kept
