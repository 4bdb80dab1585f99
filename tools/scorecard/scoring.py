"""From raw values to scores of 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools import schema
from tools.scorecard.measure import Direction, Fixed, Measure
from tools.scorecard.policy import ScorecardPolicy

Numbers: TypeAlias = npt.NDArray[np.floating[Any]]
Codes: TypeAlias = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class Reference:
    """The peers that values are compared with.

    Attributes:
        raw: Raw values of one measure by partner id, NaN where missing.
        types: Partner type by partner id, as `type_codes` gives it.
    """

    raw: pd.Series[float]
    types: pd.Series[int]

    @cached_property
    def sorted(self) -> Numbers:
        """All peers' values, smallest first."""
        return _sorted(_comparable(self.raw))

    def sorted_of(self, kind: int) -> Numbers:
        """The values of peers of one type, smallest first."""
        return _sorted(_comparable(self.raw)[self.types.to_numpy() == kind])


def type_codes(types: pd.Series[str]) -> pd.Series[int]:
    """A number per partner type, the same in every portfolio; partners without a type share one."""
    codes = pd.Categorical(types, categories=schema.PARTNER_TYPES).codes
    return pd.Series(codes.astype("int64"), index=types.index)


def scored(
    measure: Measure,
    raw: pd.Series[float],
    types: pd.Series[int],
    reference: Reference,
    policy: ScorecardPolicy,
) -> pd.Series[float]:
    """Scores (0-100, 100 is best) of raw values, by partner id; NaN where the value is missing.

    A partner that is in the reference itself is not compared with itself. Where a type has few peers, its
    comparison is shrunk towards the whole portfolio: with n peers of the type it weighs n / (n + k), k being
    `policy.type_peers`. With nobody to compare with, a value is in the middle: 50.
    """
    if isinstance(measure.scale, Fixed):
        span = measure.scale.best - measure.scale.worst
        return ((raw - measure.scale.worst) / span).clip(0, 1) * 100
    values = _comparable(raw)
    own = values if raw is reference.raw else _comparable(reference.raw.reindex(raw.index))
    order = np.argsort(values)  # sorted values are found several times faster among sorted peers
    score = np.empty(len(values))
    score[order] = _among(values[order], own[order], types.to_numpy()[order], reference, policy)
    if measure.direction is Direction.LOWER:
        return pd.Series(100 - score, index=raw.index)
    return pd.Series(np.where(values <= 0, 0.0, score), index=raw.index)


def _among(
    values: Numbers, own: Numbers, kinds: Codes, reference: Reference, policy: ScorecardPolicy
) -> Numbers:
    """Percentage of peers below each value, within the type and altogether."""
    everybody, _ = _better(values, own, reference.sorted)
    score = everybody.copy()
    for kind in np.unique(kinds):
        here = np.flatnonzero(kinds == kind)
        within, others = _better(values[here], own[here], reference.sorted_of(kind))
        trust = others / np.maximum(others + policy.type_peers, 1)
        score[here] = trust * within + (1 - trust) * everybody[here]
    return score


def _better(values: Numbers, own: Numbers, peers: Numbers) -> tuple[Numbers, Numbers]:
    """Percentage of other peers below each value, ties counted half, and how many others there are.

    A value with nobody to compare with is in the middle; a missing value stays missing.

    Args:
        values: What is compared.
        own: Each partner's own value among the peers, NaN if it is none of them.
        peers: Their values, sorted, none missing.
    """
    below = np.searchsorted(peers, values, side="left") - (own < values)
    until = np.searchsorted(peers, values, side="right") - (own <= values)
    others = len(peers) - (~np.isnan(own)).astype("float64")
    share = np.where(others > 0, (below + until) / 2 / np.maximum(others, 1), 0.5)
    return np.where(np.isnan(values), np.nan, 100 * share), others


def _comparable(values: pd.Series[float]) -> Numbers:
    """To seven digits, so that sums that differ by rounding alone (currency, order) are equal."""
    return values.to_numpy(dtype="float32").astype("float64")


def _sorted(values: Numbers) -> Numbers:
    return np.sort(values[~np.isnan(values)])
