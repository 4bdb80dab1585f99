"""Rows grouped by partner (or by partner and cell) and put in the order of a date, once for any day."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from knowledge.columns.rows import MISSING_DAY, NOBODY, Array, Rows
from tools.aggregates import Condition, Op
from tools.evaluation import among_values, column_type
from tools.schema import Type

STATIC: Final = frozenset({Op.IN, Op.NOT_LATER_THAN})
"""Operators that hold or not whatever the day."""


@dataclass(frozen=True, eq=False)
class Selection:
    """Some rows, with what they have in common.

    Attributes:
        rows: Places in the table.
        groups: The group of each row.
        by: The date column that they are sorted by; empty if by none.
    """

    rows: Array
    groups: Array
    by: str

    def __len__(self) -> int:
        return len(self.rows)

    def between(self, start: int, end: int) -> Selection:
        """A slice; nothing is copied."""
        return Selection(self.rows[start:end], self.groups[start:end], self.by)

    def where(self, kept: Array) -> Selection:
        """Those of the rows for which `kept` holds."""
        return self if kept.all() else Selection(self.rows[kept], self.groups[kept], self.by)


@dataclass(frozen=True, eq=False)
class Grouped:
    """A table's rows with the group of each; what is asked again, for another day too, is kept.

    Attributes:
        groups: Place of the row's group in `keys`; negative for rows that belong to none.
        keys: One entry per group: partner ids, or numbers of cells.
    """

    rows: Rows
    groups: Array
    keys: pd.Index
    _selections: dict[tuple[frozenset[Condition], str], Selection] = field(default_factory=dict)
    _positions: dict[int, tuple[pd.Index, Array]] = field(default_factory=dict)

    def meeting(self, static: frozenset[Condition], by: str) -> Selection:
        """The rows that meet conditions of `STATIC` operators, in the order of the date column `by`."""
        key = (static, by)
        if key not in self._selections:
            self._selections[key] = self._select(static, by)
        return self._selections[key]

    def positions(self, index: pd.Index) -> Array:
        """Place in `keys` of each entry of an index, -1 where no row belongs to it."""
        known = self._positions.get(0)
        if known is None or not known[0].is_(index):  # another view of it will do
            known = self._positions[0] = (index, self._found(index))
        return known[1]

    def forget(self) -> None:
        """Let go of what is kept for another day."""
        self._selections.clear()
        self._positions.clear()

    def _found(self, index: pd.Index) -> Array:
        if not pd.api.types.is_integer_dtype(self.keys):
            ids, known = (pa.array(one, pa.large_string()) for one in (index, self.keys))
            found: Array = pc.index_in(ids, value_set=known).fill_null(-1).to_numpy().astype(np.intp)
            return found
        keys, asked = self.keys.to_numpy(), index.to_numpy()  # cells: in order, so that nothing is hashed
        places = np.searchsorted(keys, asked)
        return np.where(np.append(keys, -1)[places] == asked, places, -1)

    def _select(self, static: frozenset[Condition], by: str) -> Selection:
        kept = self._grouped
        for condition in sorted(static, key=repr):
            kept = kept & holds(self.rows, condition)
        rows = self.rows.columns[by].order if by else np.arange(len(self.rows), dtype=np.int32)
        if not kept.all():
            rows = rows[kept[rows]]
        return Selection(rows, self.groups[rows], by)

    @cached_property
    def _grouped(self) -> Array:
        member: Array = self.groups >= 0
        return member


def by_partner(rows: Rows) -> Grouped:
    """One group per partner."""
    words = NOBODY if rows.partners.words is None else rows.partners.words
    return Grouped(rows, rows.partners.values, pd.Index(words.to_pylist(), dtype="str"))


def holds(rows: Rows, condition: Condition) -> Array:
    """Which rows meet a condition of a `STATIC` operator; a missing value meets none."""
    column = rows.columns[condition.column]
    if condition.op is Op.NOT_LATER_THAN:
        other = rows.columns[condition.other].values
        earlier: Array = (column.values <= other) & (column.values != MISSING_DAY) & (other != MISSING_DAY)
        return earlier
    if column.words is None:
        return np.isin(column.values, _numbers(rows.table, condition))
    chosen = np.zeros(len(column.words) + 1, dtype=bool)  # the last one stands for a missing word
    chosen[[column.places[value] for value in condition.values if value in column.places]] = True
    met: Array = chosen[column.values]
    return met


def _numbers(table: str, condition: Condition) -> list[float]:
    kind = column_type(table, condition.column)
    if kind is Type.FLAG:  # a missing flag is false, as in every frame
        return [float(value == "true") for value in condition.values]
    return [float(value) for value in among_values(kind, condition.values)]
