"""A table on its way into a file, row by row; no cell of it can be run as a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

from tools.spreadsheets import clear_number, guarded

Cell: TypeAlias = str | int | float | date | None


@dataclass(frozen=True)
class Sheet:
    """A table to write.

    Attributes:
        name: What a workbook calls it.
        header: Labels of the columns.
        rows: As long as the header; read once.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_csv(path: Path, sheet: Sheet) -> int:
    """Write comma-separated UTF-8, marked as such for Excel; how many rows there were."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([guarded(label) for label in sheet.header])
        for count, row in enumerate(sheet.rows, start=1):  # noqa: B007 -- the last count is the answer
            writer.writerow([_TEXT_OF[type(cell)](cell) for cell in row])
    return count


def _number(value: float) -> str:
    """The shortest text that reads back as the same number and no other; `12` rather than `12.0`."""
    return clear_number(repr(value).removesuffix(".0"))


_TEXT_OF: Final[dict[type, Callable[[Any], str]]] = {
    str: guarded,
    int: str,
    float: _number,
    date: date.isoformat,
    type(None): lambda _: "",
}
