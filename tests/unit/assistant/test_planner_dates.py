from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.dates import since, until

AS_OF = date(2026, 9, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why did acme drop since March", date(2026, 3, 1)),
        ("since November", date(2025, 11, 1)),
        ("since last quarter", date(2026, 4, 1)),
        ("this quarter", date(2026, 7, 1)),
        ("since Q1", date(2026, 1, 1)),
        ("since Q4 2025", date(2025, 10, 1)),
        ("last month", date(2026, 8, 1)),
        ("since Friday", date(2026, 9, 25)),
        ("since Wednesday", date(2026, 9, 23)),
        ("in the last 30 days", date(2026, 8, 31)),
        ("two weeks ago", date(2026, 9, 16)),
        ("a year ago", date(2025, 9, 30)),
        ("since 12 March", date(2026, 3, 12)),
        ("since March 12th", date(2026, 3, 12)),
        ("since 2026-05-01", date(2026, 5, 1)),
        ("yesterday", date(2026, 9, 29)),
        ("seit Ende Mai", date(2026, 5, 31)),
        ("seit letztem Quartal", date(2026, 4, 1)),
        ("vor drei Wochen", date(2026, 9, 9)),
        ("seit dem 3.5.", date(2026, 5, 3)),
        ("depuis janvier", date(2026, 1, 1)),
        ("ce trimestre", date(2026, 7, 1)),
        ("le mois dernier", date(2026, 8, 1)),
        ("desde marzo", date(2026, 3, 1)),
        ("el mes pasado", date(2026, 8, 1)),
        ("hace dos semanas", date(2026, 9, 16)),
        ("how is acme doing", None),
        ("may I ask you something", None),
        ("top 5 partners", None),
    ],
)
def test_looking_back(text: str, expected: date | None) -> None:
    assert since(text, AS_OF) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until 15 October", date(2026, 10, 15)),
        ("until 15 March", date(2027, 3, 15)),
        ("till Monday", date(2026, 10, 5)),
        ("for two weeks", date(2026, 10, 14)),
        ("bis Ende Oktober", date(2026, 10, 31)),
        ("bis 12.10.", date(2026, 10, 12)),
        ("jusqu'au 24 octobre", date(2026, 10, 24)),
        ("hasta el viernes", date(2026, 10, 2)),
        ("until tomorrow", date(2026, 10, 1)),
        ("pause it", None),
    ],
)
def test_looking_ahead(text: str, expected: date | None) -> None:
    assert until(text, AS_OF) == expected


@given(st.text(max_size=60), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_back_is_never_after_the_day_and_ahead_always_is(text: str, day: date) -> None:
    back, ahead = since(text, day), until(text, day)
    assert back is None or back <= day
    assert ahead is None or ahead > day


@pytest.mark.parametrize(
    "text",
    ["since 31 February", "since 99.99.", "since 2026-13-45", "until 30 February", "since Q9", "since 0 May"],
)
def test_impossible_dates_break_nothing(text: str) -> None:
    leap = date(2024, 2, 29)
    assert (since(text, leap) or leap) <= leap
    assert (until(text, leap) or date.max) > leap
