"""What people see is what counts: invisible characters, ruined ids, lists and words of other programs."""

import unicodedata

import pytest

from knowledge.importing.columns import Cells, Value, read_cells
from tools.schema import DEALS, PARTNERS, TICKETS

KEY = PARTNERS.column("partner_id")
NAME = PARTNERS.column("name")
TECHNOLOGIES = PARTNERS.column("technologies")


def key(*cells: str) -> Cells:
    return read_cells(KEY, cells, is_key=True)


@pytest.mark.parametrize("unseen", list("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u061c"))
def test_a_key_is_what_can_be_seen_of_it(unseen: str) -> None:
    assert key("P1", f"P1{unseen}", f"{unseen} P{unseen}1").values == ["P1"] * 3
    assert read_cells(DEALS.column("partner_id"), [f"P1{unseen}"], is_key=False).values == ["P1"]


def test_a_key_of_nothing_that_can_be_seen_is_none() -> None:
    assert key("\u200b").refused == {0: "a value, this column is required"}


def test_letters_with_accents_are_the_same_however_they_are_composed() -> None:
    assert key(unicodedata.normalize("NFD", "Café")).values == [unicodedata.normalize("NFC", "Café")]


def test_an_emoji_in_a_name_stays_whole() -> None:
    assert read_cells(NAME, ["👩\u200d💻 Ltd\u200b"], is_key=False).values == ["👩\u200d💻 Ltd"]


@pytest.mark.parametrize("ruined", ["1.23E+05", "1,23457E+14", "1E+10"])
def test_an_id_that_a_spreadsheet_rounded_is_refused(ruined: str) -> None:
    assert "format the column as text" in key(ruined).refused[0]
    assert key("E+05", "1.23e5", "DE+49").refused == {}


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["cloud, data, security"], [["cloud", "data", "security"]]),
        (["cloud|data"], [["cloud", "data"]]),
        (["cloud, data", "a;b"], [["cloud, data"], ["a", "b"]]),
        (["Oil, Gas & Mining"], [["Oil, Gas & Mining"]]),
        (["everything that is new, of course, and more"], [["everything that is new, of course, and more"]]),
    ],
)
def test_lists_are_separated_by_what_the_column_has(cells: list[str], values: list[Value]) -> None:
    assert read_cells(TECHNOLOGIES, cells, is_key=False).values == values


def test_the_comma_in_the_name_of_a_company_separates_nothing() -> None:
    assert read_cells(PARTNERS.column("aliases"), ["Acme, Inc."], is_key=False).values == [["Acme, Inc."]]


def test_severities_are_read_as_help_desks_write_them() -> None:
    cells = ["P1", "Sev 2", "HIGH", "Medium", "low", "Urgent", "3", "P5"]
    found = read_cells(TICKETS.column("severity"), cells, is_key=False)
    assert list(found.values) == [1, 2, 2, 3, 4, 1, 3, None]
    assert list(found.refused) == [7]
