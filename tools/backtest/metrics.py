"""How well a ranking found what came; pure numpy, so that nothing more need be installed.

Every ranking metric takes `weights` of one row per draw, as a bootstrap gives them, and returns one value per
draw: with plain weights of 1, the metric itself. Higher is better.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
TOP: Final = 50
"""Partners that a person would look at."""


def roc_auc(came: Floats, scores: Floats, weights: Floats) -> Floats:
    """Chance that one it came true for ranks above one it did not; ties count half. 0-1, a coin gives 0.5.

    Args:
        came: 1 where it came true, else 0; one per row.
        scores: Higher means more likely.
        weights: Draws by rows.

    Returns:
        One per draw; NaN where all came true, or none did.
    """
    order = np.argsort(scores, kind="stable")
    ties = np.flatnonzero(np.diff(scores[order], prepend=np.nan) != 0)
    ordered = weights[:, order]
    yes = np.add.reduceat(ordered * came[order], ties, axis=1)
    no = np.add.reduceat(ordered * (1 - came[order]), ties, axis=1)
    below = np.cumsum(no, axis=1) - no / 2
    pairs = yes.sum(axis=1) * no.sum(axis=1)
    return _share((yes * below).sum(axis=1), pairs)


def average_precision(came: Floats, scores: Floats, weights: Floats) -> Floats:
    """Precision averaged over the places where it came true; 0-1, a coin gives the share that came true."""
    order = np.argsort(-scores, kind="stable")
    ties = np.flatnonzero(np.diff(scores[order], prepend=np.nan) != 0)
    ordered = weights[:, order]
    yes = np.add.reduceat(ordered * came[order], ties, axis=1)
    seen = np.add.reduceat(ordered, ties, axis=1).cumsum(axis=1)
    found = yes.cumsum(axis=1)
    precision = np.divide(found, seen, out=np.zeros_like(found), where=seen > 0)
    return _share((yes * precision).sum(axis=1), found[:, -1])


def found_in_top(values: Floats, scores: Floats, weights: Floats, top: int = TOP) -> tuple[Floats, Floats]:
    """Sum of `values` in the first `top` places, and how many places there were to fill; ties in row order.

    With what was lost as values, the first over the sum of all is RaR50: the share of all lost revenue that
    the top 50 hold. With 1 where it came true, the first over the second is precision@50.
    """
    order = np.argsort(-scores, kind="stable")
    ordered = weights[:, order]
    taken = np.clip(top - (ordered.cumsum(axis=1) - ordered), 0, ordered)
    return (taken * values[order]).sum(axis=1), taken.sum(axis=1)


def _share(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
