"""Tells what a source is: a file of ours, an export of a known system, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.language import Cell, SourceRule, System
from knowledge.importing.mapping.synonyms import table_named
from knowledge.importing.source import Source
from tools import schema
from tools.schema import Table
from tools.schema.labels import squeezed

_BETWEEN: Final = re.compile(r"[\W_]+")
_ADDED: Final = re.compile(r"\d*|export|copy|new|final|v\d+")
"""Words that people and browsers add to the name of a file."""
_NEAR: Final = 0.49  # share of the labels of a known export that is worth a word


@dataclass(frozen=True)
class Ours:
    """A file of our own format, perhaps with columns called otherwise.

    Attributes:
        named: Whether its name is that of the table, and not just a word for it.
    """

    source: Source
    table: Table
    named: bool = True


@dataclass(frozen=True)
class Export:
    """A file that a known system has written."""

    source: Source
    system: System
    kind: str

    @property
    def rule(self) -> SourceRule:
        """How files of its kind are read."""
        return self.system.sources[self.kind]

    @property
    def header(self) -> Header:
        """Its labels, under all their spellings."""
        return Header(self.source.header, self.system.spellings(self.kind))


@dataclass(frozen=True)
class Unclear:
    """A file that could be of several kinds."""

    source: Source
    kinds: tuple[str, ...]


def recognised(source: Source, systems: tuple[System, ...], *, given: bool) -> Ours | Export | Unclear | None:
    """What the source is; None if it is nothing that belongs to a table.

    Args:
        systems: Those that it may come from.
        given: Whether somebody named the system: then only complete files of ours count beside it.
    """
    table = _named(source)
    if table and (source.problems or _is_complete(source, table)):
        return Ours(source, table)
    if found := _export(source, systems):
        return found
    if given:
        return None
    if table:
        return Ours(source, table)
    meant = table_named(source.stem)
    return Ours(source, meant, named=False) if meant else None


def lacking(source: Source, systems: tuple[System, ...]) -> str:
    """What would make a known export of a source that is none; empty if it is far from all of them."""
    nearest: tuple[float, str] = (_NEAR, "")
    for system in systems:
        for kind, rule in system.sources.items():
            header = Header(source.header, system.spellings(kind))
            absent = [label for label in rule.labels if header.find(label) is None]
            share = 1 - len(absent) / len(rule.labels) if rule.labels else 0.0
            if share > nearest[0] and absent:
                what = f"{kind.replace('_', ' ')} of {system.title}"
                nearest = share, f"as {what} it lacks {' and '.join(absent)}"
    return nearest[1]


def labels_of(cell: Cell) -> Iterator[str]:
    """Every label of its source that a rule reads."""
    yield from (*cell.labels, *cell.join, *cell.only)
    for each in cell.either:
        yield from labels_of(each)


def _named(source: Source) -> Table | None:
    """The table whose name the file bears, be it as `deals_(1)`, `deals_2026_09` or `deals_export`."""
    exact = next((table for table in schema.TABLES if table.name == source.stem), None)
    if exact:
        return exact
    words = _BETWEEN.split(source.stem)
    while words and _ADDED.fullmatch(words[-1]):
        words.pop()
    meant = next((table for table in schema.TABLES if table.name == "_".join(words)), None)
    return meant if meant and _is_complete(source, meant) else None


def _is_complete(source: Source, table: Table) -> bool:
    known = {squeezed(label) for label in source.header}
    return all(squeezed(column.name) in known for column in table.columns if column.required)


def _export(source: Source, systems: tuple[System, ...]) -> Export | Unclear | None:
    scored = [
        (score, Export(source, system, kind))
        for system in systems
        for kind, rule in system.sources.items()
        if (score := _score(source, Header(source.header, system.spellings(kind)), rule))
    ]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    found = [export for score, export in scored if score == best]
    if len({export.system.name for export in found}) > 1:
        return Unclear(source, tuple(f"{export.kind} of {export.system.title}" for export in found))
    return found[0]


def _score(source: Source, header: Header, rule: SourceRule) -> tuple[int, bool, int] | None:
    """How well a source fits: labels of the signature, its name, other labels; None if it does not."""
    named = any(squeezed(name) in squeezed(source.stem) for name in rule.names)
    if not rule.labels or len(header.find_all(rule.labels)) < len(rule.labels):
        return None
    if rule.only_named and not named:
        return None
    others = {
        label
        for feed in rule.feeds.values()
        for cell in feed.columns.values()
        for label in header.find_all(labels_of(cell))
    }
    return len(others), named, len(rule.labels)
