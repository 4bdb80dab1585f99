"""One table as a file: what an answer shows, or a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from knowledge.errors import ExportError
from knowledge.exporting.formats import ExportFormat, format_of
from knowledge.exporting.placing import placed
from knowledge.exporting.sheets import Cell, Sheet, write_csv
from knowledge.exporting.workbook import write_workbook

_SHEET: Final = "table"


def check_target(path: Path) -> None:
    """Make sure that a table can go into that file, before the work that makes it is done.

    Raises:
        ExportError: Its suffix names no format, or its folder is not there.
    """
    format_of(path)
    if not path.absolute().parent.is_dir():
        raise ExportError(f"There is no folder {str(path.parent)!r}. Make it, or name a file elsewhere.")
    if path.is_dir():
        raise ExportError(f"{str(path)!r} is a folder. Name a file in it.")


def export_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table as CSV or as a workbook, whichever the suffix says; a file of that name is replaced.

    Numbers stay numbers and dates are ISO; no text can be run as a formula.

    Args:
        path: Ends with `.csv` or `.xlsx`, in any case.
        header: Labels of the columns.
        rows: As long as the header.

    Returns:
        How many rows there were.

    Raises:
        ExportError: The suffix names no format, or nothing can be written there.
    """
    check_target(path)
    sheet = Sheet(_SHEET, header, rows)
    with placed(path.absolute().parent) as drafts:
        if format_of(path) is ExportFormat.CSV:
            return write_csv(drafts / path.name, sheet)
        return write_workbook(drafts / path.name, [sheet])[_SHEET]
