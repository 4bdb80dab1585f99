"""Rows of an incoming table as columns of numbers: what aggregates are computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tools import schema
from tools.aggregates import Aggregate
from tools.evaluation import column_type, source_column

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

PARTNER: Final = "partner_id"
MISSING_DAY: Final = int(np.iinfo(np.int32).max)
"""No date; it sorts after every day, so that `MISSING_OR_AFTER` is the end of rows in order."""
MISSING_WORD: Final = -1
_FEW: Final = int(np.iinfo(np.uint16).max)  # days in 16 bits are sorted by counting
NOBODY: Final = pa.array([], pa.string())


class Kind(StrEnum):
    """How a column's cells are kept."""

    DAYS = "days"  # since 1970-01-01, int32
    NUMBERS = "numbers"  # float64, NaN where there is none
    FLAGS = "flags"  # 0 or 1 as float64; a missing flag is false, as in every frame
    WORDS = "words"  # places in a dictionary of words


_KINDS: Final[dict[schema.Type, Kind]] = {
    schema.Type.DATE: Kind.DAYS,
    schema.Type.MONTH: Kind.DAYS,
    schema.Type.NUMBER: Kind.NUMBERS,
    schema.Type.MONEY: Kind.NUMBERS,
    schema.Type.WHOLE: Kind.NUMBERS,
    schema.Type.FLAG: Kind.FLAGS,
}


def kind_of(table: str, column: str) -> Kind:
    """How that column of an incoming table is kept."""
    return _KINDS.get(column_type(table, column), Kind.WORDS)


def needed(aggregates: Iterable[Aggregate], by: Iterable[str] = ()) -> dict[str, frozenset[str]]:
    """The columns that aggregates read, by table, those of `by` included."""
    names: dict[str, set[str]] = defaultdict(set)
    for item in aggregates:
        own = (item.column and source_column(item), item.aged_by)
        conditions = (name for one in item.where for name in (one.column, one.other))
        names[item.table].update(name for name in (*own, *conditions, *by) if name)
    return {table: frozenset(used) for table, used in names.items()}


@dataclass(frozen=True, eq=False)
class Column:
    """One column of a table.

    Attributes:
        values: One per row; for words their places in `words`, `MISSING_WORD` where there is none.
        words: The dictionary, in no order; None where the values are numbers or days.
    """

    values: Array
    words: pa.StringArray | None = None

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each word in the dictionary."""
        words = NOBODY if self.words is None else self.words
        return {word: place for place, word in enumerate(words.to_pylist())}

    @cached_property
    def order(self) -> Array:
        """Of days: places, the earliest first; equal ones stay in order, missing ones come last."""
        known = self.values[self.values != MISSING_DAY]
        low = int(known.min()) if len(known) else 0
        span = int(known.max()) - low + 1 if len(known) else 1
        days = self.values
        if span < _FEW:
            days = (np.minimum(days, low + span) - low).astype(np.uint16)
        return np.argsort(days, kind="stable").astype(np.int32)

    def given(self, rows: Array | slice) -> Array:
        """Which of these rows have a value; an empty text is none."""
        values = self.values[rows]
        if self.words is not None:
            filled: Array = (values != MISSING_WORD) & (values != self.places.get("", MISSING_WORD))
            return filled
        known: Array = ~np.isnan(values) if values.dtype == np.float64 else values != MISSING_DAY
        return known

    def take(self, rows: Array) -> Column:
        """These rows alone; the dictionary stays."""
        return Column(self.values[rows], self.words)


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows of a table, each column an array of the same length.

    Attributes:
        partners: Whose row it is; the dictionary holds ids.
        columns: The columns that somebody asked for, by name.
    """

    table: str
    partners: Column
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.partners.values)

    def and_those(self, more: Rows) -> Rows:
        """These rows, then those; words that both know have one place."""
        return Rows(
            self.table,
            _joined(self.partners, more.partners),
            {name: _joined(column, more.columns[name]) for name, column in self.columns.items()},
        )

    def of(self, partner_ids: Iterable[str]) -> Array:
        """Which rows are of these partners."""
        words = self.partners.words if self.partners.words is not None else NOBODY
        asked = pc.is_in(words, value_set=pa.array([*partner_ids], pa.string()))
        chosen: Array = np.asarray(asked.to_numpy(zero_copy_only=False), dtype=bool)
        return chosen[self.partners.values] if len(chosen) else np.zeros(len(self), dtype=bool)

    def where(self, kept: Array) -> Rows:
        """The rows for which `kept` holds."""
        at = np.flatnonzero(kept)
        return Rows(
            self.table,
            self.partners.take(at),
            {name: column.take(at) for name, column in self.columns.items()},
        )


def coded(texts: pa.ChunkedArray | pa.Array) -> Column:
    """Texts as places in a dictionary, in the smallest whole numbers that hold them."""
    whole = pa.chunked_array([texts]) if isinstance(texts, pa.Array) else texts
    encoded = whole.dictionary_encode().unify_dictionaries().combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # no rows at all
        encoded = pa.array([], pa.string()).dictionary_encode()
    places = encoded.indices.fill_null(MISSING_WORD).to_numpy(zero_copy_only=False)
    return Column(narrowed(places, len(encoded.dictionary)), encoded.dictionary)


def narrowed(places: Array, words: int) -> Array:
    """Places in a dictionary of that many words, in the smallest whole numbers that hold them."""
    fitting = next(kind for kind in (np.int8, np.int16, np.int32) if words <= np.iinfo(kind).max)
    return places.astype(fitting, copy=False)


def _joined(first: Column, second: Column) -> Column:
    if first.words is None or second.words is None:
        return Column(np.concatenate((first.values, second.values)))
    known = pc.index_in(second.words, value_set=first.words)
    new = second.words.filter(pc.is_null(known))
    words = pa.concat_arrays([first.words, new])
    places = pc.index_in(second.words, value_set=words).to_numpy(zero_copy_only=False)
    moved = np.append(places, MISSING_WORD).astype(np.int32)[second.values]
    return Column(narrowed(np.concatenate((first.values, moved)), len(words)), words)
