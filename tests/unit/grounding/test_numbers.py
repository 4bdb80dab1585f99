from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.facts import Fact, Kind, Unit
from tools.grounding.numbers import backed, quantities

DAY = date(2026, 10, 31)


def fact(unit: Unit, value: float | date, currency: str = "") -> Fact:
    return Fact(Kind("test." + unit, unit, "test"), "P1", value, DAY, currency=currency)


@pytest.mark.parametrize(
    ("language", "written", "value"),
    [
        ("en", "twenty-one", 21),
        ("en", "twelve thousand four hundred", 12_400),
        ("en", "two hundred and five", 205),
        ("de", "einundzwanzig", 21),
        ("de", "dreihundertfünfzig", 350),
        ("de", "zweitausendsechsundzwanzig", 2026),
        ("de", "zwölf", 12),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "soixante-douze", 72),
        ("fr", "mille neuf cent", 1900),
        ("fr", "vingt et un", 21),
        ("es", "treinta y cinco", 35),
        ("es", "doscientos mil", 200_000),
        ("es", "dieciséis", 16),
        ("en", "third", 3),
        ("de", "fünften", 5),
        ("fr", "troisième", 3),
        ("es", "tercer", 3),
        ("en", "trois", 3),
        ("en", "12,400", 12_400),
        ("en", "1,240.50", 1240.5),
        ("de", "12.400", 12_400),
        ("de", "1.240,50", 1240.5),
        ("fr", "12\u202f400", 12_400),
        ("es", "12.400", 12_400),
        ("en", "12.4k", 12_400),
        ("en", "1.24M", 1_240_000),
        ("de", "1,24 Mio.", 1_240_000),
        ("en", "3rd", 3),
        ("en", "17", 17),
    ],
)
def test_a_number_is_read_however_it_is_written(language: str, written: str, value: float) -> None:
    found = list(quantities(written.replace("\u202f", " "), language))
    assert [reading for one in found for reading, _ in one.readings] == [value]


@pytest.mark.parametrize(
    "words", ["one of them", "un mot", "ein Wort", "once upon a time", "an elf", "una cosa"]
)
def test_articles_and_look_alikes_are_no_numbers(words: str) -> None:
    assert not list(quantities(words, "en"))


@pytest.mark.parametrize(
    ("language", "text", "unit", "value", "currency", "is_backed"),
    [
        ("en", "€12,400", Unit.MONEY, 12_400.4, "EUR", True),
        ("en", "12,400 EUR", Unit.MONEY, 12_400.4, "EUR", True),
        ("en", "$12,400", Unit.MONEY, 12_400.4, "EUR", False),
        ("en", "€12,500", Unit.MONEY, 12_400.4, "EUR", False),
        ("en", "€1.24M", Unit.MONEY, 1_238_400.0, "EUR", True),
        ("en", "€1.25M", Unit.MONEY, 1_238_400.0, "EUR", False),
        ("de", "12.400 €", Unit.MONEY, 12_400.0, "EUR", True),
        ("en", "twelve thousand euros", Unit.MONEY, 12_000.0, "EUR", True),
        ("en", "42%", Unit.SHARE, 0.42, "", True),
        ("en", "42 percent", Unit.SHARE, 0.42, "", True),
        ("fr", "42 pour cent", Unit.SHARE, 0.42, "", True),
        ("en", "42", Unit.SHARE, 0.42, "", False),
        ("en", "42%", Unit.COUNT, 42, "", False),
        ("en", "six weeks", Unit.DAYS, 41, "", True),
        ("en", "six weeks", Unit.DAYS, 60, "", False),
        ("en", "41 days", Unit.DAYS, 41, "", True),
        ("en", "12%", Unit.SHARE, -0.12, "", True),
    ],
)
def test_a_number_must_say_what_the_fact_says(
    language: str, text: str, unit: Unit, value: float, currency: str, *, is_backed: bool
) -> None:
    [quantity] = quantities(text, language)
    assert (backed(quantity, [fact(unit, value, currency)]) is not None) == is_backed


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["en", "de", "fr", "es"]))
def test_what_code_renders_is_backed_by_its_fact(number: int, language: str) -> None:
    from babel.numbers import format_decimal

    text = str(format_decimal(number, locale=language)).replace("\u202f", " ").replace("\xa0", " ")
    found = list(quantities(text, language))
    assert len(found) == 1
    assert backed(found[0], [fact(Unit.COUNT, number)])
    assert not backed(found[0], [fact(Unit.COUNT, number + 1)])
