"""Records gathered into chunks, column by column."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Final

from knowledge.importing.files.layout import Layout
from knowledge.importing.files.records import Record, Records, Torn, fitted, is_blank
from knowledge.importing.files.unreadable import Unreadable
from knowledge.importing.problems import ImportProblem, excerpt
from knowledge.importing.source import Chunk, Stray

MOST_CELLS: Final = 2_000_000
"""Of one chunk: 40 columns of the usual records, fewer records of a wide file."""
MOST_CHARACTERS: Final = 1 << 26
"""Of one chunk: 64 MB of Latin text, if its cells are long."""

_TURNED: Final = 500  # records turned into columns at once: so few that the garbage collector stays away


def chunks_of(file: str, records: Records, layout: Layout, rows: int) -> Iterator[Chunk]:
    """The records below the header, without blank ones; misshapen and unreadable ones as problems."""
    rows = rows_within(rows, layout.width)
    batch, begun = _Batch(file, layout), 0
    try:
        below = layout.below(records)
        while some := list(islice(below, min(_TURNED, rows - batch.seen))):
            batch.take(some)
            if batch.seen == rows or records.taken - begun >= MOST_CHARACTERS:
                yield from batch.chunks(records.read)
                batch, begun = _Batch(file, layout), records.taken
    except Unreadable as error:
        batch.problems.append(error.problem(file))
    yield from batch.chunks(records.read)


def rows_within(rows: int, cells: float) -> int:
    """At most so many records, fewer where each has so many cells that a chunk would be too large."""
    return max(1, min(rows, int(MOST_CELLS / max(cells, 1))))


class _Batch:
    """Records on their way into a chunk.

    Attributes:
        seen: Records so far, blank ones too.
    """

    def __init__(self, file: str, layout: Layout) -> None:
        self.seen = 0
        self.problems: list[ImportProblem] = []
        self._file = file
        self._layout = layout
        self._lines: list[int] = []
        self._strays: dict[int, Stray] = {}
        self._columns: list[list[str]] = [[] for _ in range(layout.width)]

    def take(self, records: Sequence[Record]) -> None:
        """Add the cells of the records that have the shape of the header."""
        self.seen += len(records)
        width = self._layout.width
        shaped: list[list[str]] = []
        for line, cells in records:
            # a first cell with something in it spares the look at the others
            if isinstance(cells, list) and len(cells) == width and cells[0].strip():
                record: list[str] | None = cells
            else:
                record = self._shaped(line, cells)
            if record is not None:
                self._lines.append(line)
                shaped.append(record)
        for column, cells_ in zip(self._columns, zip(*shaped, strict=True), strict=False):
            column.extend(cells_)

    def chunks(self, read: int) -> Iterator[Chunk]:
        """All of it as a chunk, if there is anything."""
        if self._lines or self.problems:
            columns = (self._columns[position] for position in self._layout.positions)
            cells = dict(zip(self._layout.labels, columns, strict=True))
            yield Chunk(self._lines, cells, tuple(self.problems), read=read, strays=self._strays)

    def _shaped(self, line: int, cells: list[str] | Torn) -> list[str] | None:
        width = self._layout.width
        if isinstance(cells, Torn):
            self._refuse(line, "", cells.expected, Stray({}, cells.text))
        elif not is_blank(cells):
            if record := fitted(cells, width):
                return record
            expected = f"{width} cells as in the header; this row has {len(cells)}"
            self._refuse(line, excerpt(",".join(cells)), expected, self._stray(cells))
        return None

    def _refuse(self, line: int, value: str, expected: str, stray: Stray) -> None:
        self.problems.append(ImportProblem(self._file, line, "", value, expected))
        self._strays[line] = stray

    def _stray(self, cells: list[str]) -> Stray:
        """A record with too few or too many cells."""
        places = zip(self._layout.labels, self._layout.positions, strict=True)
        placed = {label: cells[position] for label, position in places if position < len(cells)}
        rest = StringIO(newline="")
        csv.writer(rest).writerow(cells[self._layout.width :])
        return Stray(placed, rest.getvalue().strip("\r\n"))
