from pathlib import Path

import pytest

from tests.unit.knowledge.importing.files.reading import contents, expectation, only, opened, read


def test_labels_are_one_line_of_visible_characters(path: Path) -> None:
    header = '\ufeff Partner-ID ,"Close\n Date",\u200bAmount\x07,ü'.encode() + b"M\xfcnch"
    source = only(opened(path, header + b"\n1,2,3,4\n"))
    assert source.header == ("Partner-ID", "Close Date", "Amount", "üM\\xfcnch")
    assert contents(source).rows == [("1", "2", "3", "4")]


def test_a_column_without_label_is_numbered_and_told(path: Path) -> None:
    source = only(opened(path, ",a,\n0,1,\n1,2,x\n"))
    assert source.header == ("column 1", "a", "column 3")
    assert source.remarks == (
        "column 1 has no label and is read as 'column 1'",
        "column 3 has no label and is read as 'column 3'",
    )


def test_an_empty_column_without_label_is_dropped_silently(path: Path) -> None:
    source = only(opened(path, "a,,b,\n1,,2,\n3, ,4\n5,,6\n"))
    assert (source.header, source.remarks) == (("a", "b"), ())
    assert contents(source).rows == [("1", "2"), ("3", "4"), ("5", "6")]


def test_a_repeated_label_is_counted_and_told(path: Path) -> None:
    source = only(opened(path, "Name,Name (2),Name,Name\n1,2,3,4\n"))
    assert source.header == ("Name", "Name (2)", "Name (3)", "Name (4)")
    assert source.remarks[0] == ("the label 'Name' stands in columns 1 and 3; column 3 is read as 'Name (3)'")
    assert contents(source).rows == [("1", "2", "3", "4")]


def test_a_numbered_column_does_not_take_a_label_that_is_there(path: Path) -> None:
    assert read(path, "column 2,\n1,2\n").cells == {"column 2": ["1"], "column 2 (2)": ["2"]}


def test_a_header_of_nothing_visible_over_nothing_is_none(path: Path) -> None:
    assert "a header line" in expectation(path, "\u200b\n")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("filler", ["", "{0}{0}"], ids=["a bare line", "a line of empty cells"])
def test_a_header_below_the_title_of_a_report_is_found_and_told(
    path: Path, separator: str, filler: str
) -> None:
    more = filler.format(separator)
    table = "partner_id,name,type\nP1,Globex,reseller\nP2,,\n".replace(",", separator)
    source = only(opened(path, f"Partner report{more}\nGenerated 2026-09-01{more}\n\n{table}"))
    assert source.header == ("partner_id", "name", "type")
    assert source.remarks == ("line 4 is read as the header, below the title 'Partner report'",)
    found = contents(source)
    assert (found.rows, found.lines) == ([("P1", "Globex", "reseller"), ("P2", "", "")], [5, 6])


@pytest.mark.parametrize(
    "text", ["name\nGlobex\nAcme, Inc.\nInitech\n", "name,\nGlobex,1\nInitech,2\n", "name\nGlobex, Ltd\n"]
)
def test_a_file_of_one_column_has_no_title(path: Path, text: str) -> None:
    source = only(opened(path, text))
    assert source.header[0] == "name"
    assert len(contents(source).lines) + len(contents(source).problems) == text.count("\n") - 1


def test_the_columns_of_a_file_of_rejects_are_not_read(path: Path) -> None:
    source = only(opened(path, "rejected_file,rejected_line,why,record,id,name\nd.csv,7,no,x,D1,Big\n"))
    assert (source.header, contents(source).rows) == (("id", "name"), [("D1", "Big")])
    assert only(opened(path, "why,record,id\n1,2,3\n")).header == ("why", "record", "id")
