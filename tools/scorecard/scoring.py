"""From raw values to scores of 0 to 100."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.scorecard.measure import Direction, Fixed, Measure
from tools.scorecard.policy import ScorecardPolicy

Numbers: TypeAlias = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, eq=False)
class Reference:
    """The peers that values are compared with.

    Attributes:
        raw: Raw values of one measure by partner id, NaN where missing.
        types: Partner type by partner id; NaN is a type of its own.
    """

    raw: pd.Series[float]
    types: pd.Series[str]


def raw_values(measure: Measure, frame: pd.DataFrame, policy: ScorecardPolicy) -> pd.Series[float]:
    """The measure's raw value of every row; missing for all if no row has evidence that it is recorded."""
    values = measure.values(frame, policy).astype("float64")
    if measure.evidence and not (frame[list(measure.evidence)] > 0).any(axis=None):
        return values.where(values.isna())
    return values


def scored(
    measure: Measure,
    raw: pd.Series[float],
    types: pd.Series[str],
    reference: Reference,
    policy: ScorecardPolicy,
) -> pd.Series[float]:
    """Scores (0-100, 100 is best) of raw values, by partner id; NaN where the value is missing.

    A partner that is in the reference itself is not compared with itself. Where a type has few peers, its
    comparison is shrunk towards the whole portfolio: with n peers of the type it weighs n / (n + k), k being
    `policy.type_peers`.
    """
    if isinstance(measure.scale, Fixed):
        span = measure.scale.best - measure.scale.worst
        return ((raw - measure.scale.worst) / span).clip(0, 1) * 100
    values = raw.to_numpy(dtype="float64")
    own = reference.raw.reindex(raw.index).to_numpy(dtype="float64")
    peers, peer_kinds = reference.raw.to_numpy(dtype="float64"), reference.types.fillna("").to_numpy()
    kinds = types.reindex(raw.index).fillna("").to_numpy()
    everybody, _ = _better(values, own, peers)
    score = everybody.copy()
    for kind in set(kinds):
        here = kinds == kind
        within, others = _better(values[here], own[here], peers[peer_kinds == kind])
        trust = others / np.maximum(others + policy.type_peers, 1)
        score[here] = trust * within + (1 - trust) * everybody[here]
    if measure.direction is Direction.LOWER:
        return pd.Series(100 - score, index=raw.index)
    return pd.Series(np.where(values <= 0, 0.0, score), index=raw.index)


def _better(values: Numbers, own: Numbers, peers: Numbers) -> tuple[Numbers, Numbers]:
    """Percentage of other peers below each value, ties counted half, and how many others there are.

    A value with nobody to compare with is in the middle; a missing value stays missing.
    """
    base = np.sort(peers[~np.isnan(peers)])
    below = np.searchsorted(base, values, side="left") - (own < values)
    until = np.searchsorted(base, values, side="right") - (own <= values)
    others = len(base) - (~np.isnan(own)).astype("float64")
    share = np.where(others > 0, (below + until) / 2 / np.maximum(others, 1), 0.5)
    return np.where(np.isnan(values), np.nan, 100 * share), others
