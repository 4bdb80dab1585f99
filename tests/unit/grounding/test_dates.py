from datetime import date

import pytest

from tools.facts import Fact, Kind, Unit
from tools.grounding.dates import backed, moments

AS_OF = date(2026, 10, 31)
WON = Fact(Kind("deal.closed_on", Unit.DATE, "closed on"), "P1", date(2026, 10, 3), AS_OF)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 3 October"),
        ("en", "on October 3rd"),
        ("en", "on 3 Oct 2026"),
        ("en", "2026-10-03"),
        ("en", "in October 2026"),
        ("en", "four weeks ago"),
        ("en", "last month"),
        ("de", "am 3. Oktober 2026"),
        ("de", "am 3.10.2026"),
        ("de", "vor vier Wochen"),
        ("fr", "le 3 octobre"),
        ("fr", "il y a quatre semaines"),
        ("fr", "le mois dernier"),
        ("es", "el 3 de octubre de 2026"),
        ("es", "hace cuatro semanas"),
        ("es", "el mes pasado"),
        ("en", "in Q4"),
    ],
)
def test_a_date_in_any_form_is_backed_by_the_day_it_means(language: str, text: str) -> None:
    found = list(moments(text, AS_OF, language))
    assert found
    assert all(backed(moment, [WON]) for moment in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 4 October"),
        ("en", "on 3 October 2025"),
        ("en", "in September"),
        ("en", "yesterday"),
        ("en", "on Tuesday"),
        ("en", "eight months ago"),
        ("en", "in Q2"),
        ("de", "am 4. Oktober"),
        ("de", "gestern"),
        ("de", "letzte Woche"),
        ("fr", "le 1er octobre"),
        ("fr", "hier"),
        ("es", "el 4 de octubre"),
        ("es", "ayer"),
    ],
)
def test_another_day_is_not_backed(language: str, text: str) -> None:
    found = list(moments(text, AS_OF, language))
    assert found
    assert not any(backed(moment, [WON]) for moment in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "May I call? We march on, and you may say no."),
        ("en", "next week, this month or whenever it suits"),
        ("de", "hier bei uns"),
        ("en", "second thoughts"),
    ],
)
def test_words_that_only_look_like_dates_are_left_alone(language: str, text: str) -> None:
    assert not list(moments(text, AS_OF, language))
