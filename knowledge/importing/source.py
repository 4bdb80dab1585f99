"""A file as records of text, read piece by piece; nothing about types or tables yet.

`knowledge.importing.files` makes a `Source` of every format; `knowledge.importing.mapping` translates its
chunks into the columns of a table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from knowledge.importing.problems import ImportProblem

CHUNK_ROWS = 50_000
"""Records held at once: enough to make vectors pay, few enough for 100 MB."""


@dataclass(frozen=True)
class Stray:
    """A record that could not be read, as far as it can be kept.

    Attributes:
        cells: By column, from the first one on.
        rest: What fits no column, as it stands in a file with commas; all of it if no cells can be told.
    """

    cells: Mapping[str, str]
    rest: str


@dataclass(frozen=True)
class Chunk:
    """Some records in a row of one file, column by column.

    Attributes:
        lines: Where each record begins: the physical line of a text file, the row of a spreadsheet, the
            number of a Parquet record; counted from 1.
        cells: By column, as many as `lines`. Text as it stands in the file: not stripped, empty for nothing;
            bytes that could not be decoded stand as lone surrogates.
        problems: Records that could not be read and are in no column; each one counts as a rejected record.
        skipped: Records that are not meant for the table (a deal of no partner); in no column either.
        read: Bytes of the file (or records of a spreadsheet) read up to the end of this chunk.
        strays: The records of `problems`, by line.
    """

    lines: Sequence[int]
    cells: Mapping[str, Sequence[str]]
    problems: tuple[ImportProblem, ...] = ()
    skipped: int = 0
    read: int = 0
    strays: Mapping[int, Stray] = field(default_factory=dict)

    def __len__(self) -> int:
        """Number of records in the columns."""
        return len(self.lines)


class Source(Protocol):
    """One file, or one sheet of a workbook; it can be read from the start as often as needed."""

    @property
    def name(self) -> str:
        """What a person calls it: `deals.csv`, `export.xlsx, sheet deals`."""

    @property
    def stem(self) -> str:
        """What its name says that it holds, in lower case with `_` for spaces and hyphens: `deals`."""

    @property
    def header(self) -> tuple[str, ...]:
        """Labels of the columns as written, stripped and each once; the keys of `Chunk.cells`."""

    @property
    def size(self) -> int:
        """Bytes, or records of a spreadsheet: what `Chunk.read` grows to."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What its reader should know: another encoding was assumed, a column without name was numbered."""

    @property
    def problems(self) -> tuple[ImportProblem, ...]:
        """Why it cannot be used at all; then there are no chunks."""

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes, in hexadecimal."""

    def chunks(self, rows: int = CHUNK_ROWS) -> Iterator[Chunk]:
        """All records, at most `rows` at once; memory does not grow with the file."""


@dataclass(frozen=True)
class Opened:
    """The sources of a folder.

    Attributes:
        ignored: Names of files whose format nothing reads.
        problems: Files that cannot be read, and a folder that cannot.
    """

    sources: tuple[Source, ...] = ()
    ignored: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = field(default=())
