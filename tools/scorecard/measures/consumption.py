"""Consumption: how much of what was sold through a partner is in use."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.facts import Unit
from tools.scorecard.measure import Category, Fixed, Measure, Reading

_SWING: Final = 0.25  # a quarter more or less of the licences in use within three months is as far as it goes


def active_use(reading: Reading) -> pd.Series[float]:
    """Share of what is licensed that is in use.

    Formula: sum(active) / sum(licensed), at most 1, over months where both are on file.
    Unit: share, 0 to 1. Window: the months that ended in 92 days: three, at times four. Missing without a
    licence or a month.
    """
    return _in_use(reading, "92d")


def use_trend(reading: Reading) -> pd.Series[float]:
    """How the share in use moved; below zero it falls.

    Formula: share of the months that ended in 92 days - share of those that ended in the 92 days before.
    Unit: share points, -1 to 1. Window: 184 days. Missing if either is.
    """
    return _in_use(reading, "92d") - _in_use(reading, "92d_before")


def _in_use(reading: Reading, window: str) -> pd.Series[float]:
    licensed = reading.rows[f"sc_licensed_{window}"]
    return (reading.rows[f"sc_active_{window}"] / licensed.where(licensed > 0)).clip(0, 1)


CONSUMPTION: Final = (
    Measure(
        "active_use",
        Category.CONSUMPTION,
        Unit.SHARE,
        10,
        active_use,
        ("sc_active_92d", "sc_licensed_92d"),
        scale=Fixed(0, 1),
        cases=("sc_months_92d",),
        enough=3,
    ),
    Measure(
        "use_trend",
        Category.CONSUMPTION,
        Unit.SHARE,
        5,
        use_trend,
        ("sc_active_92d", "sc_licensed_92d", "sc_active_92d_before", "sc_licensed_92d_before"),
        scale=Fixed(-_SWING, _SWING),
        cases=("sc_months_92d", "sc_months_92d_before"),
        enough=6,
    ),
)
