import shutil
from datetime import datetime, time
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from knowledge.importing.files import open_file
from tests.unit.knowledge.importing.files.reading import contents, expectation, only

Sheets = dict[str, list[list[object]]]


def workbook(path: Path, sheets: Sheets, hidden: str = "") -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == hidden:
                sheet.hide()
    return path


def test_cells_become_the_text_that_a_person_would_type(tmp_path: Path) -> None:
    cells: list[object] = [
        datetime.fromisoformat("2026-09-30"),
        datetime.fromisoformat("2026-09-30T10:30:00.4"),
        time(10, 30),
        12.0,
        1234567890123.0,
        0.1,
        1e21,
        -3.5,
        True,
        " x\ny ",
        '="a"&"b"',
    ]
    source = only(
        open_file(workbook(tmp_path / "deals.xlsx", {"Sheet1": [["k"], *([cell] for cell in cells)]}))
    )
    assert contents(source).cells["k"] == [
        "2026-09-30",
        "2026-09-30T10:30:00",
        "10:30:00",
        "12",
        "1234567890123",
        "0.1",
        "1e+21",
        "-3.5",
        "true",
        " x\ny ",
        "0",
    ]


def test_an_error_is_an_empty_cell(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "deals.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["k", "v"])
        sheet.write(1, 0, "1")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
    assert contents(only(open_file(tmp_path / "deals.xlsx"))).rows == [("1", "")]


def test_lines_are_the_rows_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "deals.xlsx", {"Sheet1": [[], [], ["", "a", "b"], [], ["", 1, 2], [], ["", 3]]}
    )
    source = only(open_file(path))
    assert (source.header, source.remarks) == (("a", "b"), ())
    found = contents(source)
    assert (found.lines, found.rows) == ([5, 7], [("1", "2"), ("3", "")])
    assert [chunk.read for chunk in source.chunks()] == [source.size]


@pytest.mark.parametrize(
    ("file", "sheet", "stem"),
    [
        ("Deals 2026.xlsx", "Tabelle1", "deals_2026"),
        ("export.xlsx", "Won Deals", "won_deals"),
        ("deals.xlsx", "Export", "deals"),
        ("export.xlsx", "Sheet", "export"),
    ],
)
def test_one_sheet_is_named_by_what_says_more(tmp_path: Path, file: str, sheet: str, stem: str) -> None:
    source = only(open_file(workbook(tmp_path / file, {sheet: [["a"], [1]], "Empty": []})))
    assert (source.name, source.stem) == (file, stem)


def test_several_sheets_are_several_sources_and_hidden_ones_are_left_out(tmp_path: Path) -> None:
    sheets: Sheets = {"Deals": [["a"], [1]], "Lists": [["x"]], "partners": [["b"], [2], [3]]}
    found = open_file(workbook(tmp_path / "export.xlsx", sheets, hidden="Lists"))
    assert [source.name for source in found.sources] == [
        "export.xlsx, sheet Deals",
        "export.xlsx, sheet partners",
    ]
    assert [source.stem for source in found.sources] == ["deals", "partners"]
    assert [contents(source).lines for source in found.sources] == [[2], [2, 3]]
    assert found.ignored == ("export.xlsx, hidden sheet Lists",)


def test_old_workbooks_are_read() -> None:
    source = only(open_file(Path(__file__).with_name("deals.xls")))
    found = contents(source)
    assert source.header == ("deal_id", "created_on", "amount")
    assert found.lines == [4, 6]
    assert found.rows == [("D1", "2026-09-30", "1200"), ("D2", "2026-09-30T10:30:00", "true")]


def test_open_document_is_read_without_its_empty_area(tmp_path: Path) -> None:
    kinds = {"float": "value", "date": "date-value", "boolean": "boolean-value"}

    def cell(kind: str, value: str) -> str:
        given = f' office:{kinds[kind]}="{value}"' if kind in kinds else ""
        return (
            f'<table:table-cell office:value-type="{kind}"{given}><text:p>{value}</text:p></table:table-cell>'
        )

    nothing = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = [
        f'<table:table-row table:number-rows-repeated="2">{nothing}</table:table-row>',
        f"<table:table-row>{cell('string', 'a')}{cell('string', 'b')}{nothing}</table:table-row>",
        f"<table:table-row>{cell('float', '12')}{cell('date', '2026-09-30')}</table:table-row>",
        f"<table:table-row>{cell('boolean', 'true')}{cell('date', '2026-09-30T10:30:00')}</table:table-row>",
        f'<table:table-row table:number-rows-repeated="1048570">{nothing}</table:table-row>',
    ]
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    path = tmp_path / "deals.ods"
    with ZipFile(path, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("META-INF/manifest.xml", "<manifest/>")
        parts.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Tabelle1">{"".join(rows)}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    found = contents(only(open_file(path)))
    assert (found.lines, found.rows) == ([4, 5], [("12", "2026-09-30"), ("true", "2026-09-30T10:30:00")])


@pytest.mark.parametrize("name", ["deals.csv", "deals.xls", "deals.XLSM"])
def test_a_workbook_under_another_name_is_read(tmp_path: Path, name: str) -> None:
    shutil.move(workbook(tmp_path / "deals.xlsx", {"Sheet1": [["a"], [1]]}), tmp_path / name)
    assert contents(only(open_file(tmp_path / name))).rows == [("1",)]


def test_an_empty_workbook_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "deals.xlsx", {"Sheet1": [], "Sheet2": []})
    assert "every visible sheet is empty" in expectation(path, path.read_bytes())


def test_a_stray_cell_in_the_last_corner_does_not_take_all_memory(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "deals.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "stray")
    (problem,) = only(open_file(tmp_path / "deals.xlsx")).problems
    assert "cells stand far from its table. Delete what stands there" in problem.expected


def test_a_damaged_workbook_is_told_wherever_it_is_cut(tmp_path: Path) -> None:
    path = workbook(tmp_path / "deals.xlsx", {"Sheet1": [["a"], [1]]})
    whole = path.read_bytes()
    for length in range(10, len(whole) - 1, 511):
        assert expectation(path, whole[:length])


def test_one_long_text_in_every_row_is_read_in_small_pieces(tmp_path: Path) -> None:
    path = tmp_path / "notes.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        sheet = workbook.add_worksheet("notes")
        sheet.write_row(0, 0, ["k", "text"])
        for row in range(1, 3_001):
            sheet.write_row(row, 0, [f"N{row}", "x" * 32_000])
    assert path.stat().st_size < 1_000_000
    chunks = list(only(open_file(path)).chunks())
    assert sum(map(len, chunks)) == 3_000
    assert max(sum(map(len, chunk.cells["text"])) for chunk in chunks) < 1.3 * (1 << 26)
