"""Whether partners with whom a thing was done moved up more often than like partners without: no proof."""

from __future__ import annotations

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
        done: The kind, one of `tools.reviews.doings.DONE`.
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


def worked(
    before: pd.DataFrame, moved: pd.DataFrame, done: pd.DataFrame, policy: ReviewPolicy
) -> list[Comparison]:
    """For each kind of thing done, how often partners moved up with it and without; the clearest first.

    Compared within the tier at the start (a key partner cannot move up, so they are left out) and pooled with
    weights n1 * n0 / (n1 + n0) per tier, as Mantel and Haenszel do. The interval of the difference is
    Newcombe's hybrid of two Wilson intervals (Newcombe 1998, method 10), each over the effective number of
    partners 1 / sum(w² / n); with one tier that is exactly Newcombe's. As the clearest of several kinds is
    picked, each interval is as sure as 1 - (1 - `confidence`) / kinds, so that all of them hold the truth
    together with `confidence` (Bonferroni; Dunn 1961). What was done may have been done
    because a partner was rising already: this shows what goes together, not what causes what.

    Args:
        before: Tiers at the start.
        moved: What `tools.tiers.moves.moves` found.
        done: What `tools.reviews.doings.doings` counted between.
        policy: How many are few, and how sure the interval is.
    """
    start = before["tier"].reindex(done.index).fillna("")
    judged = start[start.ne("") & start.ne("key_partner")]
    up = judged.index.isin(moved.index[moved["direction"].eq(Direction.UP)])
    frame = pd.DataFrame({"tier": judged, "up": up}, index=judged.index)
    sure = 1 - (1 - policy.confidence) / max(len(done.columns), 1)
    each = policy.model_copy(update={"confidence": sure})
    found = [_compared(kind, frame, done[kind].reindex(judged.index) > 0, each) for kind in done.columns]
    return sorted(
        (one for one in found if one is not None),
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


def _compared(kind: str, frame: pd.DataFrame, with_it: pd.Series, policy: ReviewPolicy) -> Comparison | None:
    """The comparison over tiers that have partners on both sides; None if no tier has."""
    counts = frame.assign(with_it=with_it).groupby(["tier", "with_it"])["up"].agg(["sum", "size"])
    sides = [counts.xs(side, level="with_it") for side in (False, True) if side in set(with_it)]
    if len(sides) < len((False, True)):
        return None
    both = sides[0].join(sides[1].add_suffix("_with"), how="inner")
    if both.empty:
        return None
    ups = both[["sum", "sum_with"]].to_numpy("float64")
    sizes = both[["size", "size_with"]].to_numpy("float64")
    without, having = sizes.sum(axis=0)
    weight = sizes.prod(axis=1) / sizes.sum(axis=1)
    weight /= weight.sum()
    shares = weight @ (ups / sizes)
    effective = 1 / ((weight**2) @ (1 / sizes))
    low, high = newcombe(shares[1], effective[1], shares[0], effective[0], policy.confidence)
    enough = bool(np.min([without, having]) >= policy.few)
    return Comparison(
        done=kind,
        with_it=int(having),
        without=int(without),
        ups_with=int(ups[:, 1].sum()),
        ups_without=int(ups[:, 0].sum()),
        up_with=float(shares[1]),
        up_without=float(shares[0]),
        low=low if enough else None,
        high=high if enough else None,
    )
