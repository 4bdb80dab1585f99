from pathlib import Path

import pytest

from tests.unit.knowledge.importing.files.reading import contents, only, opened, read

pytestmark = pytest.mark.slow


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deals.csv"


def test_line_ends_are_found_across_blocks_of_a_long_file(path: Path) -> None:
    count = 200_000
    found = read(path, "\r\n".join(["key,name", *(f"{number},x" for number in range(count)), ""]))
    assert found.lines == list(range(2, count + 2))
    assert found.cells["key"] == [str(number) for number in range(count)]


def test_long_cells_make_shorter_chunks(path: Path) -> None:
    source = only(opened(path, "a,b\n" + f"1,{'x' * 100_000}\n" * 1500))
    lengths = [len(chunk) for chunk in source.chunks()]
    assert sum(lengths) == 1500
    assert max(lengths) < 1500


@pytest.mark.parametrize("cell", ["x" * 9_000_000, '"' + "x" * 9_000_000, "x," * 5_000_000])
def test_an_endless_line_is_one_problem(path: Path, cell: str) -> None:
    found = read(path, f"a,b\n1,2\n3,{cell}\n4,5\n")
    assert found.rows[0] == ("1", "2")
    assert found.rows[-1] == ("4", "5") or cell.startswith('"')
    assert [problem.line for problem in found.problems] == [3]


def test_the_encoding_is_decided_over_the_whole_file(path: Path) -> None:
    source = only(opened(path, b"id,name\n" + b"1,x\n" * 600_000 + b"2,M\xfcller\n"))
    assert contents(source).cells["name"][-1] == "Müller"
