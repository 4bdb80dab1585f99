"""The line of a partner's score over time."""

from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import DAY
from tests.unit.tools.scored_portfolios import portfolio
from tools.about import About
from tools.changes.charts import charted_days, score_chart
from tools.charts import ChartSpec
from tools.scorecard import Category

DAYS = (*charted_days(DAY), DAY)
P00 = About(portfolio(1, 2, DAY), "p00")


def values(chart: ChartSpec) -> list[object]:
    """The points of its only series."""
    (line,) = chart.series
    return [point.value if point else None for point in line.points]


def scores_of(*totals: float | None) -> dict[date, pd.DataFrame]:
    """Scores of one partner on the days of the line; None where it has none."""
    return {
        day: pd.DataFrame({"total": [total], "commitment": [50.0]}, index=["p00"], dtype="float64")
        for day, total in zip(DAYS, totals, strict=True)
    }


def test_the_line_shows_the_score_of_each_quarter_and_of_the_day() -> None:
    totals = (50.0, 51.5, 52.0, 49.0, 60.0, 61.0, 62.0, 40.0)
    chart = score_chart(P00, scores_of(*totals))
    assert chart is not None
    assert [name.value for name in chart.categories] == list(DAYS)
    assert [(point.as_of, point.value) for point in chart.series[0].points if point] == [
        *zip(DAYS, totals, strict=True)
    ]
    category = score_chart(P00, scores_of(*totals), Category.COMMITMENT)
    assert category is not None
    assert (category.key, values(category)) == ("chart.score_category", [50.0] * 8)


def test_the_line_begins_where_the_partner_has_a_score_and_a_gap_stays_a_gap() -> None:
    scores = scores_of(None, None, 52.0, 49.0, None, 61.0, 62.0, 40.0)
    scores[DAYS[0]] = scores[DAYS[0]].drop("p00")
    chart = score_chart(P00, scores)
    assert chart is not None
    assert chart.categories[0].value == DAYS[2]
    assert values(chart) == [52.0, 49.0, None, 61.0, 62.0, 40.0]


def test_who_has_no_score_now_has_no_line() -> None:
    assert score_chart(P00, scores_of(50.0, 51.5, 52.0, 49.0, 60.0, 61.0, 62.0, None)) is None


def test_the_charted_days_are_the_ends_of_seven_quarters() -> None:
    assert charted_days(date(2026, 10, 31)) == (
        date(2025, 3, 31), date(2025, 6, 30), date(2025, 9, 30), date(2025, 12, 31),
        date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30),
    )  # fmt: skip
    assert charted_days(date(2026, 9, 30))[-1] == date(2026, 6, 30)
