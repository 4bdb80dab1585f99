"""How sure a difference between two rankings is: partners drawn anew, each with all of its days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import numpy as np

from tools.backtest.metrics import Floats

Measured: TypeAlias = Callable[[Floats], Floats]
"""Draws by rows in, one value per draw out."""

_CELLS: Final = 4_000_000  # draws times rows held at once: 32 MB
_LEVEL: Final = (2.5, 97.5)


def drawn(partner_ids: np.ndarray, draws: int, seed: int) -> Iterator[Floats]:
    """Weights of rows, in blocks of draws: each partner counts as often as a Poisson variable of mean 1 says.

    The Poisson bootstrap (Hanley and MacGibbon 2006) draws partners independently, so that blocks need not
    know of each other. The same seed gives the same draws.
    """
    _, numbers = np.unique(partner_ids, return_inverse=True)
    partners = int(numbers.max()) + 1 if len(numbers) else 0
    random = np.random.default_rng(seed)
    block = max(1, min(draws, _CELLS // max(1, len(numbers))))
    for first in range(0, draws, block):
        counts = random.poisson(1.0, size=(min(block, draws - first), partners))
        yield counts.astype(float)[:, numbers]


def interval(values: Floats) -> tuple[float, float]:
    """The middle 95 % of draws; NaN without any that could be computed."""
    known = values[~np.isnan(values)]
    if not len(known):
        return float("nan"), float("nan")
    low, high = np.percentile(known, _LEVEL)
    return float(low), float(high)
