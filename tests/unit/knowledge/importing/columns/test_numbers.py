import pytest
from babel.numbers import format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing.columns import PLAIN, Style, read_cells
from tools.schema import Column, Type

AMOUNT = Column("amount", Type.MONEY)
POINT = Style(decimal="point", thousands=True)
COMMA = Style(decimal="comma", thousands=True)
CENTS = st.integers(-(10**13), 10**13)


def read(text: str, style: Style = PLAIN) -> tuple[object, str | None]:
    cells = read_cells(AMOUNT, [text], style, is_key=False)
    assert not cells.refused
    return cells.values[0], cells.currencies.get(0)


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("USD 12", 12, "USD"),
        ("12 €", 12, "EUR"),
        ("12eur", 12, "EUR"),
        ("-$5", -5, "$"),
        ("$-5", -5, "$"),
        ("$1,234.00 USD", 1234, "USD"),
        ("£1,234,567.89", 1234567.89, "GBP"),
        ("¥500", 500, "JPY"),
        ("12 zł", 12, "PLN"),
        ("100 kr", 100, "?"),
        ("CHF 1'234.-", 1234, "CHF"),
        ("12.\u2013", 12, None),
        ("Fr.12", 12, "CHF"),
        ("Rs.500", 500, "?"),
        ("(1,234.00)", -1234, None),
        ("($5)", -5, "$"),
        ("5-", -5, None),
        ("\u22125", -5, None),
        ("1 234", 1234, None),
        ("1\u00a0234\u00a0567", 1234567, None),
        ("1\u202f234.5", 1234.5, None),
        ("1\u2019234.50", 1234.5, None),
        ("0.125", 0.125, None),
    ],
)
def test_what_cannot_be_misread_is_read_in_every_column(
    text: str, value: float, currency: str | None
) -> None:
    assert read(text) == read(text, POINT) == (value, currency)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("€ 1.234,50", 1234.5),
        ("1.234.567", 1234567),
        ("1.234", 1234),
        ("1,234", 1.234),
        ("1 234,50", 1234.5),
        ("12,-- €", 12),
        ("0,5", 0.5),
        ("1234.5", 1234.5),
        ("1e3", 1000),
        ("-12", -12),
    ],
)
def test_a_column_with_a_decimal_comma(text: str, value: float) -> None:
    assert read(text, COMMA)[0] == value


@pytest.mark.parametrize("text", ["1,234.50", "12,34,567.0", "1,23.4"])
def test_a_point_is_refused_among_commas_if_it_contradicts_them(text: str) -> None:
    (sentence,) = read_cells(AMOUNT, [text], COMMA, is_key=False).refused.values()
    assert (
        "a comma before the decimals, as most of this column" in sentence or "written as 1234,5" in sentence
    )


@pytest.mark.parametrize(
    "text",
    ["12,34,567", "1.234,50", "1 23", "12€50", "1..2", "--5", "(-5)", "5+", "12 abc", "€ 5 USD", "5 6"],
)
def test_what_may_be_misread_is_refused(text: str) -> None:
    assert read_cells(AMOUNT, [text], PLAIN, is_key=False).refused


def test_a_whole_number_with_a_thousands_point_is_not_taken_for_a_small_one() -> None:
    employees = Column("employees", Type.WHOLE, low=0)
    assert read_cells(employees, ["1.000"], PLAIN, is_key=False).refused
    assert read_cells(employees, ["1.000"], COMMA, is_key=False).values == [1000]


def test_a_rate_may_have_three_decimals() -> None:
    assert read_cells(Column("rate_to_base", Type.NUMBER, low=0), ["1.085"], is_key=False).values == [1.085]
    assert read_cells(Column("score", Type.NUMBER, low=0, high=10), ["7.125"], is_key=False).values == [7.125]


def test_cents_are_hundredths() -> None:
    assert read("12345", Style(cents=True)) == (123.45, None)


def test_a_huge_cell_is_refused_at_once() -> None:
    assert read_cells(AMOUNT, ["1" + " " * 1_000_000 + "x1"], is_key=False).refused


@given(number=st.floats(min_value=-1e15, max_value=1e15))
def test_every_number_that_we_write_is_read_again(number: float) -> None:
    assert read(repr(number), POINT)[0] == number


@settings(deadline=None)
@given(
    cents=CENTS,
    places=st.integers(0, 2),
    locale=st.sampled_from(["en_US", "de_DE", "fr_FR", "es_ES", "de_CH"]),
)
def test_a_number_reads_back_in_every_locale(cents: int, places: int, locale: str) -> None:
    number = round(cents / 10**places, places)
    text = format_decimal(number, "#,##0.00" if places else "#,##0", locale=locale)
    style = COMMA if locale in ("de_DE", "fr_FR", "es_ES") else POINT
    assert read(text, style)[0] == number
    assert read(f"{text} €", style) == (number, "EUR")
    assert read(f"CHF {text}", style) == (number, "CHF")
