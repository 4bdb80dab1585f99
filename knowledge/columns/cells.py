"""Rows grouped by partner and by the words in some columns, such as sector and technology."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

from knowledge.columns.grouping import Grouped
from knowledge.columns.rows import NOBODY, PARTNER, Array, Column, Rows

_FEW: Final = 100_000_000  # possible cells, of which a table with an entry for each fits into memory


@dataclass(frozen=True, eq=False)
class Cells:
    """Tables whose groups are numbers that mean the same in all of them.

    Attributes:
        tables: Grouped by that number; rows without a word in one of the columns belong to no group.
        levels: Partner ids, and the words of each column, sorted.
    """

    tables: dict[str, Grouped]
    levels: dict[str, pd.Index[Any]]

    @classmethod
    def of(cls, tables: Mapping[str, Rows], by: Sequence[str]) -> Cells:
        """The rows of tables that all have the columns `by`."""
        columns = {name: [_column(rows, name) for rows in tables.values()] for name in (PARTNER, *by)}
        levels = {name: _words(parts) for name, parts in columns.items()}
        return cls({name: _grouped(rows, levels) for name, rows in tables.items()}, levels)

    def forget(self) -> None:
        """Let go of what is kept for another day: cells are asked for on one day, as a rule."""
        for grouped in self.tables.values():
            grouped.forget()

    def named(self, groups: pd.Index[Any]) -> pd.MultiIndex:
        """What those numbers stand for."""
        sizes = [len(level) for level in self.levels.values()]
        codes = (
            np.unravel_index(groups.to_numpy(), sizes) if len(groups) else [groups.to_numpy()] * len(sizes)
        )
        levels = [*self.levels.values()]
        index = pd.MultiIndex(levels, codes, names=[*self.levels])  # type: ignore[arg-type]  # stubs want lists
        return index.remove_unused_levels()


def _column(rows: Rows, name: str) -> Column:
    return rows.partners if name == PARTNER else rows.columns[name]


def _words(parts: Sequence[Column]) -> pd.Index[Any]:
    words = {word for part in parts for word in (NOBODY if part.words is None else part.words).to_pylist()}
    level: pd.Index[Any] = pd.Index(sorted(words), dtype="str")
    return level


def _grouped(rows: Rows, levels: Mapping[str, pd.Index[Any]]) -> Grouped:
    total = math.prod(max(len(level), 1) for level in levels.values())
    numbers = np.zeros(len(rows), dtype=np.int32 if total < _FEW else np.int64)
    whole = np.ones(len(rows), dtype=bool)
    for name, level in levels.items():
        column = _column(rows, name)
        whole &= column.given(slice(None))
        numbers = numbers * len(level) + _ranks(column, level).astype(numbers.dtype)[column.values]
    keys, places = _numbered(numbers[whole], total)
    groups = np.full(len(rows), -1, np.int32)
    groups[whole] = places
    return Grouped(rows, groups, pd.Index(keys))


def _numbered(numbers: Array, total: int) -> tuple[Array, Array]:
    """The different numbers, sorted, and the place of each one among them."""
    if total >= _FEW:
        keys, places = np.unique(numbers, return_inverse=True)
        return keys, places
    seen = np.zeros(total, dtype=bool)
    seen[numbers] = True
    return np.flatnonzero(seen), (np.cumsum(seen, dtype=np.int32) - 1)[numbers]


def _ranks(column: Column, level: pd.Index[Any]) -> Array:
    """The place in the level of each word of the column; the last entry stands for a missing word."""
    words = (NOBODY if column.words is None else column.words).to_pylist()
    ranks: Array = np.append(level.get_indexer(pd.Index(words, dtype="str")), 0)
    return ranks
