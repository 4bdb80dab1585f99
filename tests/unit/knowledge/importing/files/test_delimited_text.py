import csv
from pathlib import Path

import pytest

from knowledge.importing.source import Stray
from tests.unit.knowledge.importing.files.reading import contents, expectation, only, opened, read


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_are_physical_whatever_ends_them(path: Path, ending: str) -> None:
    found = read(path, ending.join(["", " ", "a,b", '1,"x', 'y"', ",", " , ", "2,z", ""]))
    assert found.lines == [4, 8]
    assert found.rows == [("1", f"x{ending}y"), ("2", "z")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found_from_the_content(path: Path, separator: str) -> None:
    text = 'id,name,amount\n1,"Acme, Inc; |x",2\n2,Globex,3\n'.replace('"Acme, Inc; |x"', "\0")
    text = text.replace(",", separator).replace("\0", '"Acme, Inc; |x"')
    assert read(path, text).rows == [("1", "Acme, Inc; |x", "2"), ("2", "Globex", "3")]


def test_decimal_commas_do_not_hide_the_semicolon(path: Path) -> None:
    found = read(path, "id;Amount, EUR\n1;2,5\n2;3,75\n")
    assert found.cells == {"id": ["1", "2"], "Amount, EUR": ["2,5", "3,75"]}


def test_lists_in_cells_do_not_hide_the_comma(path: Path) -> None:
    assert read(path, "id,technologies\n1,a;b\n2,c;d\n").cells["technologies"] == ["a;b", "c;d"]


def test_a_single_column_is_a_table(path: Path) -> None:
    assert read(path, "name\nAcme\n\nGlobex\n").cells == {"name": ["Acme", "Globex"]}


def test_the_hint_of_excel_is_no_header_and_lines_still_count(path: Path) -> None:
    found = read(path, "sep=;\r\na;b\r\n1,1;2\r\n")
    assert (found.lines, found.rows) == ([3], [("1,1", "2")])


def test_a_space_may_stand_before_a_quoted_cell(path: Path) -> None:
    assert read(path, 'id, name\n1, "Acme, Inc."\n').rows == [("1", "Acme, Inc.")]


def test_cells_stand_as_in_the_file(path: Path) -> None:
    assert read(path, 'a,b\n 1 ,"say ""hi"" "\n').rows == [(" 1 ", 'say "hi" ')]


def test_empty_cells_behind_the_last_column_are_dropped_and_missing_ones_refused(path: Path) -> None:
    found = read(path, "a,b\n1,2,, \n3\n4,5,6\n")
    assert found.rows == [("1", "2")]
    assert [str(problem) for problem in found.problems] == [
        "deals.csv, line 3: found '3', expected 2 cells as in the header; this row has 1",
        "deals.csv, line 4: found '4,5,6', expected 2 cells as in the header; this row has 3",
    ]


def test_a_misshapen_record_does_not_hide_the_ones_after_it(path: Path) -> None:
    found = read(path, 'a,b\n1\n2,"x"y\n3,z\n4,5,6\n7,"open\n8,9\n')
    assert found.rows == [("3", "z")]
    assert [problem.line for problem in found.problems] == [2, 3, 5, 6]
    assert found.problems[1].expected == "quotes around whole cells, and quotes inside a cell doubled"
    assert "never closed" in found.problems[3].expected


def test_an_unclosed_quote_swallows_at_most_one_cell_of_the_greatest_length(path: Path) -> None:
    rows = "2,x\n" * (csv.field_size_limit() // 2)
    found = read(path, f'a,b\n1,"open\n{rows}')
    (problem,) = found.problems
    assert problem.line == 2
    assert "is a closing quote missing?" in problem.expected
    assert len(found.rows) > csv.field_size_limit() // 5


@pytest.mark.parametrize("content", ["", "\n \n,,\n", "\ufeff"])
def test_an_empty_file_has_no_header(path: Path, content: str) -> None:
    assert "the file is empty" in expectation(path, content)


def test_a_header_that_is_never_closed_is_told(path: Path) -> None:
    assert "a header line that can be read (a closing quote" in expectation(path, '"a,b\n1,2\n')


def test_a_header_alone_is_a_table_without_records(path: Path) -> None:
    source = only(opened(path, "a,b\n"))
    assert (source.header, list(source.chunks())) == (("a", "b"), [])


def test_chunks_are_bounded_and_progress_grows_to_the_size(path: Path) -> None:
    source = only(opened(path, "a,b\n" + "1,2\n" * 10 + "3\n" * 10))
    chunks = list(source.chunks(4))
    assert [len(chunk) + len(chunk.problems) for chunk in chunks] == [4, 4, 4, 4, 4]
    assert chunks[-1].read == source.size == path.stat().st_size
    assert contents(source, 4) == contents(source, 50_000)


def test_a_file_that_changes_while_it_is_read_is_told(path: Path) -> None:
    source = only(opened(path, "a,b\n1,2\n3,4\n"))
    first, *rest = (chunk for chunk in source.chunks(1) if path.write_text("a,b\n9,9\n"))
    assert len(first) == 1
    assert "does not change while it is read" in rest[-1].problems[0].expected


def test_a_chunk_of_a_wide_file_has_fewer_records(path: Path) -> None:
    wide = ",".join(f"column {number}" for number in range(1_000))
    source = only(opened(path, f"{wide}\n" + f"{',' * 999}x\n" * 3_000))
    assert [len(chunk) for chunk in source.chunks()] == [2_000, 1_000]


def test_records_that_cannot_be_read_are_kept_as_they_stand(path: Path) -> None:
    text = "k,,n\n1,,a\n" + "2,,b\n" * 1_500 + '3,,"c"d\n4,,6,"7,8",9\n5\n6,,"e\nf'
    (chunk,) = only(opened(path, text)).chunks()
    assert chunk.strays == {
        1503: Stray({}, '3,,"c"d'),
        1504: Stray({"k": "4", "n": "6"}, '"7,8",9'),
        1505: Stray({"k": "5"}, ""),
        1506: Stray({}, '6,,"e\nf'),
    }
