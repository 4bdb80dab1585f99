import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.importing.columns import PLAIN, Cells, Style, Value, read_cells
from tools.schema import TABLES, Column, Type

CHOICES = ("portal_login", "call")
STYLES = st.builds(
    Style,
    decimal=st.sampled_from(["point", "comma"]),
    thousands=st.booleans(),
    dates=st.sampled_from([None, "day_first", "month_first"]),
    epoch=st.sampled_from([None, "s", "ms"]),
    serial=st.booleans(),
    cents=st.booleans(),
)
ODD = st.text(alphabet="0123456789.,-+()%/:'\u2019 \u00a0$€eEnaNTZQ=≥\t\n\x00\udc80\u202e", max_size=20)
COLUMNS = st.sampled_from([column for table in TABLES for column in table.columns])


def read(column: Column, *cells: str, style: Style = PLAIN) -> Cells:
    return read_cells(column, cells, style, is_key=False)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        (Type.NAMES, "a; b ;;a", ["a", "b"]),
        (Type.NUMBER, "-1.5e3", -1500.0),
        (Type.MONEY, ".5", 0.5),
        (Type.WHOLE, "12.0", 12),
        (Type.FLAG, "YES", True),
        (Type.FLAG, "0", False),
        (Type.FLAG, "X", True),
        (Type.FLAG, "Ja", True),
        (Type.FLAG, "sí", True),
        (Type.FLAG, "FALSCH", False),
        (Type.DATE, "2024-02-29", date(2024, 2, 29)),
        (Type.MONTH, "2024-02", date(2024, 2, 29)),
        (Type.PERIOD, "Q3 2026", "2026-Q3"),
        (Type.EMAIL, "Ann.O'Neil@Vendor.Example", "ann.o'neil@vendor.example"),
        (Type.CURRENCY, "usd", "USD"),
        (Type.CURRENCY, "€", "EUR"),
        (Type.CHOICE, "Portal login", "portal_login"),
        (Type.CHOICE, "PORTAL-LOGIN", "portal_login"),
        (Type.TEXT, "Ångström GmbH", "Ångström GmbH"),
        (
            Type.REQUIREMENTS,
            "certifications >= 3; Revenue ≥ 250000.0",
            ["certifications>=3", "revenue>=250000"],
        ),
    ],
)
def test_a_valid_cell_becomes_its_value(type_: Type, text: str, value: Value) -> None:
    choices = CHOICES if type_ is Type.CHOICE else ()
    cells = read(Column("x", type_, choices=choices), f"  {text}\n")
    assert (cells.values[0], type(cells.values[0]), cells.refused) == (value, type(value), {})


@pytest.mark.parametrize(
    ("type_", "text", "expected"),
    [
        (Type.NUMBER, "1,000", "a number written as 1234.5, without thousands marks"),
        (Type.NUMBER, "1_000", "written as 1234.5"),
        (Type.NUMBER, "inf", "written as 1234.5"),
        (Type.NUMBER, "1e400", "a number from -1,000"),
        (Type.NUMBER, "٣", "written as 1234.5"),
        (Type.MONEY, "1.234", "a point before three digits may mark thousands"),
        (Type.MONEY, "=A1+B1", "an amount, not a formula"),
        (Type.NUMBER, "€ 5", "a number without a currency"),
        (Type.MONEY, "5 %", "an amount without a percent sign"),
        (Type.WHOLE, "1.5", "a whole number"),
        (Type.WHOLE, "3000000000", "a whole number from"),
        (Type.FLAG, "maybe", "true or false, yes or no, 1 or 0"),
        (Type.FLAG, "o", "true or false"),
        (Type.DATE, "2026-02-29", "a date as 2026-09-30; there is no such day"),
        (Type.DATE, "0026-02-28", "a date between 1900 and 2199"),
        (Type.DATE, "03/04/2026", "day and month of this one may be swapped"),
        (Type.PERIOD, "2026-3", "a month, quarter or year as 2026-09, 2026-Q3 or 2026"),
        (Type.EMAIL, "anna", "an e-mail address as name@company.com"),
        (Type.EMAIL, "anna@vendor.example\nCc: x@evil.example", "one line of text"),
        (Type.EMAIL, "a@b.c@d.e", "an e-mail address"),
        (Type.CURRENCY, "$", "an ISO 4217 currency code such as EUR"),
        (Type.CURRENCY, "XQQ", "an ISO 4217 currency code such as EUR"),
        (Type.CHOICE, "portal_logn", "one of portal_login, call; did you mean portal_login?"),
        (Type.TEXT, "bell\x07", "one line of text without control characters"),
        (Type.TEXT, "a\u202eb", "text without characters that turn the direction of writing"),
        (Type.TEXT, "x" * 1001, "at most 1,000 characters"),
        (Type.TEXT, "M\udcfcller", "text in UTF-8"),
        (Type.REQUIREMENTS, "sales>=3", "each of certifications, revenue, wins at most once"),
        (Type.REQUIREMENTS, "wins>=3;wins>=4", "at most once"),
    ],
)
def test_an_invalid_cell_is_answered_with_what_would_be_valid(type_: Type, text: str, expected: str) -> None:
    choices = CHOICES if type_ is Type.CHOICE else ()
    cells = read(Column("x", type_, choices=choices), "", text)
    assert expected in cells.refused[1]
    assert cells.refused[1].isprintable()
    assert not cells.values[1]


