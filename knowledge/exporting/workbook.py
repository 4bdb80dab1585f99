"""Tables as sheets of one Excel workbook, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from knowledge.errors import ExportError
from knowledge.exporting.sheets import Cell, Sheet
from tools.spreadsheets import guarded

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # has annotations, but no marker
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # the same

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_DATE_FORMAT: Final = "yyyy-mm-dd"
_FIRST_DATE: Final = date(1900, 3, 1)  # Excel believes in a 29 February 1900: days before it are one off
_WIDTH: Final = 16  # characters; room for a date and most names


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> dict[str, int]:
    """Write every sheet; how many rows each had.

    Raises:
        ExportError: A sheet does not fit into the limits of the format.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # has annotations, but no marker

    counts: dict[str, int] = {}
    with xlsxwriter.Workbook(path, _OPTIONS) as book:
        dates, bold = book.add_format({"num_format": _DATE_FORMAT}), book.add_format({"bold": True})
        for sheet in sheets:
            page = _Page(sheet, book.add_worksheet(sheet.name), dates)
            page.write_header(bold)
            counts[sheet.name] = page.write_rows()
    return counts


class _Exact(float):
    """A number that is written with all of its digits; the writer would keep sixteen, one too few."""

    def __format__(self, _spec: str) -> str:
        return float.__repr__(self)


class _Page:
    """One worksheet being written."""

    def __init__(self, sheet: Sheet, worksheet: Worksheet, dates: Format) -> None:
        self._sheet, self._worksheet, self._dates = sheet, worksheet, dates

    def write_header(self, bold: Format) -> None:
        self._worksheet.freeze_panes(1, 0)
        self._worksheet.set_column(0, max(0, len(self._sheet.header) - 1), _WIDTH)
        for place, label in enumerate(self._sheet.header):
            self._check(self._worksheet.write_string(0, place, guarded(label), bold), 0)

    def write_rows(self) -> int:
        """How many there were."""
        row = 0
        for row, cells in enumerate(self._sheet.rows, start=1):
            self._write_row(row, cells)
        return row

    def _write_row(self, row: int, cells: Sequence[Cell]) -> None:
        for place, cell in enumerate(cells):
            if cell is not None:
                self._check(self._write(row, place, cell), row)

    def _write(self, row: int, place: int, cell: str | float | date) -> int:
        if isinstance(cell, date):
            if cell >= _FIRST_DATE:
                return int(self._worksheet.write_datetime(row, place, cell, self._dates))
            cell = cell.isoformat()
        if isinstance(cell, str):
            return int(self._worksheet.write_string(row, place, guarded(cell)))
        return int(self._worksheet.write_number(row, place, _Exact(cell)))

    def _check(self, outcome: int, row: int) -> None:
        if outcome == 0:
            return
        trouble = "rows or columns, 1,048,576 and 16,384" if outcome == _NO_ROOM else "text of a cell, 32,767"
        raise ExportError(
            f"{self._sheet.name}, row {row + 1}: more than an Excel file can hold ({trouble} at most). "
            "Export as csv instead."
        )


_NO_ROOM: Final = -1  # what the writer answers beyond the last row or column; -2 for a text that is too long
