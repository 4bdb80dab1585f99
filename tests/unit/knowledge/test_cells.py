import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.cells import Value, parser_of
from tools.schema import Column, Type

CHOICES = ("portal_login", "call")


def parse(column: Column, text: str) -> Value:
    return parser_of(column, is_key=False)(text)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (Type.NAMES, "a; b ;;a", ["a", "b"]),
        (Type.NUMBER, "-1.5e3", -1500.0),
        (Type.MONEY, ".5", 0.5),
        (Type.WHOLE, "12.0", 12),
        (Type.FLAG, "YES", True),
        (Type.FLAG, "0", False),
        (Type.DATE, "2024-02-29", date(2024, 2, 29)),
        (Type.EMAIL, "Ann.O'Neil@Vendor.Example", "ann.o'neil@vendor.example"),
        (Type.CURRENCY, "usd", "USD"),
        (Type.CHOICE, "Portal login", "portal_login"),
        (Type.TEXT, "Ångström GmbH", "Ångström GmbH"),
    ],
)
def test_a_valid_cell_becomes_its_value(type_: Type, text: str, value: Value) -> None:
    parsed = parse(Column("x", type_, choices=CHOICES), text)
    assert (parsed, type(parsed)) == (value, type(value))


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (Type.NUMBER, "1,000"),
        (Type.NUMBER, "nan"),
        (Type.NUMBER, "1_000"),
        (Type.NUMBER, "1e400"),
        (Type.NUMBER, "٣"),
        (Type.MONEY, "€5"),
        (Type.WHOLE, "1.5"),
        (Type.WHOLE, "3000000000"),
        (Type.FLAG, "maybe"),
        (Type.DATE, "2026-02-29"),
        (Type.DATE, "20260228"),
        (Type.DATE, "0026-02-28"),
        (Type.DATE, "28/02/2026"),
        (Type.EMAIL, "anna"),
        (Type.EMAIL, "anna@vendor.example\nCc: x@evil.example"),
        (Type.EMAIL, "a@b.c@d.e"),
        (Type.CURRENCY, "€"),
        (Type.CURRENCY, "XQQ"),
        (Type.CHOICE, "letter"),
        (Type.TEXT, "bell\x07"),
        (Type.TEXT, "x" * 1001),
    ],
)
def test_an_invalid_cell_is_answered_with_what_would_be_valid(type_: Type, text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        parse(Column("x", type_, choices=CHOICES), text)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(("text", "fits"), [("0", True), ("1", True), ("1.01", False), ("-0.1", False)])
def test_a_range_includes_its_ends(text: str, fits: bool) -> None:
    column = Column("share", Type.NUMBER, low=0, high=1)
    if fits:
        assert parse(column, text) == float(text)
    else:
        with pytest.raises(ValueError, match="a number from 0 to 1"):
            parse(column, text)


def test_free_text_keeps_line_breaks_and_whatever_people_paste() -> None:
    text = "Hello\n\tworld \u202eand\x1b back"
    assert parse(Column("text"), text) == text


@given(text=st.text(min_size=1), type_=st.sampled_from(Type))
def test_any_text_is_a_value_or_refused(text: str, type_: Type) -> None:
    try:
        value = parse(Column("x", type_, choices=CHOICES), text)
    except ValueError:
        return
    assert value is not None
    assert not isinstance(value, float) or math.isfinite(value)


@given(number=st.floats(min_value=-1e15, max_value=1e15))
def test_every_number_that_we_write_is_read_again(number: float) -> None:
    assert parse(Column("x", Type.MONEY), repr(number)) == number
