"""Some records of a file as typed rows of their table, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from knowledge.importing.columns import PLAIN, Style, Value, read_cells
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.problems import ImportProblem, excerpt
from knowledge.importing.source import Chunk
from tools.schema import Column, Type

_ATTRIBUTE: Final = Column("text")
"""What stands in a column that no table has: prose, whatever its label."""


@dataclass
class Batch:
    """The rows of one translated chunk, column by column.

    Attributes:
        chunk: Cells by column of the table.
        values: By column of the table, those that the file has; a cell with a problem is None.
        currencies: Column of an amount to position to the currency that stands in the cell itself.
        waiting: Table whose file stayed out to the positions of rows that wait for it, and in which column.
        bad: Positions of rows that stay out.
        strangers: Positions of rows that are left out without being wrong: deals of no partner.
        attributes: Cells beside the row, by the label of their column.
        nobody: Table and name that nobody there bears, and how many rows have it.
        mended: What was put right in rows of another system, in words, and in how many.
    """

    feed: Feed
    chunk: Chunk
    values: dict[str, Sequence[Value]] = field(default_factory=dict)
    currencies: dict[str, Mapping[int, str]] = field(default_factory=dict)
    problems: list[ImportProblem] = field(default_factory=list)
    waiting: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    bad: set[int] = field(default_factory=set)
    strangers: set[int] = field(default_factory=set)
    attributes: dict[str, Sequence[Value]] = field(default_factory=dict)
    nobody: Counter[tuple[str, str]] = field(default_factory=Counter)
    mended: Counter[str] = field(default_factory=Counter)

    def __len__(self) -> int:
        """Number of rows, good and bad."""
        return len(self.chunk)

    def refuse(self, row: int, column: str, expected: str) -> None:
        """Note that the cell of that row keeps it out."""
        self.problems.append(self.problem(row, column, expected))
        self.bad.add(row)

    def problem(self, row: int, column: str, expected: str) -> ImportProblem:
        """What is wrong with a cell, said in the words of the file."""
        label = self.feed.columns.get(column) or column
        value = excerpt(self.cell(row, column))
        return ImportProblem(self.feed.source.name, self.chunk.lines[row], label, value, expected)

    def wait(self, row: int, column: str, table: str) -> None:
        """Note that the row waits for a file that stayed out."""
        self.waiting.setdefault((table, column), []).append(row)
        self.bad.add(row)

    def cell(self, row: int, column: str) -> str:
        """The text of a cell as it stands in the file; empty if the file has no such column."""
        cells = self.chunk.cells.get(column)
        return cells[row].strip() if cells is not None else ""

    def column(self, name: str) -> Sequence[Value]:
        """The values of a column; all None if the file does not have it."""
        return self.values[name] if name in self.values else [None] * len(self)

    @property
    def good(self) -> Sequence[int]:
        """Positions of the rows that go in."""
        left_out = self.bad | self.strangers
        if not left_out:
            return range(len(self))
        return [row for row in range(len(self)) if row not in left_out]


def read_batch(feed: Feed, chunk: Chunk, styles: Mapping[str, Style]) -> tuple[Batch, frozenset[str]]:
    """Type every cell of a translated chunk.

    Returns:
        The batch, and the columns of which a cell was refused.
    """
    batch = Batch(feed, chunk)
    refused: set[str] = set()
    for column in feed.table.columns:
        if column.name not in chunk.cells:
            continue
        is_key = column.name in feed.table.key
        style = styles.get(column.name, PLAIN)
        named = feed.by_name and column.references  # an owner's name is no e-mail address
        as_text = replace(column, type=Type.TEXT) if named else column
        read = read_cells(as_text, chunk.cells[column.name], style, is_key=is_key)
        batch.values[column.name] = read.values
        if is_key and not column.required:  # a part of a key is empty, never missing
            batch.values[column.name] = ["" if value is None else value for value in read.values]
        if column.type is Type.MONEY:
            batch.currencies[column.name] = read.currencies
        for row, expected in read.refused.items():
            batch.refuse(row, column.name, expected)
            refused.add(column.name)
    for label in feed.attributes:
        read = read_cells(_ATTRIBUTE, chunk.cells[label], is_key=False)
        batch.attributes[label] = read.values
        for row, expected in read.refused.items():
            batch.refuse(row, label, expected)
    return batch, frozenset(refused)
