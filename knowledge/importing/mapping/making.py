"""Makes the cells of a column of a table from the records of a source, as its rule says."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.language import Cell, Filter
from knowledge.importing.mapping.lookups import Lookups, LookupTable, cells_among
from knowledge.importing.mapping.spans import widened
from knowledge.importing.mapping.wording import Words
from knowledge.importing.source import Chunk

Make: TypeAlias = Callable[[Chunk], Sequence[str]]

_KEY: Final = 16  # hexadecimal digits: of a million keys, two are alike once in 40 million files


@dataclass(frozen=True)
class Made:
    """How the cells of one column are made.

    Attributes:
        labels: Columns of the source that they come from, the main one first; none for a constant.
        tables: What they are looked up in.
        plain: Whether they are those of the one column, as they are.
    """

    make: Make
    labels: tuple[str, ...] = ()
    tables: tuple[LookupTable, ...] = ()
    plain: bool = False


def made(cell: Cell, header: Header, lookups: Lookups) -> Made | None:
    """How to make the cells; None if the source, or the folder, has nothing to make them from."""
    found = _origin(cell, header, lookups)
    for step in cell.lookup:
        table = lookups.table(step)
        if found and table:
            found = Made(_then(found.make, table.replace), found.labels, (*found.tables, table))
        elif not step.or_same:
            return None
    if found is None:
        return None
    if not (cell.lookup or cell.only or cell.values or cell.otherwise is not None or cell.span):
        return found
    make = _limited(found.make, header, cell.only)
    if cell.values or cell.otherwise is not None:
        make = _then(make, Words(cell.values, cell.otherwise).replace)
    if cell.span is not None:
        span = cell.span
        make = _then(make, lambda cells: widened(cells, span))
    return Made(make, found.labels, found.tables)


def first_of(parts: Sequence[Made]) -> Made | None:
    """The first that is not empty, row by row."""
    if len(parts) < 2:  # noqa: PLR2004 -- one part, or none, needs no choice
        return parts[0] if parts else None
    makes = tuple(part.make for part in parts)

    def make(chunk: Chunk) -> Sequence[str]:
        cells = makes[0](chunk)
        for other in makes[1:]:
            if all(cell and not cell.isspace() for cell in cells):
                break
            cells = [a if a.strip() else b for a, b in zip(cells, other(chunk), strict=True)]
        return cells

    labels = tuple(dict.fromkeys(label for part in parts for label in part.labels))
    return Made(make, labels, tuple(table for part in parts for table in part.tables))


def column_of(label: str) -> Made:
    """The cells of a column as they are."""
    return Made(lambda chunk: chunk.cells[label], (label,), plain=True)


def _origin(cell: Cell, header: Header, lookups: Lookups) -> Made | None:
    if cell.constant is not None:
        text = cell.constant
        return Made(lambda chunk: [text] * len(chunk))
    if cell.join:
        return _joined(header.find_all(cell.join))
    if cell.key_of:
        return _keyed(header.find_all(cell.key_of))
    if cell.either:
        parts = [part for each in cell.either if (part := made(each, header, lookups))]
        return first_of(parts)
    return first_of([column_of(label) for label in header.find_all(cell.labels)])


def _joined(labels: tuple[str, ...]) -> Made | None:
    if not labels:
        return None

    def make(chunk: Chunk) -> Sequence[str]:
        rows = zip(*(chunk.cells[label] for label in labels), strict=True)
        return [" ".join(filter(None, map(str.strip, row))) for row in rows]

    return Made(make, labels)


def _keyed(labels: tuple[str, ...]) -> Made | None:
    """Keys of what these columns hold; empty where all of them are."""
    if not labels:
        return None

    def make(chunk: Chunk) -> Sequence[str]:
        rows = zip(*(chunk.cells[label] for label in labels), strict=True)
        return [_key(tuple(map(str.strip, row))) for row in rows]

    return Made(make)  # what they hold is kept beside the key


def _key(row: tuple[str, ...]) -> str:
    text = "\x1f".join(row).encode("utf-8", "backslashreplace")
    return hashlib.sha256(text).hexdigest()[:_KEY] if any(row) else ""


def _limited(make: Make, header: Header, only: Filter) -> Make:
    """Empty cells in rows that the filter does not name; without its column it names none."""
    for label, words in only.items():
        make = _only(make, header.find(label), words)
    return make


def _only(make: Make, label: str | None, words: Sequence[str]) -> Make:
    if label is None:
        return lambda chunk: [""] * len(chunk)

    def limited(chunk: Chunk) -> Sequence[str]:
        named = cells_among(chunk.cells[label], words)
        return [cell if counts else "" for cell, counts in zip(make(chunk), named, strict=True)]

    return limited


def _then(make: Make, change: Callable[[Sequence[str]], Sequence[str]]) -> Make:
    return lambda chunk: change(make(chunk))
