"""What the columns of a source hold, told from its first records."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from knowledge.importing.source import Chunk, Source

RECORDS: Final = 1_000
"""Records read to know what a file is about: a first page, not the whole file."""
CELLS: Final = 200
"""Cells of a column that are looked at."""
SHOWN: Final = 5
"""Different cells that a question shows."""


@dataclass(frozen=True)
class Samples:
    """The first records of every source, each source read once."""

    _chunks: dict[int, Chunk] = field(default_factory=dict)

    def chunk(self, source: Source) -> Chunk:
        """Its first records; no record if it cannot be read or is empty."""
        if id(source) not in self._chunks:
            empty = Chunk((), dict.fromkeys(source.header, ()))
            found = None if source.problems else next(iter(source.chunks(RECORDS)), None)
            self._chunks[id(source)] = empty if found is None else found
        return self._chunks[id(source)]

    def cells(self, source: Source, label: str) -> list[str]:
        """The first cells of a column that are not empty, stripped."""
        cells = self.chunk(source).cells.get(label, ())
        return list(islice((text for cell in cells if (text := cell.strip())), CELLS))

    def shown(self, source: Source, label: str) -> tuple[str, ...]:
        """At most five different cells."""
        return tuple(islice(dict.fromkeys(self.cells(source, label)), SHOWN))
