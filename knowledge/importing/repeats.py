"""Keys that stand twice in a file, found among millions in 16 bytes a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from knowledge.importing.batch import Batch
from knowledge.importing.columns import Value
from knowledge.tables import SOURCE_ID

Numbers: TypeAlias = np.ndarray[Any, Any]


@dataclass
class Repeats:
    """The keys seen so far, as sorted runs of hashes; runs of like size are merged, so that few remain.

    Two different keys of five million share a 64-bit hash once in a million files; that file would be told
    of a repeated key.
    """

    runs: list[tuple[Numbers, Numbers]] = field(default_factory=list)

    def refuse(self, batch: Batch) -> None:
        """Refuse rows whose key stood on an earlier line of the file."""
        keys = batch.feed.table.key
        rows = _with_key(batch)
        if not rows:
            return
        hashes = _hashes(batch, rows)
        lines = np.asarray(batch.chunk.lines, dtype="int64")[rows]
        first = self._first_lines(hashes, lines)
        for place in np.flatnonzero(first != lines):
            expected = f"each {' and '.join(keys)} once in the file; line {first[place]} has it already"
            batch.refuse(rows[int(place)], keys[-1], expected)
        self._remember(hashes, lines)

    def _first_lines(self, hashes: Numbers, lines: Numbers) -> Numbers:
        """The line on which each key stood first."""
        first = lines.copy()
        if pd.Series(hashes).duplicated().any():
            first = pd.Series(lines).groupby(hashes).transform("min").to_numpy().copy()
        for known, known_lines in self.runs:
            places = np.searchsorted(known, hashes)
            found = places < len(known)
            found[found] = known[places[found]] == hashes[found]
            first[found] = np.minimum(first[found], known_lines[places[found]])
        return first

    def _remember(self, hashes: Numbers, lines: Numbers) -> None:
        unique, places = np.unique(hashes, return_index=True)
        run = unique, lines[places]
        while self.runs and len(self.runs[-1][0]) <= 2 * len(run[0]):
            run = _merged(self.runs.pop(), run)
        self.runs.append(run)


def _with_key(batch: Batch) -> Sequence[int]:
    """Rows whose key is known, without those that are left out anyway."""
    columns = _keys(batch)
    if not batch.strangers and not any(None in column for column in columns):
        return range(len(batch))
    rows = (row for row in range(len(batch)) if row not in batch.strangers)
    return [row for row in rows if all(column[row] is not None for column in columns)]


def _keys(batch: Batch) -> list[Sequence[Value]]:
    """The columns of the key; of partners that became one, each still has its own rows."""
    columns = {key: batch.values[key] for key in batch.feed.table.key}
    if "partner_id" in columns and SOURCE_ID in batch.values:
        pairs = zip(batch.values[SOURCE_ID], columns["partner_id"], strict=True)
        columns["partner_id"] = [source or partner for source, partner in pairs]
    return [*columns.values()]


def _hashes(batch: Batch, rows: Sequence[int]) -> Numbers:
    columns = _keys(batch)
    if len(columns) == 1:
        (only,) = columns
        texts = only if len(rows) == len(only) else [only[row] for row in rows]
    else:
        texts = ["\x1f".join(str(column[row]) for column in columns) for row in rows]
    return pd.util.hash_array(np.array(texts, dtype=object), categorize=False)


def _merged(one: tuple[Numbers, Numbers], other: tuple[Numbers, Numbers]) -> tuple[Numbers, Numbers]:
    hashes = np.concatenate([one[0], other[0]])
    lines = np.concatenate([one[1], other[1]])
    order = np.argsort(hashes, kind="stable")  # of equal hashes, the earlier line stays in front
    return hashes[order], lines[order]
