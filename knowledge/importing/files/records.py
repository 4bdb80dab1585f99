"""Records of text cells, whatever format they come from."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, tee
from typing import Final, Protocol, TypeAlias

TITLES_AMONG: Final = 20
"""Records: a title with its notes is shorter."""

_MOST_TORN: Final = 1 << 18  # characters: what an unclosed quote swallows, and a long line
_LINES_KEPT: Final = 1_000  # of those already read, before they are let go


@dataclass(frozen=True)
class Torn:
    """A record that cannot be cut into cells.

    Attributes:
        expected: What would be valid.
        text: The record as it stands in the file, without the end of its last line.
    """

    expected: str
    text: str


Record: TypeAlias = tuple[int, list[str] | Torn]
"""Where it begins, and its cells."""


class Records(Protocol):
    """One pass over the records of a file, the header and blank ones included."""

    @property
    def read(self) -> int:
        """How far the pass is, as in `Chunk.read`."""

    @property
    def taken(self) -> int:
        """Characters so far, for the bound on memory."""

    def __iter__(self) -> Iterator[Record]:
        """The records; `Unreadable` if the file fails underneath."""


def read_records(
    lines: Iterable[str], separator: str, *, spaced: bool = False, offset: int = 0
) -> Iterator[Record]:
    """Cut lines into records, the unreadable ones too: a stray quote is refused, not guessed about.

    Args:
        spaced: Whether a space may stand between a separator and an opening quote.
        offset: Lines that stand before the first of these.
    """
    read, kept = tee(lines)
    reader = csv.reader(read, delimiter=separator, skipinitialspace=spaced, strict=True)
    begun = passed = 0
    while True:
        try:
            for cells in reader:
                yield offset + begun + 1, cells
                begun = reader.line_num
                if begun - passed > _LINES_KEPT:
                    _pass(kept, begun - passed)
                    passed = begun
        except csv.Error as error:
            _pass(kept, begun - passed)
            torn = "".join(islice(kept, reader.line_num - begun))
            yield offset + begun + 1, Torn(_closed_quotes(error), torn[:_MOST_TORN].rstrip("\r\n"))
            begun = passed = reader.line_num
        else:
            return


def _pass(lines: Iterator[str], number: int) -> None:
    next(islice(lines, number, number), None)


def is_blank(cells: Sequence[str]) -> bool:
    """Whether there is nothing but space."""
    return not any(map(str.strip, cells))


def fitted(cells: list[str], width: int) -> list[str] | None:
    """Exactly so many cells, without empty ones behind them; None if that is not what there is."""
    if len(cells) == width:
        return cells
    return cells[:width] if len(cells) > width and is_blank(cells[width:]) else None


def titles_of(records: Sequence[Sequence[str]]) -> int:
    """How many of the first records of a file, none of them blank, are the title of a report.

    Titles have one cell; below them a table begins, with texts of its own over all columns.
    """
    records = records[:TITLES_AMONG]
    filled = [[cell.strip() for cell in cells if cell.strip()] for cells in records]
    titles = next((place for place, cells in enumerate(filled) if len(cells) > 1), 0)
    header, below = filled[titles : titles + 1], records[titles + 1 :]
    if not (titles and below and all(len(cells) == len(records[titles]) for cells in below)):
        return 0
    labels = header[0]
    wide = len(labels) >= max(len(cells) for cells in filled)
    return titles if wide and len(set(labels)) == len(labels) and not any(map(_is_value, labels)) else 0


def _is_value(cell: str) -> bool:
    return any(character.isdigit() for character in cell[:1])


def _closed_quotes(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"cells of at most {csv.field_size_limit():,} characters; is a closing quote missing?"
    if "end of data" in str(error):
        return "a closing quote for every opening one; the last cell of this row is never closed"
    return "quotes around whole cells, and quotes inside a cell doubled"
