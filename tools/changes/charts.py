"""How a score went, as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pandas as pd

from tools.about import About, about_all
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Fact
from tools.scorecard import Category, kinds
from tools.tiers import quarter_end

_QUARTERS: Final = 7  # before the day itself: with it two years


def charted_days(as_of: date) -> tuple[date, ...]:
    """The ends of the quarters before that day whose scores the line shows, oldest first."""
    days: list[date] = []
    day = as_of
    for _ in range(_QUARTERS):
        day = quarter_end(day - timedelta(days=1))
        days.append(day)
    return tuple(reversed(days))


def score_chart(
    now: About, scores: Mapping[date, pd.DataFrame], category: Category | None = None
) -> ChartSpec | None:
    """The partner's score, 0-100, from the first day on which it had one; None if it has none now.

    Args:
        now: The partner at the last of the days.
        scores: Partner by `total` and category (`Scorecards.scores`) for each day.
        category: Its score in this one of the 5Cs instead of the total.
    """
    column = category or "total"
    values = {day: scores[day][column].get(now.partner_id, float("nan")) for day in sorted(scores)}
    first = next((day for day, value in values.items() if not pd.isna(value)), None)
    if first is None or pd.isna(values[now.portfolio.as_of]):
        return None
    kind = kinds.of_category(kinds.CATEGORY_SCORE, category) if category else kinds.TOTAL

    def point(day: date) -> Fact | None:
        if pd.isna(values[day]):
            return None
        return replace(now.fact(kind, values[day], category or ""), as_of=day)

    days = [day for day in values if day >= first]
    return ChartSpec(
        "chart.score_category" if category else "chart.score",
        ChartForm.LINE,
        tuple(about_all(now.portfolio, kinds.SCORED_ON, day, day.isoformat()) for day in days),
        (Series(now.partner(), tuple(point(day) for day in days)),),
        axes=("", "axis.score"),
    )
