"""Reads a workbook in a process of its own, run by its path.

The library allocates what a file claims to need: one stray cell in the last corner asks for 500 GB, a flipped
bit for more, and the process that asks is ended. So that process is this one, with bounds, and not ours.

It is given a workbook and perhaps a sheet, by its place from 0, and writes messages with marshal, each after
its length: a text if the workbook cannot be read; without a sheet the places and names of the visible ones
and the names of the hidden ones; with a sheet the number of its last row, its rows in batches, and None.
"""

from __future__ import annotations

import marshal
import re
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta
Row: TypeAlias = tuple[int, list[str]]
"""Number as the spreadsheet shows it, and cells."""
Message: TypeAlias = str | tuple[list[tuple[int, str]], list[str]] | int | list[Row] | None

MEMORY: Final = 4 << 30  # bytes: a full sheet of a million rows has 100 columns in it
LENGTH: Final = 8  # bytes in which the length of a message stands before it
_SECONDS: Final = 120  # of the processor: a full sheet of 50 columns
_BATCH: Final = 500  # rows in one message
_CHARACTERS: Final = 1 << 22  # in one message, or one row more: one long text may be that of every cell
_DIGITS: Final = 1e21  # from here on Python writes whole numbers with an exponent, and so do we
_LIKE_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")  # unlike 1.1250 for 1.125
_HALF_SECOND: Final = timedelta(microseconds=500_000)


def text_of(cell: Cell) -> str:
    """Dates in ISO, without the time at midnight; whole numbers without `.0`; true and false in lower case.

    Errors such as #N/A arrive as empty cells: the library makes no difference.
    """
    return _TEXTS[cell.__class__](cell)


def _number(cell: float) -> str:
    if cell.is_integer() and abs(cell) < _DIGITS:
        return str(int(cell))
    text = repr(cell)
    return f"{text}0" if _LIKE_THOUSANDS.fullmatch(text) else text


def _flag(cell: bool) -> str:
    return "true" if cell else "false"


def _moment(cell: datetime) -> str:
    # the file holds fractions of a day: 10:30 may come as 10:29:59.999999
    near = cell if cell.date() == date.max else cell + _HALF_SECOND
    whole = near.replace(microsecond=0)
    return whole.date().isoformat() if whole.time() == time() else whole.isoformat()


def _duration(cell: timedelta) -> str:
    seconds = round(abs(cell).total_seconds())
    sign = "-" if cell < timedelta() else ""
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


_TEXTS: Final[dict[type, Callable[..., str]]] = {
    str: str,
    int: str,
    float: _number,
    bool: _flag,
    date: date.isoformat,
    datetime: _moment,
    time: lambda cell: cell.isoformat("seconds"),
    timedelta: _duration,
}


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    _, column = sheet.start or (0, 0)
    before = [""] * column  # rows are given from the first column that holds anything
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, before + [cell if isinstance(cell, str) else text_of(cell) for cell in row]


def _messages(workbook: CalamineWorkbook, place: str | None) -> Iterator[Message]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if place is None:
        sheets = enumerate(workbook.sheets_metadata)
        tables = [(at, sheet) for at, sheet in sheets if sheet.typ == SheetTypeEnum.WorkSheet]
        shown = [(at, sheet.name) for at, sheet in tables if sheet.visible == SheetVisibleEnum.Visible]
        yield shown, [sheet.name for at, sheet in tables if (at, sheet.name) not in shown]
        return
    sheet = workbook.get_sheet_by_index(int(place))
    yield sheet.end[0] + 1 if sheet.end else 0
    yield from _batches(_rows(sheet))
    yield None


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    characters = 0
    for number, cells in rows:
        batch.append((number, cells))
        characters += sum(map(len, cells)) + len(cells)
        if len(batch) == _BATCH or characters >= _CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _write(message: Message) -> None:
    written = marshal.dumps(message)
    sys.stdout.buffer.write(len(written).to_bytes(LENGTH, "big") + written)


def _bound() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _main(path: str, place: str | None = None) -> None:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _bound()
    try:
        # by its content, whatever its name says
        with Path(path).open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            for message in _messages(workbook, place):
                _write(message)
    except PasswordError:
        _write("it has a password; save it without one")
    except (CalamineError, OSError) as error:
        _write(f"it is damaged or no workbook ({error})")


if __name__ == "__main__":
    _main(*sys.argv[1:])
