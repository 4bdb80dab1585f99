"""Translates the records of a source into the columns of a table, chunk by chunk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from typing import Final

from knowledge.importing.mapping.counting import Counting
from knowledge.importing.mapping.lookups import Same
from knowledge.importing.mapping.making import Made
from knowledge.importing.mapping.units import in_hundredths
from knowledge.importing.mapping.wording import Unmapped
from knowledge.importing.source import Chunk
from tools.schema import Table, Type

_ID: Final = "_id"


@dataclass(frozen=True)
class Renamed:
    """Translates by name alone: nothing is made, left out or copied.

    Attributes:
        names: Column or attribute to the label that holds it.
    """

    names: Mapping[str, str]

    def __call__(self, chunk: Chunk) -> Chunk:
        """The same cells under other names."""
        return replace(chunk, cells={name: chunk.cells[label] for name, label in self.names.items()})


@dataclass
class Tally:
    """Whether there were records, whether any counted, and whether any came in."""

    seen: bool = False
    counted: bool = False
    kept: bool = False

    def add(self, seen: int, counted: int, kept: int) -> None:
        """Take some records into account."""
        self.seen, self.counted = self.seen or seen > 0, self.counted or counted > 0
        self.kept = self.kept or kept > 0


@dataclass(frozen=True)
class Translator:
    """Translates as the rule of a feed says.

    Attributes:
        columns: Column of the table to how its cells are made.
        attributes: Attribute to the label that holds it.
        counting: Which records count.
        without: Columns of the table without which a record is left out.
        key: Column whose cells get the prefix; empty for none.
        ids: Columns whose cells are ids, each of which `same` brings to one spelling.
        cents: Columns of amounts in the least unit of their currency.
        unmapped: What is gathered of words that nobody mapped.
        tally: What became of the records translated so far.
    """

    counting: Counting
    columns: Mapping[str, Made]
    attributes: Mapping[str, str]
    without: tuple[str, ...] = ()
    key: str = ""
    prefix: str = ""
    ids: tuple[str, ...] = ()
    same: Same = str.strip
    cents: tuple[str, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    tally: Tally = field(default_factory=Tally)

    def __call__(self, chunk: Chunk) -> Chunk:
        """The records that count, under the names of the table."""
        counted = _kept(chunk, self.counting.mask(chunk))
        cells = {name: made.make(counted) for name, made in self.columns.items()}
        cells |= {name: list(map(self.same, cells[name])) for name in self.ids}
        if "currency" in cells:
            cells |= {name: in_hundredths(cells[name], cells["currency"]) for name in self.cents}
        if self.key in cells:
            cells[self.key] = _prefixed(cells[self.key], self.prefix)
        cells |= {name: counted.cells[label] for name, label in self.attributes.items()}
        tables = [table for made in self.columns.values() for table in made.tables]
        incomplete = (problem for table in tables if (problem := table.problem))
        whole = replace(counted, cells=cells, problems=(*chunk.problems, *incomplete))
        named = self._named(cells)
        for each in self.unmapped:
            each.gather(counted.cells[each.label], cells[each.column], named)
        kept = _kept(whole, named)
        self.tally.add(len(chunk), len(counted), len(kept))
        return kept

    def _named(self, cells: Mapping[str, Sequence[str]]) -> Sequence[bool] | None:
        """Records that have all columns without which they are nothing; None for all."""
        needed = [cells[name] for name in self.without if name in cells]
        return [all(map(str.strip, row)) for row in zip(*needed, strict=True)] if needed else None


def key_with_prefix(table: Table) -> str:
    """The column whose cells are ids of the foreign system; empty if rows are known by something else."""
    columns = [table.column(name) for name in table.key]
    own = [
        column.name
        for column in columns
        if column.type is Type.TEXT and column.references is None and column.name.endswith(_ID)
    ]
    return own[0] if own else ""


def plain_names(columns: Mapping[str, Made]) -> dict[str, str] | None:
    """Column to label, if every column is one of the source as it is; None otherwise."""
    names = {name: made.labels[0] for name, made in columns.items() if made.plain}
    return names if len(names) == len(columns) else None


def _kept(chunk: Chunk, mask: Sequence[bool] | None) -> Chunk:
    """The records that the mask names; the others are counted as skipped."""
    if mask is None or all(mask):
        return chunk
    lines = list(compress(chunk.lines, mask))
    cells = {name: list(compress(values, mask)) for name, values in chunk.cells.items()}
    return replace(chunk, lines=lines, cells=cells, skipped=chunk.skipped + len(chunk) - len(lines))


def _prefixed(cells: Sequence[str], prefix: str) -> Sequence[str]:
    return [prefix + key if (key := cell.strip()) else "" for cell in cells]
