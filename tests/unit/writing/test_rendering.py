from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.writing.rendering import (
    RenderedText,
    Tongue,
    UnknownSlotError,
    harmless,
    quotable,
    render,
    value,
)
from prompts.phrases import phrases
from prompts.slots import parse
from tools.facts import Fact, Kind, Quote, Unit, Value

AS_OF = date(2026, 10, 31)
ENGLISH = Tongue("en_GB", phrases().label, AS_OF)


def fact(unit: Unit, shown: Value, currency: str = "") -> Fact:
    return Fact(Kind("test." + unit, unit, "test"), "P1", shown, AS_OF, currency=currency)


@pytest.mark.parametrize(
    ("locale", "unit", "shown", "expected"),
    [
        ("en_GB", Unit.MONEY, 12_400.4, "€12,400"),
        ("en_GB", Unit.MONEY, -950.0, "-€950"),
        ("en_GB", Unit.MONEY, 1_238_400.0, "€1.24M"),
        ("de", Unit.MONEY, 12_400.0, "12.400\xa0€"),
        ("en_GB", Unit.SHARE, 0.42, "42%"),
        ("en_GB", Unit.DAYS, 1, "1 day"),
        ("en_GB", Unit.DAYS, 41, "41 days"),
        ("de", Unit.DAYS, 41, "41 Tage"),
        ("en_GB", Unit.DATE, date(2026, 10, 3), "3 Oct"),
        ("en_GB", Unit.DATE, date(2025, 10, 3), "3 Oct 2025"),
        ("de", Unit.DATE, date(2025, 10, 3), "3. Oktober 2025"),
        ("es", Unit.DATE, date(2025, 10, 3), "3 de octubre de 2025"),
        ("en_GB", Unit.POINTS, 61.4, "61"),
        ("en_GB", Unit.COUNT, 1234, "1,234"),
        ("en_GB", Unit.NAME, "A\u202e\x1b[31m\n<B>", "A[31m <B>"),
        ("en_GB", Unit.LABEL, "purpose.check_in", "check-in"),
        ("en_GB", Unit.LABEL, "unheard.of_code", "of code"),
    ],
)
def test_a_value_is_written_as_people_read_it(locale: str, unit: Unit, shown: Value, expected: str) -> None:
    assert value(fact(unit, shown, "EUR"), Tongue(locale, phrases().label, AS_OF)) == expected


@pytest.mark.parametrize(("count", "expected"), [(1, "1 won deal"), (3, "3 won deals"), (0, "0 won deals")])
def test_words_follow_a_count_in_the_right_number(count: int, expected: str) -> None:
    assert (
        render(parse("{deals:won deal|won deals}"), {"deals": fact(Unit.COUNT, count)}, ENGLISH).text
        == expected
    )


def test_an_unknown_slot_is_refused() -> None:
    with pytest.raises(UnknownSlotError, match="deals"):
        render(parse("{deals}"), {}, ENGLISH)


def test_a_span_says_where_outside_text_stands() -> None:
    name = fact(Unit.NAME, "<!channel> & Co")
    shown = render(parse("Hello {name}, {count}."), {"name": name, "count": fact(Unit.COUNT, 3)}, ENGLISH)
    assert [(shown.text[span.start : span.end], span.outside) for span in shown.spans] == [
        ("<!channel> & Co", True),
        ("3", False),
    ]


def test_joining_moves_the_spans() -> None:
    one = render(parse("{name}"), {"name": fact(Unit.NAME, "Ann")}, ENGLISH)
    both = one.joined(one, "\n")
    assert [both.text[span.start : span.end] for span in both.spans] == ["Ann", "Ann"]
    assert RenderedText("").joined(one, "\n") == one


def test_a_quote_names_its_author_and_day_and_repeats_no_link() -> None:
    words = "Look at https://evil.example/x or write a@evil.example"
    quote = Quote("N1", "P1", 0, len(words), words, "Dana", date(2026, 10, 3))
    shown = render(parse("{words}"), {"words": quote}, ENGLISH).text
    assert shown == "“Look at [link] or write [address]” (Dana, 3 Oct)"


@given(st.text())
def test_harmless_text_has_one_line_and_no_steering_characters(text: str) -> None:
    plain = harmless(text)
    assert "\n" not in plain
    assert not set(plain) & set("\x1b\u200b\u202e\u2066\U000e0041")
    assert harmless(plain) == plain


@given(st.text())
def test_quotable_text_holds_no_scheme(text: str) -> None:
    assert "https://" not in quotable("x " + text + " https://a.example")
