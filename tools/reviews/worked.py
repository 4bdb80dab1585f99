"""Whether partners with whom a thing was done moved up more often than like partners without: no proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from tools.reviews.policy import ReviewPolicy
from tools.tiers.moves import Direction


@dataclass(frozen=True)
class Comparison:
    """One kind of thing done, with and without, among partners of like tier at the start.

    Attributes:
        done: The kind, one of `tools.reviews.doings.DONE`, or a play (`play.win_back`).
        with_it, without: Partners compared.
        ups_with, ups_without: How many of them moved up.
        up_with, up_without: Shares that moved up, 0 to 1, tiers weighed alike on both sides.
        low, high: Interval of the difference, -1 to 1; above 0 speaks for it. None if too few to tell.
    """

    done: str
    with_it: int
    without: int
    ups_with: int
    ups_without: int
    up_with: float
    up_without: float
    low: float | None
    high: float | None

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


@dataclass(frozen=True, eq=False)
class Sides:
    """How many moved up on both sides of one thing done, by stratum; only strata that have both.

    Attributes:
        done: As for `Comparison`.
        ups, sizes: One row per stratum; without it, with it.
    """

    done: str
    ups: np.ndarray
    sizes: np.ndarray

    def enough(self, few: int) -> bool:
        """Whether both sides have as many partners as a comparison needs."""
        return bool(self.sizes.sum(axis=0).min() >= few)


def worked(
    before: pd.DataFrame, moved: pd.DataFrame, done: pd.DataFrame, policy: ReviewPolicy
) -> list[Comparison]:
    """For each kind of thing done, how often partners moved up with it and without, as `comparisons` says.

    Args:
        before: Tiers at the start.
        moved: What `tools.tiers.moves.moves` found.
        done: What `tools.reviews.doings.doings` counted between.
        policy: How many are few, and how sure the intervals are.
    """
    return comparisons(kind_sides(before, moved, done), policy)


def kind_sides(before: pd.DataFrame, moved: pd.DataFrame, done: pd.DataFrame) -> Iterator[Sides]:
    """Both sides of each kind, among partners of the same tier at the start; key partners cannot move up."""
    start = before["tier"].reindex(done.index).fillna("")
    placed = start[start.ne("") & start.ne("key_partner")]
    up = placed.index.isin(moved.index[moved["direction"].eq(Direction.UP)])
    tiers = pd.factorize(placed)[0]
    for kind in done.columns:
        with_it = done[kind].reindex(placed.index).to_numpy("float64") > 0
        if (sides := sides_of(kind, tiers, up, with_it)) is not None:
            yield sides


def sides_of(done: str, strata: np.ndarray, up: np.ndarray, with_it: np.ndarray) -> Sides | None:
    """Both sides in every stratum that has partners on both; None if none has.

    Args:
        done: What was done.
        strata: Number of the stratum, 0 or more, by partner.
        up: Whether the partner moved up.
        with_it: Whether it was done with the partner.
    """
    number = int(strata.max(initial=-1)) + 1
    ups = np.stack([np.bincount(strata[with_it == side], up[with_it == side], number) for side in (0, 1)], 1)
    sizes = np.stack([np.bincount(strata[with_it == side], minlength=number) for side in (0, 1)], 1)
    both = (sizes > 0).all(axis=1)
    return Sides(done, ups[both], sizes[both].astype("float64")) if both.any() else None


def comparisons(sides: Iterable[Sides], policy: ReviewPolicy) -> list[Comparison]:
    """The difference in the shares that moved up, with an interval; the clearest first.

    Pooled over strata with weights n1 * n0 / (n1 + n0), as Mantel and Haenszel do. The interval of the
    difference is Newcombe's hybrid of two Wilson intervals (Newcombe 1998, method 10), each over the
    effective number of partners 1 / sum(w² / n); with one stratum that is exactly Newcombe's. As the clearest
    of several is picked, each interval is as sure as 1 - (1 - `confidence`) / compared, so that all of them
    hold the truth together with `confidence` (Bonferroni; Dunn 1961); `compared` counts those with enough
    partners on both sides. What was done may have been done because a partner was rising already: this shows
    what goes together, not what causes what.
    """
    kept = list(sides)
    compared = sum(one.enough(policy.few) for one in kept)
    sure = 1 - (1 - policy.confidence) / max(compared, 1)
    return sorted(
        (_compared(one, sure, enough=one.enough(policy.few)) for one in kept),
        key=lambda one: (not one.clear, -min(one.with_it, one.without)),
    )


def newcombe(
    up_with: float, size_with: float, up_without: float, size_without: float, confidence: float
) -> tuple[float, float]:
    """Interval of the difference of two shares (Newcombe 1998, method 10); sizes may be effective numbers."""
    low_1, high_1 = wilson(up_with, size_with, confidence)
    low_0, high_0 = wilson(up_without, size_without, confidence)
    difference = up_with - up_without
    return (
        difference - sqrt((up_with - low_1) ** 2 + (high_0 - up_without) ** 2),
        difference + sqrt((high_1 - up_with) ** 2 + (up_without - low_0) ** 2),
    )


def wilson(share: float, size: float, confidence: float) -> tuple[float, float]:
    """Wilson's interval of a share (Wilson 1927), within 0 to 1."""
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    middle = share + z * z / (2 * size)
    half = z * sqrt(share * (1 - share) / size + z * z / (4 * size * size))
    whole = 1 + z * z / size
    return max((middle - half) / whole, 0.0), min((middle + half) / whole, 1.0)


def _compared(sides: Sides, sure: float, *, enough: bool) -> Comparison:
    """The comparison over all strata; without an interval where there are too few."""
    ups, sizes = sides.ups, sides.sizes
    without, having = sizes.sum(axis=0)
    weight = sizes.prod(axis=1) / sizes.sum(axis=1)
    weight /= weight.sum()
    shares = weight @ (ups / sizes)
    effective = 1 / ((weight**2) @ (1 / sizes))
    low, high = newcombe(shares[1], effective[1], shares[0], effective[0], sure)
    return Comparison(
        done=sides.done,
        with_it=int(having),
        without=int(without),
        ups_with=int(ups[:, 1].sum()),
        ups_without=int(ups[:, 0].sum()),
        up_with=float(shares[1]),
        up_without=float(shares[0]),
        low=float(low) if enough else None,
        high=float(high) if enough else None,
    )
