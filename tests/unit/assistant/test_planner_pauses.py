"""Until when a pause of the digest lasts, counted from the day that it is for the person."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.planner.dates_ahead import passed_this_year
from assistant.planner.digest_slots import names_pause_end, pause_ends
from assistant.planner.reading import Reading, read
from prompts.words import ordinary_words
from tools.names import NameIndex

TODAY = date(2026, 11, 24)  # a Tuesday


def reading(text: str) -> Reading:
    return read(text, NameIndex([]), TODAY, ordinary_words())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pause my digest for two weeks", date(2026, 12, 8)),
        ("Pause my digest until Friday", date(2026, 11, 27)),
        ("Pause my digest next week", date(2026, 12, 7)),
        ("skip my digest on Monday", date(2026, 12, 1)),
        ("Pause my digest until next week", date(2026, 11, 30)),
        ("Pausiere meinen Digest nächste Woche", date(2026, 12, 7)),
        ("Pausier meinen Digest bis Freitag", date(2026, 11, 27)),
        ("pausa mi resumen durante dos semanas", date(2026, 12, 8)),
        ("mets mon récap en pause jusqu'à vendredi", date(2026, 11, 27)),
    ],
)
def test_a_pause_ends_on_the_day_that_the_words_say(text: str, expected: date) -> None:
    assert pause_ends(reading(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "pause the digest until 30 February",
        "Pausier meinen Digest bis 31. November",
        "pausa mi resumen hasta el 31 de abril",
        "mets mon récap en pause jusqu'au 30 février",
        "pause my digest until 2027-02-29",
        "pause my digest until 31.11.",
        "pause my digest for 9000 years",
    ],
)
def test_a_day_that_no_calendar_has_is_not_moved_to_another(text: str) -> None:
    assert pause_ends(reading(text)) is None
    assert names_pause_end(reading(text))


def test_an_open_end_is_no_day_that_cannot_be_read() -> None:
    asked = reading("pause my digest until further notice")
    assert (pause_ends(asked), names_pause_end(asked)) == (None, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("until 3 November", date(2026, 11, 3)),
        ("bis 3.11.", date(2026, 11, 3)),
        ("hasta octubre", date(2026, 10, 1)),
        ("jusqu'au 3 novembre", date(2026, 11, 3)),
        ("until 3 November 2027", None),
        ("until 3 December", None),
        ("until 3 March", None),
        ("for nine months", None),
        ("until the end of next year", None),
    ],
)
def test_a_day_of_this_year_that_has_passed_is_told_from_one_meant_for_later(
    text: str, expected: date | None
) -> None:
    assert passed_this_year(text, TODAY) == expected
