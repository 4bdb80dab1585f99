"""How wide intervals are so that all that is told holds together."""

from __future__ import annotations

from statistics import NormalDist
from typing import Final

from tools.investment.windows import OFFERED, Money

COMPARED: Final = len((*Money, *OFFERED)) + 2
"""Kinds of spending that can be asked about: each kind of money and of offer, all money, all hours."""


def width(confidence: float, claims: int) -> float:
    """Standard errors on either side, so that so many intervals together hold with that confidence.

    The normal quantile of 1 - (1 - confidence) / (2 * claims) (Bonferroni; Dunn 1961).
    """
    return NormalDist().inv_cdf(1 - (1 - confidence) / (2 * max(claims, 1)))
