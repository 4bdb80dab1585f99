"""What a measure of the scorecard is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import pandas as pd

from tools.facts import Unit
from tools.scorecard.policy import ScorecardPolicy


class Category(StrEnum):
    """The 5Cs, in the order in which they are shown."""

    CONTRIBUTION = "contribution"
    CONSUMPTION = "consumption"
    COVERAGE = "coverage"
    CAPABILITY = "capability"
    COMMITMENT = "commitment"


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher is better"
    LOWER = "lower is better"


@dataclass(frozen=True)
class Among:
    """Scale: share of peers that are worse, ties counted half, within the type and the whole portfolio.

    A measure of something that there is none of (zero or less, higher being better) scores 0.
    """


@dataclass(frozen=True)
class Fixed:
    """Scale: straight from `worst` (0 points) to `best` (100 points), the same for everybody."""

    worst: float
    best: float


Scale: TypeAlias = Among | Fixed
Values: TypeAlias = Callable[[pd.DataFrame, ScorecardPolicy], "pd.Series[float]"]


@dataclass(frozen=True)
class Measure:
    """One measure of the scorecard.

    Attributes:
        name: Stable; `measure.<name>` is the code of its words.
        unit: Unit of the raw value; money is in base currency.
        weight: Points of 100 that it counts for when every measure is backed by data.
        values: Raw value per row of a portfolio frame; NaN where the row says nothing about it.
        scale: How a raw value becomes a score from 0 to 100.
        evidence: Columns of which one must be above zero for some partner, or else nobody has recorded
            such things and the measure is missing for all; empty if `values` tells by itself.
    """

    name: str
    category: Category
    unit: Unit
    weight: float
    values: Values
    scale: Scale = Among()
    direction: Direction = Direction.HIGHER
    evidence: tuple[str, ...] = ()
