from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.planner.asked_day import NoSuchDay, asked_day
from assistant.planner.dates import since
from assistant.planner.dates_ahead import through, until

AS_OF = date(2026, 9, 30)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("why did acme drop since March", date(2026, 3, 1)),
        ("since November", date(2025, 11, 1)),
        ("since last quarter", date(2026, 6, 30)),
        ("last quarter", date(2026, 4, 1)),
        ("since last year", date(2025, 12, 31)),
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
        ("seit letztem Quartal", date(2026, 6, 30)),
        ("vor drei Wochen", date(2026, 9, 9)),
        ("seit dem 3.5.", date(2026, 5, 3)),
        ("depuis janvier", date(2026, 1, 1)),
        ("ce trimestre", date(2026, 7, 1)),
        ("le mois dernier", date(2026, 8, 1)),
        ("desde marzo", date(2026, 3, 1)),
        ("el mes pasado", date(2026, 8, 1)),
        ("hace dos semanas", date(2026, 9, 16)),
        ("since the end of Q2", date(2026, 6, 30)),
        ("since the end of Q4", date(2025, 12, 31)),
        ("seit Ende des zweiten Quartals", date(2026, 6, 30)),
        ("desde finales del segundo trimestre", date(2026, 6, 30)),
        ("depuis la fin du T2", date(2026, 6, 30)),
        ("in the third quarter", date(2026, 7, 1)),
        ("since H1", date(2026, 1, 1)),
        ("since the beginning of the month", date(2026, 9, 1)),
        ("seit Quartalsbeginn", date(2026, 7, 1)),
        ("depuis le début du trimestre", date(2026, 7, 1)),
        ("desde principios de mes", date(2026, 9, 1)),
        ("since early August", date(2026, 8, 1)),
        ("since late May", date(2026, 5, 31)),
        ("since the 22nd", date(2026, 9, 22)),
        ("seit dem 22.", date(2026, 9, 22)),
        ("desde el 22", date(2026, 9, 22)),
        ("seit letztem Montag", date(2026, 9, 28)),
        ("since Easter", date(2026, 4, 5)),
        ("seit Pfingsten", date(2026, 5, 24)),
        ("depuis Noël", date(2025, 12, 24)),
        ("desde año nuevo", date(2026, 1, 1)),
        ("since the turn of the year", date(2026, 1, 1)),
        ("in the last fortnight", date(2026, 9, 16)),
        ("vor vierzehn Tagen", date(2026, 9, 16)),
        ("im letzten halben Jahr", date(2026, 3, 30)),
        ("since 2025", date(2025, 1, 1)),
        ("since 9/22", date(2026, 9, 22)),
        ("the Easter campaign of Acme", None),
        ("22 deals of Acme", None),
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
        ("until next month", date(2026, 10, 1)),
        ("for the next month", date(2026, 10, 30)),
        ("push it out three weeks", date(2026, 10, 21)),
        ("until the end of next month", date(2026, 10, 31)),
        ("bis Jahresende", date(2026, 12, 31)),
        ("until the 15th", date(2026, 10, 15)),
        ("until Q1", date(2027, 1, 1)),
        ("avant novembre", date(2026, 11, 1)),
        ("jusqu'au nouvel an", date(2027, 1, 1)),
        ("bis Ostern", date(2027, 3, 28)),
        ("hasta Semana Santa", date(2027, 3, 28)),
        ("bis zum Jahreswechsel", date(2027, 1, 1)),
        ("until the end of Q4", date(2026, 12, 31)),
        ("bis Ende Q1", date(2027, 3, 31)),
        ("until early December", date(2026, 12, 1)),
        ("for a fortnight", date(2026, 10, 14)),
        ("für ein halbes Jahr", date(2027, 3, 30)),
        ("bis übermorgen", date(2026, 10, 2)),
        ("until the first of December", date(2026, 12, 1)),
        ("until 11/15", date(2026, 11, 15)),
        ("two weeks ago", None),
        ("pause it", None),
    ],
)
def test_looking_ahead(text: str, expected: date | None) -> None:
    assert until(text, AS_OF) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 60 days", date(2026, 11, 29)),
        ("this quarter", date(2026, 9, 30)),
        ("next quarter", date(2026, 12, 31)),
        ("in November", date(2026, 11, 30)),
        ("before November", date(2026, 10, 31)),
        ("in Q4", date(2026, 12, 31)),
        ("este año", date(2026, 12, 31)),
        ("antes de navidad", date(2026, 12, 24)),
        ("before 2028", date(2027, 12, 31)),
        ("before 2025", None),
        ("soon", None),
    ],
)
def test_the_last_day_of_a_time_ahead(text: str, expected: date | None) -> None:
    assert through(text, AS_OF) == expected


@given(st.text(max_size=60), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_back_is_never_after_the_day_and_ahead_always_is(text: str, day: date) -> None:
    back, ahead = since(text, day), until(text, day)
    assert back is None or back <= day
    assert ahead is None or ahead > day
    assert (through(text, day) or day) >= day


@pytest.mark.parametrize(
    "text",
    ["since 31 February", "since 99.99.", "since 2026-13-45", "until 30 February", "since Q9", "since 0 May"],
)
def test_impossible_dates_break_nothing(text: str) -> None:
    leap = date(2024, 2, 29)
    assert (since(text, leap) or leap) <= leap
    assert (until(text, leap) or date.max) > leap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how was Acme doing on 1 May 2026", date(2026, 5, 1)),
        ("how was Acme on May 1st, 2026?", date(2026, 5, 1)),
        ("who needed attention on 12 December", date(2025, 12, 12)),
        ("tell me about Acme as of 2026-05-01", date(2026, 5, 1)),
        ("attention as of 30/06/26", date(2026, 6, 30)),
        ("as of last quarter, who is stuck", date(2026, 6, 30)),
        ("how was Acme doing in May", date(2026, 5, 31)),
        ("wie stand Acme am 1. Mai 2026 da?", date(2026, 5, 1)),
        ("Stand 30.06.2026: wer ist verstummt", date(2026, 6, 30)),
        ("¿cómo estaba Acme el 1 de mayo de 2026?", date(2026, 5, 1)),
        ("comment allait Acme le 1er mai 2026 ?", date(2026, 5, 1)),
        ("as of 2027-05-01, who is stuck", date(2027, 5, 1)),
        ("how is Acme doing", None),
        ("why did Acme drop since 1 May 2026", None),
        ("whose certificates expire on 1 May 2026", None),
        ("who do I meet on 12 December 2026", None),
        ("note: call with Acme on 1 May 2026 went well", None),
        ("remind me on 1 May 2026", None),
        ("snooze Acme until 1 May 2027", None),
    ],
)
def test_the_day_that_a_question_is_about(text: str, expected: date | None) -> None:
    assert asked_day(text, AS_OF) == expected


@pytest.mark.parametrize(
    "text", ["how is Acme as of 2026-13-45", "how was Acme on 31 February 2026", "wie war Acme am 31.4.2026"]
)
def test_a_day_that_no_calendar_has_is_told_from_none(text: str) -> None:
    with pytest.raises(NoSuchDay):
        asked_day(text, AS_OF)


@given(st.text(max_size=60), st.dates(date(2001, 1, 1), date(2090, 12, 31)))
def test_no_words_break_the_search_for_a_day(text: str, day: date) -> None:
    with suppress(NoSuchDay):
        asked_day(f"how was it on {text}", day)
