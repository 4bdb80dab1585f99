"""How much few partners make up of all: the Lorenz curve."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.economics.months import Floats

MOST: Final = 0.8
"""Share of the whole that is looked for."""


def lorenz(values: pd.Series) -> Floats:
    """Cumulated share of the whole, the largest partner first, from 0 to 1; empty if the whole is nothing.

    Below 0 counts as 0. Source: Lorenz (1905).
    """
    ordered = np.sort(values.clip(lower=0).to_numpy(dtype=float))[::-1]
    whole = ordered.sum()
    return np.append(0.0, np.cumsum(ordered) / whole) if whole > 0 else np.empty(0)


def gini(values: pd.Series) -> float:
    """0: all alike; near 1: one partner makes it all. NaN if the whole is nothing. Source: Gini (1912)."""
    curve = lorenz(values)
    if not curve.size:
        return float("nan")
    area = ((curve[1:] + curve[:-1]) / 2).mean()
    return float(np.clip(2 * area - 1, 0.0, 1.0))


def makers(values: pd.Series, share: float = MOST) -> pd.Index:
    """The fewest partners that make up that share of the whole, largest first; equal ones by their id."""
    curve = lorenz(values)
    if not curve.size:
        return values.index[:0]
    number = int(np.searchsorted(curve, share - 1e-9))
    ordered = values.sort_index().sort_values(ascending=False, kind="stable")
    return ordered.index[:number]
