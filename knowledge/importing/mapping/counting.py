"""Which records of a source count for a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge.importing.mapping.labels import Header
from knowledge.importing.mapping.language import FeedRule, Filter
from knowledge.importing.mapping.lookups import cells_among, mask_of
from knowledge.importing.source import Chunk, Source


@dataclass(frozen=True)
class Counting:
    """What decides whether a record counts.

    Attributes:
        where, unless: Records that count, and that do not.
        presumed: Whether the rule names records that count, and the source does not tell which those are.
    """

    header: Header
    where: Filter = field(default_factory=dict)
    unless: Filter = field(default_factory=dict)
    presumed: bool = False

    def mask(self, chunk: Chunk) -> Sequence[bool] | None:
        """Records that both filters let pass; None for all."""
        mask = mask_of(self.header, self.where, chunk)
        for label, words in self.unless.items():
            if found := self.header.find(label):
                out = cells_among(chunk.cells[found], words)
                passed = mask or [True] * len(out)
                mask = [counts and not left for counts, left in zip(passed, out, strict=True)]
        return mask

    @property
    def labels(self) -> tuple[str, ...]:
        """Columns of the source that decide."""
        return self.header.find_all((*self.where, *self.unless))


def counting(rule: FeedRule, header: Header, source: Source) -> Counting:
    """What decides in this source: the first column in which any record counts."""
    there = [label for label in rule.where if header.find(label)]
    only = len(there) == 1 and rule.or_unless is None  # it decides, whatever stands in it
    for label in there:
        if only or _any(source, header.find(label) or "", rule.where[label]):
            return Counting(header, {label: rule.where[label]}, rule.unless)
    if there and rule.or_unless is None:
        return Counting(header, {label: rule.where[label] for label in there}, rule.unless)
    unless = dict(rule.unless)
    for label, words in (rule.or_unless or {}).items():
        unless[label] = (*unless.get(label, ()), *words)
    return Counting(header, {}, unless, presumed=bool(rule.where))


def _any(source: Source, label: str, words: Sequence[str]) -> bool:
    return any(any(cells_among(chunk.cells[label], words)) for chunk in source.chunks())
