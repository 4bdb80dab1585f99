"""Who suits best, and by what margin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from tools.comparison.policy import ComparisonPolicy
from tools.matching import MatchingPolicy, Need, parts


class Margin(StrEnum):
    """How far the first is ahead of the second."""

    CLEAR = "clear"
    NARROW = "narrow"
    CLOSE = "close"  # their evidence overlaps
    ALONE = "alone"  # there is no second
    NONE = "none"  # nobody has work or a certification to show


@dataclass(frozen=True)
class Verdict:
    """The partners in order, and how sure the order is at its top.

    Attributes:
        ranked: Partner ids, best fit first; of equals by id.
    """

    ranked: tuple[str, ...]
    margin: Margin


def verdict(
    fits: pd.DataFrame, ids: Sequence[str], need: Need, matching: MatchingPolicy, policy: ComparisonPolicy
) -> Verdict:
    """Who of `ids` fits a need best.

    margin = (score of the first - score of the second) / sd, where sd is the root of the sum of both scores'
    variances if projects, deals and certification points were counts by chance (Poisson, to first order).

    Args:
        fits: What `expertise` returned.
        ids: Partners to compare; each must be in `fits`.
        need: What is looked for.
        matching: Weights of the score.
        policy: What counts as close and as narrow.
    """
    there = fits.loc[list(ids)].assign(id=list(ids)).sort_values(["score", "id"], ascending=[False, True])
    ranked = tuple(str(one) for one in there.index)
    evidence = there[["projects", "deals", "certifications"]].sum(axis="columns")
    if not ((evidence > 0) & (there["score"] > 0)).any():
        return Verdict(ranked, Margin.NONE)
    if len(ranked) == 1:
        return Verdict(ranked, Margin.ALONE)
    variance = sum((part.variance(there) for part in parts(need, matching)), start=0.0 * there["score"])
    lead = float(there["score"].iloc[0] - there["score"].iloc[1])
    return Verdict(ranked, _margin(lead, math.sqrt(variance.iloc[:2].sum()), policy))


def _margin(lead: float, deviation: float, policy: ComparisonPolicy) -> Margin:
    """A lead against its standard deviation; equal scores are always close."""
    if lead <= 0 or lead < policy.narrow * deviation:
        return Margin.CLOSE
    return Margin.NARROW if lead < policy.clear * deviation else Margin.CLEAR
