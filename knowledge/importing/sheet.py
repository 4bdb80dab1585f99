"""A file as a table of text cells, each row with its line; nothing about types yet.

A further file format is one more function that returns a `Sheet`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final, TypeAlias

from knowledge.importing.problems import ImportProblem, excerpt

READABLE: Final = "text in UTF-8 (in a spreadsheet: save as “CSV UTF-8”)"
_SIGNATURES: Final = {
    b"PK\x03\x04": "an Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel file",
    b"%PDF": "a PDF file",
    b"PAR1": "a Parquet file",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}

Record: TypeAlias = tuple[int, list[str] | csv.Error]
"""First physical line, and the cells or why they cannot be read."""


@dataclass(frozen=True)
class Sheet:
    """Text cells of one file.

    Attributes:
        header: Names of the columns as they count: lower case, `_` for spaces.
        header_line: Physical line of the header.
        rows: Rows with as many cells as the header, without blank ones.
        lines: First physical line of each row, from 1.
        misshapen: Number of records that are not in `rows` because they do not fit the header.
        problems: Of the file, its header and the misshapen records.
    """

    file: str
    header: tuple[str, ...] = ()
    header_line: int = 1
    rows: tuple[list[str], ...] = ()
    lines: tuple[int, ...] = ()
    misshapen: int = 0
    problems: tuple[ImportProblem, ...] = ()


def read_csv(path: Path) -> Sheet:
    """Read comma-separated UTF-8 text, with or without a byte order mark; problems are told, never raised."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return _unusable(path, f"a file that can be read ({error.strerror})")
    if foreign := _foreign(content):
        return _unusable(path, f"{READABLE}; this is {foreign}")
    # bytes that are no UTF-8 become lone surrogates, which the check of the cell finds and names
    records = _records(content.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff"))
    for line, cells in records:
        if isinstance(cells, csv.Error):
            return _unusable(path, f"a header line that can be read ({cells})")
        if any(cells):
            return _below(path.name, line, tuple(_column_name(cell) for cell in cells), records)
    return _unusable(path, "a header line with the names of the columns; the file is empty")


def _foreign(content: bytes) -> str | None:
    for signature, name in _SIGNATURES.items():
        if content.startswith(signature):
            return name
    return "binary" if b"\0" in content.split(b"\n", 1)[0] else None


def _unusable(path: Path, expected: str) -> Sheet:
    return Sheet(path.name, problems=(ImportProblem(path.name, None, "", "", expected),))


def _column_name(cell: str) -> str:
    return excerpt("_".join(cell.strip().lower().replace("-", " ").split()))


def _records(text: str) -> Iterator[Record]:
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, error


def _below(file: str, header_line: int, header: tuple[str, ...], records: Iterator[Record]) -> Sheet:
    rows: list[list[str]] = []
    lines: list[int] = []
    problems = _header_problems(file, header_line, header)
    before = len(problems)
    for line, cells in records:
        if isinstance(cells, csv.Error):
            problems.append(ImportProblem(file, line, "", "", _closed_quotes(cells)))
        elif not any(cells):
            continue
        elif len(cells) == len(header):
            rows.append(cells)
            lines.append(line)
        else:
            value = excerpt(",".join(cells))
            expected = f"{len(header)} cells as in the header; this row has {len(cells)}"
            problems.append(ImportProblem(file, line, "", value, expected))
    return Sheet(
        file, header, header_line, tuple(rows), tuple(lines), len(problems) - before, tuple(problems)
    )


def _header_problems(file: str, line: int, header: tuple[str, ...]) -> list[ImportProblem]:
    if len(header) == 1 and (separator := next((mark for mark in ";\t|" if mark in header[0]), None)):
        return [
            ImportProblem(file, line, "", excerpt(header[0]), f"commas between columns, not {separator!r}")
        ]
    repeated = (name for name, times in Counter(header).items() if times > 1 and name)
    return [
        ImportProblem(file, line, name, name, "each column once; it stands here twice") for name in repeated
    ]


def _closed_quotes(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"cells of at most {csv.field_size_limit():,} characters; is a closing quote missing?"
    if "end of data" in str(error):
        return "a closing quote for every opening one; the last cell of this row is never closed"
    return "quotes around whole cells, and quotes inside a cell doubled"
