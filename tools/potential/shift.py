"""Who has a potential on file: often the large ones, so that the errors seen must be weighed."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.potential.ridge import Numbers

_STEPS: Final = 8
_ENOUGH: Final = 20_000  # evenly spaced partners tell the odds as well as all of them
_PENALTY: Final = 10.0
_MOST: Final = 10.0  # times the usual weight


def shift_weights(columns: Numbers, learnt: NDArray[np.bool_], asked: NDArray[np.bool_]) -> Numbers:
    """How much more frequent partners like this are among those asked for than among those learnt from.

    The odds of being asked for, by a logistic regression with a ridge penalty, at most 10 times the median
    (importance weights for covariate shift; Shimodaira, 2000).

    Returns:
        One weight for every row learnt from.
    """
    either = np.flatnonzero(learnt | asked)
    rows = either[:: 1 + len(either) // _ENOUGH]
    table = np.column_stack([np.ones(len(rows)), columns[rows]])
    target = asked[rows].astype("float64")
    slopes = np.zeros(table.shape[1])
    penalty = np.full(table.shape[1], _PENALTY)
    penalty[0] = 0.0
    for _ in range(_STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(table @ slopes, -30, 30)))
        spread = np.maximum(chance * (1 - chance), 1e-6)
        pull = table.T @ (target - chance) - penalty * slopes
        slopes += np.linalg.solve((table.T * spread) @ table + np.diag(penalty + 1e-9), pull)
    logs = slopes[0] + columns[learnt] @ slopes[1:]
    return np.asarray(np.exp(np.clip(logs - np.median(logs), -np.log(_MOST), np.log(_MOST))))
