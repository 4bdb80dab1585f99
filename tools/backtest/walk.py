"""Walking through the past: at each day, what was known then says what came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from tools.backtest.boosting import Boosting
from tools.backtest.rankings import OURS, Lane, Ranking, simple_rankings
from tools.outlook import (
    QUARTER,
    ClosedQuarter,
    Coefficients,
    Lesson,
    OutlookPolicy,
    fit,
    fit_and_check,
    lesson,
    outlook,
    packaged,
)

DAY, LAST = "day", "last_quarter"


@dataclass(frozen=True, eq=False)
class Walked:
    """What a walk saw.

    Attributes:
        rows: One per day and partner with business, by partner id: `day` (its number), `last_quarter`, one
            column per lane with what came (1 or 0; base currency for money), and one per lane and ranking.
        days: The days.
        refitted: How many of them used coefficients fitted on what had ended by then.
        coefficients: Fitted on all that has ended by now; None with too little of it.
    """

    rows: pd.DataFrame
    days: tuple[date, ...]
    refitted: int
    coefficients: Coefficients | None


@dataclass(frozen=True, eq=False)
class _Judged:
    day: date
    rows: pd.DataFrame
    refitted: bool


def walk(
    quarters: Iterable[ClosedQuarter],
    policy: OutlookPolicy,
    start: date | None = None,
    boosting: Boosting | None = None,
) -> Walked:
    """Score each day with coefficients that were fitted on quarters closed by then, the packaged ones before.

    Args:
        quarters: Oldest first. Only one is held at a time.
        policy: Weights of going dark.
        start: Earlier days are only learnt from; None for those before the first fit, if there is any.
        boosting: The reference to learn alongside; None to leave it out.
    """
    lessons: list[Lesson] = []
    judged: list[_Judged] = []
    for quarter in quarters:
        today = quarter.portfolio.as_of
        fitted = fit([one for one in lessons if _ended(one) <= today], packaged(), today)
        scored = _scored(quarter, outlook(quarter.portfolio, policy, fitted or packaged()))
        if boosting is not None:
            scored = scored.join(boosting.scores(quarter, policy))
        judged.append(_Judged(today, scored, refitted=fitted is not None))
        lessons.append(lesson(quarter, policy))
    if start is None:
        start = min((one.day for one in judged if one.refitted), default=date.min)
    kept = [one for one in judged if one.day >= start]
    rows = [one.rows.assign(**{DAY: at}) for at, one in enumerate(kept)]
    through = max(map(_ended, lessons), default=date.min)
    return Walked(
        rows=pd.concat(rows) if rows else pd.DataFrame(),
        days=tuple(one.day for one in kept),
        refitted=sum(one.refitted for one in kept),
        coefficients=fit_and_check(lessons, packaged(), through),
    )


def _ended(known: Lesson) -> date:
    return known.as_of + timedelta(days=QUARTER)


def column(lane: Lane, ranking: Ranking) -> str:
    """Name of the column with a ranking's scores for a lane."""
    return f"{lane}: {ranking}" if ranking in {Ranking.OURS, Ranking.BOOSTING} else str(ranking)


def _scored(quarter: ClosedQuarter, ahead: pd.DataFrame) -> pd.DataFrame:
    """What came and what was said beforehand, for those who had business."""
    ours = {column(lane, Ranking.OURS): ahead[name] for lane, name in OURS.items()}
    came: dict[str, pd.Series] = {
        Lane.DECLINE: quarter.declines,
        Lane.SILENCE: quarter.silent,
        Lane.MONEY: quarter.lost,
    }
    simple = simple_rankings(quarter.portfolio.partners, ahead)
    frame = pd.DataFrame({**came, **ours, LAST: ahead["last_quarter"]}).join(simple)
    return frame[quarter.had_business].astype(float)