@pytest.mark.parametrize(("text", "fits"), [("0", True), ("1", True), ("1.01", False), ("-0.1", False)])
def test_a_range_includes_its_ends(text: str, fits: bool) -> None:
    cells = read(Column("share", Type.NUMBER, low=0, high=1), text)
    assert cells.refused == ({} if fits else {0: "a number from 0 to 1"})
    assert cells.values[0] == (float(text) if fits else None)


def test_a_percentage_is_read_in_the_unit_of_its_column() -> None:
    assert read(Column("share", Type.NUMBER, low=0, high=1), "45 %").values == [0.45]
    assert read(Column("relevance", Type.NUMBER, low=0, high=100), "45%").values == [45.0]


def test_free_text_keeps_line_breaks_and_whatever_people_paste() -> None:
    text = "Hello\n\tworld \u202eand\x1b back"
    assert read(Column("text"), text).values == [text]
    assert read(Column("text"), "nul\0").refused == {0: "text without the character NUL"}


@pytest.mark.parametrize("word", ["NULL", "n/a", "#N/A", "NaN", "-", "None", "\u2014"])
def test_words_for_nothing_are_empty_cells_except_in_texts(word: str) -> None:
    for type_ in set(Type) - {Type.TEXT, Type.NAMES, Type.REQUIREMENTS}:
        assert read(Column("x", type_, choices=CHOICES), word) == Cells([None], {}, {})
    assert read(Column("x"), word).values == [word]
    assert read(Column("x", Type.NAMES), word).values == [[word]]


def test_a_required_cell_is_not_empty() -> None:
    sentence = "a value, this column is required"
    assert read(Column("x", required=True), " ", "a").refused == {0: sentence}
    assert read(Column("x", Type.DATE, required=True), "NULL").refused == {0: sentence}


def test_items_of_a_list_with_choices_are_checked_each() -> None:
    column = Column("tiers", Type.NAMES, choices=("key_partner", "dementor"))
    cells = read(column, "Key partner; dementor", "dementor; diamond", "")
    assert cells.values == [["key_partner", "dementor"], [], []]
    assert cells.refused.keys() == {1}


def test_keys_are_shorter_than_other_texts() -> None:
    long = "x" * 300
    assert read_cells(Column("x"), [long], is_key=True).refused == {0: "at most 200 characters"}
    assert read(Column("x", references="partners"), long).refused == {0: "at most 200 characters"}
    assert not read(Column("x"), long).refused


def test_one_apostrophe_that_an_export_put_before_a_text_is_taken_off() -> None:
    cells = read(Column("x"), "'=1+1", "''-5", "'quoted'")
    assert cells.values == ["=1+1", "'-5", "'quoted'"]
    assert read(Column("x", Type.EMAIL), "'+anna@vendor.example").values == ["+anna@vendor.example"]
    assert read(Column("x", Type.MONEY), "'-5").values == [-5.0]


def test_equal_cells_and_their_problems_are_told_at_every_place() -> None:
    cells = read(Column("x", Type.MONEY), "€ 1", "x", "2", "€ 1", "x")
    assert cells.values == [1.0, None, 2.0, 1.0, None]
    assert cells.refused.keys() == {1, 4}
    assert cells.currencies == {0: "EUR", 3: "EUR"}


def test_many_wrong_words_are_refused_without_looking_for_near_ones() -> None:
    cells = read(Column("x", Type.CHOICE, choices=CHOICES), *(f"call{place}" for place in range(1_000)))
    assert set(cells.refused.values()) == {"one of portal_login, call"}


@settings(deadline=None)
@given(column=COLUMNS, style=STYLES, cells=st.lists(ODD | st.text(), max_size=6), is_key=st.booleans())
def test_any_cell_is_a_value_or_empty_or_refused_with_a_sentence(
    column: Column, style: Style, cells: list[str], is_key: bool
) -> None:
    found = read_cells(column, cells, style, is_key=is_key)
    assert len(found.values) == len(cells)
    assert all(sentence and sentence.isprintable() for sentence in found.refused.values())
    assert all(not found.values[place] for place in found.refused)
    assert not any(isinstance(value, float) and not math.isfinite(value) for value in found.values)
    if column.type is Type.TEXT and not column.required:
        assert [value is None for value in found.values] == [
            not cell.strip() or place in found.refused for place, cell in enumerate(cells)
        ]


@settings(deadline=None)
@given(column=COLUMNS, style=STYLES, cells=st.lists(ODD, max_size=6), order=st.randoms(use_true_random=False))
def test_the_order_of_cells_does_not_matter(
    column: Column, style: Style, cells: list[str], order: st.DataObject
) -> None:
    places = list(range(len(cells)))
    order.shuffle(places)
    found = read(column, *cells, style=style)
    moved = read(column, *(cells[place] for place in places), style=style)
    assert moved.values == [found.values[place] for place in places]
    assert moved.refused == {
        new: found.refused[old] for new, old in enumerate(places) if old in found.refused
    }
