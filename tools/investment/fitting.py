"""Regression within groups with seasons of their own, errors clustered by partner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tools.investment.panel import Array

_LEAST: Final = 3  # effective partners below which the error itself is but a guess
_NO_MORE: Final = 1e-9  # of a column's own size, below which nothing is left once others explain it


@dataclass(frozen=True, eq=False)
class Design:
    """Rows to fit, one per partner and quarter.

    Attributes:
        outcome: What was won.
        spent: Response units of what was spent, whose coefficient is asked for.
        beside: Rows by columns that are held fixed.
        level: Revenue that each row's partner has in a usual quarter; seasons scale with it.
        weight: Of each row.
        groups: Group of each row, a whole number; each has coefficients of its own.
        quarters: Quarter of each row, a whole number.
        partners: Number of each row's partner.
    """

    outcome: Array
    spent: Array
    beside: Array
    level: Array
    weight: Array
    groups: Array
    quarters: Array
    partners: Array


def fit(design: Design) -> pd.DataFrame:
    """Coefficient of what was spent in each group, with its error.

    Weighted least squares. Each group has a constant of its own in each quarter, and each quarter a share of
    the partner's level, so that a good season, which lifts large partners by more, is not taken for a return;
    these and the columns beside are partialled out (Frisch and Waugh 1933). The error is clustered by
    partner, each partner's score divided by 1 - its leverage (Bell and McCaffrey 2002), and widened from
    normal to Student's t with as many degrees of freedom as there are effective partners, (Σ a)² / Σ a² - 1;
    a is the share of a partner in the spread of the spending (Carter, Schnepel and Steigerwald 2017).

    Returns:
        Indexed by group: `slope` and `error` (normal equivalent), outcome per response unit.
    """
    columns = np.column_stack([design.outcome, design.spent, design.beside])
    columns = _without_seasons(columns, design) * np.sqrt(design.weight)[:, None]
    found: dict[int, tuple[float, float]] = {}
    for number in np.flatnonzero(np.bincount(design.groups)):
        rows = np.flatnonzero(design.groups == number)
        found[int(number)] = _slope(columns[rows], design.partners[rows])
    return pd.DataFrame.from_dict(found, orient="index", columns=["slope", "error"]).dropna()


def _slope(columns: Array, partners: Array) -> tuple[float, float]:
    """Slope of the first column on the second, the others held fixed, and its error; NaN if untold."""
    from scipy.special import stdtrit

    outcome, spent = np.ascontiguousarray(_residuals(columns[:, :2], columns[:, 2:]).T)
    spread = spent @ spent
    if not (_varies(spent, columns[:, 1]) and _varies(outcome, columns[:, 0])):
        return np.nan, np.nan
    slope = float(outcome @ spent / spread)
    share = np.bincount(partners, spent**2) / spread
    scores = np.bincount(partners, spent * (outcome - slope * spent)) / np.maximum(1 - share, _NO_MORE)
    effective = 1 / (share @ share)
    if effective < _LEAST:
        return np.nan, np.nan
    wider = stdtrit(effective - 1, 0.975) / 1.96
    return slope, float(np.sqrt(scores @ scores) / spread * wider)


def _varies(rest: Array, column: Array) -> bool:
    """Whether anything is left of a column: of what never differs, nothing can be told."""
    return bool(rest @ rest > _NO_MORE * (column @ column))


def _residuals(columns: Array, beside: Array) -> Array:
    size = np.sqrt((beside**2).sum(axis=0))
    kept = beside[:, size > 0] / size[size > 0]
    if not kept.shape[1]:
        return columns
    explained = np.linalg.lstsq(kept.T @ kept, kept.T @ columns, rcond=1e-10)[0]
    residuals: Array = columns - kept @ explained
    return residuals


def _without_seasons(columns: Array, design: Design) -> Array:
    """What remains once each group's mean in each quarter, and each quarter's share of the level, are out."""
    weight, quarters = design.weight, design.quarters
    cells = design.groups * (int(quarters.max(initial=0)) + 1) + quarters
    total = np.bincount(cells, weight)
    total[total == 0] = 1.0

    def centred(column: Array) -> Array:
        centre: Array = column - (np.bincount(cells, weight * column) / total)[cells]
        return centre

    around = centred(design.level)
    spread = np.bincount(quarters, weight * around**2)
    spread[spread <= _NO_MORE * np.bincount(quarters, weight * design.level**2)] = np.inf
    rest = np.empty_like(columns)
    for number, column in enumerate(columns.T):
        centre = centred(column)
        shares = np.bincount(quarters, weight * around * centre) / spread
        rest[:, number] = centre - shares[quarters] * around
    return rest
