"""Months, quarters, years, amounts and factors as people say them, on 30 September 2026."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.amounts import factor_in, hours_in, money_in, weekly_hours_in, without_amounts
from assistant.planner.periods import period_before, periods_in
from tools.spelling import fold

AS_OF = date(2026, 9, 30)


def periods(text: str, as_of: date = AS_OF, *, ahead: bool = False) -> list[str]:
    return [one.period for one in periods_in(fold(text), as_of, ahead=ahead)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what do we owe them for June", "2026-06"),
        ("Provision im Mai", "2026-05"),
        ("comisión de diciembre", "2025-12"),
        ("commission de septembre 2024", "2024-09"),
        ("statement Q4", "2025-Q4"),
        ("statement Q3", "2026-Q3"),
        ("2024-Q4", "2024-Q4"),
        ("2026-06", "2026-06"),
        ("zweites Quartal", "2026-Q2"),
        ("del segundo trimestre", "2026-Q2"),
        ("au 1er trimestre 2025", "2025-Q1"),
        ("el T2", "2026-Q2"),
        ("last quarter", "2026-Q2"),
        ("letzten Monat", "2026-08"),
        ("el año pasado", "2025"),
        ("l'an dernier", "2025"),
        ("this month", "2026-09"),
        ("cette année", "2026"),
        ("how much in 2025", "2025"),
    ],
)
def test_a_time_without_a_year_is_the_latest_that_has_begun(text: str, expected: str) -> None:
    assert periods(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Q4 target", "2026-Q4"),  # it begins next
        ("Q3-Ziel", "2026-Q3"),
        ("Q1", "2026-Q1"),
        ("next Q1", "2027-Q1"),
        ("das kommende Q2", "2027-Q2"),
        ("last Q3", "2025-Q3"),
        ("next quarter", "2026-Q4"),
    ],
)
def test_a_target_is_of_the_latest_time_begun_or_the_very_next(text: str, expected: str) -> None:
    assert periods(text, ahead=True) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "numbers that they may see",
        "two months ago",
        "spend 2025 euros",
        "in the last 90 days",
        "on 2026-06-30",
        "as of 1 May 2026",
        "on June 3",
        "as of the end of May",
    ],
)
def test_what_is_no_period_is_taken_for_none(text: str) -> None:
    assert periods(text) == []


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        ("why is it lower than in May", ["2026-05"]),
        ("July's payout is smaller than June's", ["2026-06"]),
        ("niedriger als letzten Monat", ["2026-08"]),
        ("menos que en mayo", ["2026-05"]),
        ("moins qu'en mai", ["2026-05"]),
        ("between May and June", []),
    ],
)
def test_what_another_time_is_set_against_is_told_apart(text: str, compared: list[str]) -> None:
    found = periods_in(fold(text), AS_OF)
    assert [one.period for one in found if one.compared] == compared


def test_on_a_leap_day_last_year_and_last_month_are_whole() -> None:
    assert periods("last year", date(2028, 2, 29)) == ["2027"]
    assert periods("last month", date(2028, 2, 29)) == ["2028-01"]
    assert periods("February", date(2028, 2, 29)) == ["2028-02"]


@given(st.text(max_size=40), st.dates(date(2001, 1, 1), date(2049, 12, 31)))
def test_every_period_found_is_one_that_a_tool_takes(text: str, as_of: date) -> None:
    for period in periods(f"{text} q4 last month", as_of):
        assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])|-Q[1-4])?", period)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("the next 10k", 10_000),
        ("25.000 Euro", 25_000),
        ("€5,000", 5_000),
        ("10 000 €", 10_000),
        ("1.5k", 1_500),
        ("2,5 mio", 2_500_000),
        ("los próximos 10.000", 10_000),
        ("63 partners", None),
        ("40 hours", None),
    ],
)
def test_money_is_a_number_with_a_currency_or_a_scale(text: str, amount: float | None) -> None:
    assert money_in(fold(text)) == amount


def test_a_day_of_work_has_eight_hours() -> None:
    assert hours_in("one more day a week") == 8
    assert hours_in(fold("einen Tag mehr pro Woche")) == 8
    assert hours_in("spend 40 hrs") == 40
    assert hours_in("three partners") is None


def test_hours_a_week_are_what_somebody_has() -> None:
    assert weekly_hours_in("if everybody had 30 hours a week") == 30
    assert weekly_hours_in(fold("30 Stunden pro Woche")) == 30
    assert weekly_hours_in("spend 40 hrs on it") is None


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("targets up 20%", 1.2),
        ("ziele 20 % hoher", 1.2),
        ("20 percent lower targets", 0.8),
        ("targets cut by 150%", 0),
        ("if targets doubled", 2),
        ("half the target", 0.5),
        ("20% of it", None),
        ("targets", None),
    ],
)
def test_a_factor_is_read_from_a_share_or_a_word(text: str, factor: float | None) -> None:
    assert factor_in(text) == factor


def test_amounts_are_no_length_of_a_list() -> None:
    assert "5" not in without_amounts("only 5k and 5 hours and 5%")
    assert "5" in without_amounts("top 5 partners")


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2026-08", "2026-07"), ("2026-01", "2025-12"), ("2026-Q1", "2025-Q4"), ("2026", "2025")],
)
def test_the_period_before_is_of_the_same_length(period: str, expected: str) -> None:
    assert period_before(period) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("load at 30 hours", 30.0),
        ("if everybody has 10 hours", 10.0),
        ("wenn alle nur 35 Stunden hätten", 35.0),
        ("3 more hours a week", None),
        ("we have 3 hours", None),
    ],
)
def test_hours_somebody_would_have_are_told_from_hours_to_spend(text: str, expected: float | None) -> None:
    assert weekly_hours_in(fold(text)) == expected


def test_a_bound_is_no_year() -> None:
    assert periods("over 2000") == []
