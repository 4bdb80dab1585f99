from pathlib import Path

import pytest

from knowledge.importing.problems import ImportProblem
from knowledge.importing.sheet import Sheet, read_csv


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.csv"


def sheet_of(path: Path, text: str) -> Sheet:
    path.write_bytes(text.encode())
    return read_csv(path)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_physical_whatever_ends_them(path: Path, ending: str) -> None:
    text = ending.join(["", "a,b", '1,"x', 'y"', ",", "2,z", ""])
    sheet = sheet_of(path, text)
    assert (sheet.header_line, sheet.lines) == (2, (3, 6))
    assert sheet.rows == (["1", f"x{ending}y"], ["2", "z"])


def test_names_of_columns_count_without_case_spaces_and_hyphens(path: Path) -> None:
    assert sheet_of(path, " Partner-ID ,Created  On\n").header == ("partner_id", "created_on")


def test_a_misshapen_record_does_not_hide_the_ones_after_it(path: Path) -> None:
    sheet = sheet_of(path, 'a,b\n1\n2,"x"y\n3,z\n4,5,6\n7,"open\n8,9\n')
    assert sheet.rows == (["3", "z"],)
    assert sheet.misshapen == 4
    assert [problem.line for problem in sheet.problems] == [2, 3, 5, 6]


def test_a_problem_is_one_printable_line() -> None:
    problem = ImportProblem("in\x1b.csv", 3, "na\nme", "\u202e" * 100, "a name")
    assert str(problem).isprintable()
    assert str(problem).startswith(r"'in\x1b.csv', line 3, column 'na\nme': found '\u202e\u202e")
    assert str(problem).endswith("…, expected a name")
