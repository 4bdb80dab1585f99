"""What a measure of the scorecard is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

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


@dataclass(frozen=True, eq=False)
class Reading:
    """What raw values are computed from.

    Attributes:
        rows: The partners whose values are wanted: a portfolio's frame or a part of it.
        peers: The partners that they are pooled with or stand beside; the same frame, as a rule.
        covered: Cells that partners cover, as (partner_id, sector, technology), those of `rows` among them;
            None if it was not worked out.
        peers_covered: The same of the partners that they stand beside.
    """

    rows: pd.DataFrame
    peers: pd.DataFrame
    policy: ScorecardPolicy
    covered: pd.Index[Any] | None = None
    peers_covered: pd.Index[Any] | None = None


Values: TypeAlias = Callable[[Reading], "pd.Series[float]"]


@dataclass(frozen=True)
class Measure:
    """One measure of the scorecard.

    Attributes:
        name: Stable; `measure.<name>` is the code of its words.
        unit: Unit of the raw value; money is in base currency.
        weight: Points of 100 that it counts for when every measure is fully backed by data.
        values: Raw value per row; NaN where the row says nothing about it. Its docstring is the formula.
        reads: Aggregates and columns of partners that the value is computed from: it opens down to them.
        window: Days that it looks back over, or, of what is held today (a certification), that a new partner
            may take to get there. Whoever is known for less has it backed in part. 0: a day is enough.
        scale: How a raw value becomes a score from 0 to 100.
        first_on: Column with the first day on which a partner had such a thing. The earliest of all tells
            from when on such things are recorded; if there is none, the measure is missing for all. Empty if
            a value tells by itself that it is recorded.
        cases: Columns whose sum is the number of cases (deals, projects, answers) behind the value; one with
            a minus sign before its name is taken off.
        enough: Cases that back a value fully, fewer back it in part; 0 if the number of cases is no matter,
            as with a count, which is right even when it is small.
        pooled: Whether the value of one partner rests on the others' rows too.
    """

    name: str
    category: Category
    unit: Unit
    weight: float
    values: Values
    reads: tuple[str, ...]
    window: int = 0
    scale: Scale = Among()
    direction: Direction = Direction.HIGHER
    first_on: str = ""
    cases: tuple[str, ...] = ()
    enough: int = 0
    pooled: bool = False
