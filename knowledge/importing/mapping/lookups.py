"""Looking a text up in another source of the same folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Final, TypeAlias

from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.language import Filter, Lookup
from knowledge.importing.problems import ImportProblem
from knowledge.importing.source import Chunk, Source

Same: TypeAlias = Callable[[str], str]

_ANY: Final = "*"
MOST_ENTRIES: Final = 2_000_000
"""Entries of one table: about 500 MB of texts; more would not fit beside the rows."""


@dataclass(frozen=True)
class LookupTable:
    """Key to value over all sources of one kind, read when first asked for.

    Attributes:
        same: Brings two spellings of one key together.
    """

    sources: tuple[Source, ...]
    step: Lookup
    also: Mapping[str, tuple[str, ...]]
    same: Same = str.strip

    @cached_property
    def entries(self) -> dict[str, str]:
        """What was found; of several records with one key, the first one that has a value."""
        found: dict[str, str] = {}
        for source in self.sources:
            header = Header(source.header, self.also)
            key, value = header.find(self.step.key), header.find(self.step.value)
            for chunk in source.chunks() if key and value else ():
                cells = map(self.same, chunk.cells[key or ""]), chunk.cells[value or ""]
                _gather(found, *cells, mask_of(header, self.step.where, chunk))
                if len(found) > MOST_ENTRIES:
                    return found
        return found

    @property
    def problem(self) -> ImportProblem | None:
        """Why it is not complete."""
        if len(self.entries) <= MOST_ENTRIES:
            return None
        expected = f"at most {MOST_ENTRIES:,} records to look up {self.step.value} in; export fewer at once"
        return ImportProblem(self.sources[0].name, None, "", "", expected)

    def replace(self, cells: Iterable[str]) -> list[str]:
        """Every cell looked up; empty, or as it was, where nothing is found."""
        entries, or_same = self.entries, self.step.or_same
        if or_same:
            return [entries.get(text := self.same(cell), text) for cell in cells]
        return [entries.get(self.same(cell), "") for cell in cells]


@dataclass(frozen=True)
class Lookups:
    """The tables of one folder and system, each read once however many columns look in it.

    Attributes:
        sources: By kind.
        also: By kind, label to other spellings of it.
    """

    sources: Mapping[str, Sequence[Source]]
    also: Mapping[str, Mapping[str, tuple[str, ...]]]
    same: Same = str.strip
    _tables: dict[str, LookupTable] = field(default_factory=dict)

    def table(self, step: Lookup) -> LookupTable | None:
        """The table of that step; None if the folder has no such source, or not these columns."""
        sources = tuple(source for source in self.sources.get(step.source, ()) if self._has(source, step))
        if not sources:
            return None
        table = LookupTable(sources, step, self.also[step.source], self.same)
        return self._tables.setdefault(step.model_dump_json(), table)

    def _has(self, source: Source, step: Lookup) -> bool:
        header = Header(source.header, self.also[step.source])
        return header.find(step.key) is not None and header.find(step.value) is not None


def mask_of(header: Header, where: Filter, chunk: Chunk) -> list[bool] | None:
    """Which records count by the first of these columns that the source has; None if it has none."""
    for label, words in where.items():
        if found := header.find(label):
            return cells_among(chunk.cells[found], words)
    return None


def cells_among(cells: Iterable[str], words: Iterable[str]) -> list[bool]:
    """Which of the cells are one of the words, without regard to case; `*` in a word is any text."""
    cells, wanted = list(cells), frozenset(words)
    patterns = [word for word in wanted if _ANY in word]
    counts = {
        cell: (text := cell.strip().casefold()) in wanted or _like(text, patterns) for cell in set(cells)
    }
    return [counts[cell] for cell in cells]


def _like(text: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(text, pattern) for pattern in patterns)


def _gather(
    found: dict[str, str], keys: Iterable[str], values: Iterable[str], mask: Sequence[bool] | None
) -> None:
    for row, (key, value) in enumerate(zip(keys, values, strict=True)):
        if (mask is None or mask[row]) and value.strip() and key:
            found.setdefault(key, value.strip())
