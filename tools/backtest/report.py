"""A backtest's result: how each ranking did in each lane, and what may be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from tools.backtest.boosting import Boosting
from tools.backtest.measuring import best_possible, calibration, gains, metrics
from tools.backtest.metrics import TOP
from tools.backtest.rankings import Lane, Ranking
from tools.backtest.walk import DAY, walk
from tools.outlook import ClosedQuarter, Coefficients, OutlookPolicy

DRAWS: Final = 400
FEW_CASES: Final = 30
"""Different partners that declined, or fell silent, below which nothing is said of who is better."""


class Verdict(StrEnum):
    """What the interval of the paired difference supports."""

    BEATS = "beats"
    TIES = "ties with"
    BEHIND = "is behind"
    TOO_FEW = "cannot be told from"


@dataclass(frozen=True)
class Gain:
    """Headline metric of ours less another ranking's, on the same rows, and its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Result:
    """How one ranking did in one lane.

    Attributes:
        metrics: By name, the headline first; higher is better.
        gain: Ours against this one; None for ours, and where there is nothing to compare.
    """

    lane: Lane
    ranking: Ranking
    metrics: Mapping[str, float]
    gain: Gain | None
    verdict: Verdict | None


@dataclass(frozen=True, eq=False)
class Backtest:
    """All results.

    Attributes:
        rows: Partners and days together.
        cases: Different partners that declined, fell silent or lost revenue, by lane.
        rates: Share of rows that declined and that fell silent.
        best_possible: Share of the lost revenue that the best 50 of each day held.
        calibration: Calibration error of the shown chance, by lane.
        refitted: Days scored with coefficients fitted on this history.
        coefficients: Fitted on all of it; None with too little.
    """

    days: tuple[date, ...]
    partners: int
    rows: int
    cases: Mapping[Lane, int]
    rates: Mapping[Lane, float]
    best_possible: float
    calibration: Mapping[Lane, float]
    results: tuple[Result, ...]
    refitted: int
    coefficients: Coefficients | None


def backtest(
    quarters: Iterable[ClosedQuarter],
    policy: OutlookPolicy,
    *,
    seed: int,
    start: date | None = None,
    boosting: bool = False,
    draws: int = DRAWS,
) -> Backtest:
    """Walk through closed quarters, oldest first, and compare rankings on what came.

    Who counts: partners with a won deal in the 90 days before and not ended. A decline: won revenue of the
    next 90 days under half of the last 90 days'; silence: no won deal in them; lost revenue: by how much it
    fell, at least 0. Days are pooled; the top 50 are taken anew each day.

    Args:
        seed: Of the draws of partners behind the intervals.
        start: Earlier days are only learnt from.
        boosting: Whether to learn the gradient-boosting reference; needs scikit-learn.
    """
    walked = walk(quarters, policy, start, Boosting() if boosting else None)
    rows = walked.rows
    cases = {lane: rows.index[rows[lane] > 0].nunique() for lane in Lane}
    rankings = [one for one in Ranking if boosting or one is not Ranking.BOOSTING]
    results = [result for lane in Lane for result in _lane_results(rows, lane, rankings, draws, seed)]
    chances = (Lane.DECLINE, Lane.SILENCE)
    return Backtest(
        days=walked.days,
        partners=rows.index.nunique(),
        rows=len(rows),
        cases=cases,
        rates={lane: float(rows[lane].mean()) for lane in chances},
        best_possible=best_possible(rows),
        calibration={lane: calibration(rows, lane) for lane in chances},
        results=tuple(results),
        refitted=walked.refitted,
        coefficients=walked.coefficients,
    )


def _lane_results(
    rows: pd.DataFrame, lane: Lane, rankings: list[Ranking], draws: int, seed: int
) -> list[Result]:
    few = rows.index[rows[lane] > 0].nunique() < FEW_CASES or (
        lane is Lane.MONEY and len(rows) <= 2 * TOP * rows[DAY].nunique()
    )
    compared = gains(rows, lane, [one for one in rankings if one is not Ranking.OURS], draws, seed)
    return [
        Result(lane, one, metrics(rows, lane, one), *_judged(compared.get(one), few=few)) for one in rankings
    ]


def _judged(gain: tuple[float, float, float] | None, *, few: bool) -> tuple[Gain | None, Verdict | None]:
    """The gain with what it supports: only an interval that leaves out 0 says that one is better."""
    if gain is None or np.isnan(gain[0]):
        return None, None
    _, low, high = gain
    if few or np.isnan(low):
        return Gain(*gain), Verdict.TOO_FEW
    if low > 0:
        return Gain(*gain), Verdict.BEATS
    return Gain(*gain), Verdict.BEHIND if high < 0 else Verdict.TIES
