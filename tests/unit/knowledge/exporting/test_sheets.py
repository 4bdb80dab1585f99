"""What stands in a file, cell by cell."""

import csv
import math
import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import load_workbook

from knowledge.errors import ExportError
from knowledge.exporting import Cell, export_table
from knowledge.exporting.sheets import Sheet, write_csv
from knowledge.exporting.workbook import write_workbook
from tests.spreadsheet_readings import computed
from tools.spreadsheets import unguarded

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULAS = (
    *(f"{mark}1+1" for mark in TRIGGERS),
    *(f"'{mark}1+1" for mark in TRIGGERS),
    '=HYPERLINK("http://evil.example","click")',
    "http://plain.example",
    "{=1+1}",
    "retail;=1+1",
    'Foo;=HYPERLINK("http://evil.example")',
    "hello\n=1+2;\nbye",
    'a, b;"=1+1',
)
TEXTS = st.sampled_from(FORMULAS) | st.text("'\"=+-@;|,\t\r\n \uff1da1", max_size=9) | st.text(max_size=9)
CELLS = [[text, -12.5, date(2026, 9, 30), None] for text in FORMULAS]


def csv_cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def xml_of(path: Path) -> str:
    with ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if name.startswith("xl/"))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_in_a_csv_file_begins_like_a_formula(tmp_path: Path, text: str) -> None:
    export_table(tmp_path / "list.csv", [text, "note"], [[text, text]])
    for row in csv_cells(tmp_path / "list.csv"):
        for cell in row:
            assert not cell.lstrip("'").startswith(TRIGGERS) or cell.startswith("'")
            assert unguarded(cell) in (text, "note")


@given(rows=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=4))
def test_whatever_separator_a_program_believes_in_no_cell_of_a_csv_file_is_computed(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str]]
) -> None:
    path = tmp_path_factory.mktemp("separators") / "list.csv"
    header = rows[0] if rows else ("a", "b", "c")
    write_csv(path, Sheet("table", [*header, "number"], [[*row, -12.5] for row in rows]))
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert set(computed(file.read())) <= {"-12.5"}  # a number stays one
    for written, row in zip(csv_cells(path)[1:], rows, strict=True):
        assert [unguarded(cell) for cell in written[:3]] == list(row)


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    export_table(tmp_path / "list.xlsx", list(FORMULAS[:4]), CELLS)
    xml = xml_of(tmp_path / "list.xlsx")
    assert not re.search(r"<f[ >/]|hyperlink|t=\"(str|e)\"", xml)
    sheet = load_workbook(tmp_path / "list.xlsx").get_sheet_by_name("table").to_python()
    texts = [str(row[0]) for row in sheet[1:]]
    assert [unguarded(text) for text in texts] == list(FORMULAS)
    assert not any(text.startswith(TRIGGERS) for text in texts)  # saved as CSV it is still safe


def test_numbers_stay_numbers_and_dates_are_iso(tmp_path: Path) -> None:
    row: list[Cell] = ["x", -12.5, 12.0, 1e-07, 3, date(2026, 9, 30), date(1900, 1, 1), None, "-5"]
    header = [f"c{place}" for place in range(len(row))]
    export_table(tmp_path / "list.csv", header, [row])
    export_table(tmp_path / "list.xlsx", header, [row])
    assert csv_cells(tmp_path / "list.csv")[1] == [
        *("x", "-12.5", "12", "1e-07", "3", "2026-09-30", "1900-01-01", "", "'-5")
    ]
    (_, cells) = load_workbook(tmp_path / "list.xlsx").get_sheet_by_index(0).to_python()
    assert cells == ["x", -12.5, 12, 1e-07, 3, date(2026, 9, 30), "1900-01-01", "", "'-5"]


@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_reads_back_as_itself(tmp_path_factory: pytest.TempPathFactory, number: float) -> None:
    folder = tmp_path_factory.mktemp("numbers")
    sheet = Sheet("table", ["number", "x"], [[number, "x"]])
    write_csv(folder / "list.csv", sheet)
    write_workbook(folder / "list.xlsx", [sheet])
    from_csv = float(csv_cells(folder / "list.csv")[1][0])
    from_xlsx = re.search(r"<v>(.*?)</v>", xml_of(folder / "list.xlsx"))
    assert from_xlsx
    for read in (from_csv, float(from_xlsx[1])):
        assert read == number
        assert math.copysign(1, read) == math.copysign(1, number)


def test_the_suffix_decides_in_any_case_and_an_unknown_one_names_the_valid(tmp_path: Path) -> None:
    assert export_table(tmp_path / "LIST.CSV", ["a"], [["1"], ["2"]]) == 2
    for name in ("list.pdf", "list"):
        with pytest.raises(ExportError, match=r"ends with \.csv or \.xlsx"):
            export_table(tmp_path / name, ["a"], [])


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "list.xlsx"
    export_table(target, ["a"], [["old"]])
    before = target.read_bytes()
    with pytest.raises(ExportError, match=r"row 2: more than an Excel file can hold .* csv"):
        export_table(target, ["a"], [["long" * 10_000]])
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["list.xlsx"]


def test_where_nothing_can_be_written_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no folder"):
        export_table(tmp_path / "nowhere" / "list.csv", ["a"], [])
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(ExportError, match="is a folder"):
        export_table(tmp_path / "folder.csv", ["a"], [])
