import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.spreadsheets import clear_number, guarded, unguarded

SIGNS = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
NASTY = st.text(alphabet="'\"=+-@;|,\t\r\n\v\u2028 \uff1d\uff0b\uff0d\uff20a1", max_size=12)
ITEMS = st.lists(st.text(alphabet="'\"=+-@|, \uff1da1", min_size=1), min_size=1)


@pytest.mark.parametrize(
    "text", ["=1+1", "+49 30 1", "-5", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "\uff1d1", "\uff20a", '"=1']
)
def test_a_text_that_a_spreadsheet_would_compute_starts_with_an_apostrophe(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("retail;=1+1", "retail;'=1+1"),
        ('Foo;=HYPERLINK("x")', 'Foo;\'=HYPERLINK("x")'),
        ("hello\n=1+2;\nbye", "hello\n'=1+2;\nbye"),
        ("agreed:\n- one\r\n - two", "agreed:\n'- one\r\n' - two"),
        ("a|@b\t+c\v-d\u2028=e", "a|'@b\t'+c\v'-d\u2028'=e"),
        ("a;'=1;\"=1", "a;''=1;'\"=1"),
        ("-5;-6", "'-5;'-6"),
    ],
)
def test_after_every_break_at_which_a_cell_might_begin_a_formula_gets_an_apostrophe(
    text: str, safe: str
) -> None:
    assert (guarded(text), unguarded(safe)) == (safe, text)


@pytest.mark.parametrize(
    "text", ["", "Globex", "'quoted'", "a=b", "it's -5", "\u2019=1", "''", "one\n\ntwo; three", "a, -5"]
)
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert (guarded(text), unguarded(text)) == (text, text)


@given(text=NASTY | st.text() | st.tuples(NASTY, st.text()).map("".join))
def test_a_guarded_text_reads_back_as_it_was(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(items=ITEMS)
def test_items_of_a_guarded_list_read_back_one_by_one_as_well(items: list[str]) -> None:
    assert [unguarded(item) for item in guarded(";".join(items)).split(";")] == items


@given(text=NASTY | st.text())
def test_a_guarded_text_never_starts_like_a_formula(text: str) -> None:
    assert not guarded(text).lstrip().startswith(SIGNS)


@pytest.mark.parametrize(
    ("text", "clear"), [("1.125", "1.1250"), ("-12.345", "-12.3450"), ("0.125", "0.125"), ("1.5", "1.5")]
)
def test_three_decimals_that_may_be_thousands_become_four(text: str, clear: str) -> None:
    assert clear_number(text) == clear
