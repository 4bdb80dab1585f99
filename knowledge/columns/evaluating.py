"""Declared aggregates computed from columns, for all groups at once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np

from knowledge.columns.grouping import STATIC, Grouped, Selection
from knowledge.columns.rows import MISSING_DAY, Array
from tools.aggregates import Aggregate, Condition, Function, Op
from tools.evaluation import is_date, source_column

_EPOCH: Final = date(1970, 1, 1).toordinal()
_CELLS: Final = 4_000_000  # groups times values that are counted in a table of their own; beyond, by sorting


def day_number(day: date) -> int:
    """Days since 1970."""
    return day.toordinal() - _EPOCH


@dataclass(frozen=True)
class Evaluation:
    """The aggregates of one table at the end of one day; rows that several ask for are chosen once."""

    grouped: Grouped
    as_of: date
    _chosen: dict[tuple[frozenset[Condition], str], Selection] = field(default_factory=dict)

    def values(self, item: Aggregate) -> Array:
        """One value per group, float64 or datetime64; over no rows 0 if the function counts, else missing."""
        if item.function is Function.COUNT:
            return self.counts(item)
        column = _source(item)
        chosen = self._with_value(frozenset(item.where), column)
        if item.function is Function.DECAYED:
            return self._sums(chosen, self._decayed(item, chosen, column))
        if item.function is Function.SUM:
            return self._sums(chosen, self._column(column)[chosen.rows])
        if item.function in (Function.DISTINCT, Function.EFFECTIVE):
            return self._variety(item, chosen, column)
        found = self._extreme(item, chosen, column)
        return _as_dates(found) if is_date(item) else found

    def counts(self, item: Aggregate) -> Array:
        """How many rows of each group the aggregate is computed over."""
        chosen = self._with_value(frozenset(item.where), _source(item))
        return np.bincount(chosen.groups, minlength=self._size).astype(np.float64)

    def dated(self, item: Aggregate) -> tuple[Array, Array, Array]:
        """Group, age in days by the column `aged_by`, and value of each row that the aggregate is over."""
        column = _source(item)
        chosen = self._with_value(frozenset(item.where), column)
        ages = np.float64(day_number(self.as_of)) - self._column(item.aged_by)[chosen.rows]
        return chosen.groups, ages, self._column(column)[chosen.rows] if column else np.ones(len(chosen))

    @property
    def _size(self) -> int:
        return len(self.grouped.keys)

    def _column(self, name: str) -> Array:
        return self.grouped.rows.columns[name].values

    def _with_value(self, where: frozenset[Condition], column: str) -> Selection:
        """The rows that meet the conditions and have a value in `column`, if one is named."""
        key = (where, column)
        if key not in self._chosen:
            chosen = self._with_value(where, "") if column else self._choose(where)
            if column:
                chosen = chosen.where(self.grouped.rows.columns[column].given(chosen.rows))
            self._chosen[key] = chosen
        return self._chosen[key]

    def _choose(self, where: frozenset[Condition]) -> Selection:
        dated = [one for one in sorted(where, key=repr) if one.op not in STATIC]
        by = _narrowest(dated)
        chosen = self.grouped.meeting(frozenset(one for one in where if one.op in STATIC), by)
        start, end = 0, len(chosen)
        for one in (one for one in dated if one.column == by):
            first, last = self._range(one, chosen.rows)
            start, end = max(start, first), min(end, last)
        chosen = chosen.between(start, max(start, end))
        for one in (one for one in dated if one.column != by):
            chosen = chosen.where(self._within(one, self._column(one.column)[chosen.rows]))
        return chosen

    def _range(self, condition: Condition, rows: Array) -> tuple[int, int]:
        """Where rows in the order of a date meet a condition on it."""
        day_of = self._column(condition.column).__getitem__
        after = bisect_right(rows, self._day(condition), key=day_of)
        if condition.op is Op.UNTIL:
            return 0, after
        missing = bisect_left(rows, MISSING_DAY, key=day_of)
        return after, missing if condition.op is Op.AFTER else len(rows)

    def _within(self, condition: Condition, days: Array) -> Array:
        day = self._day(condition)
        met: Array = days <= day if condition.op is Op.UNTIL else days > day
        return met & (days != MISSING_DAY) if condition.op is Op.AFTER else met

    def _day(self, condition: Condition) -> np.int32:
        return np.int32(
            day_number(self.as_of) + condition.days
        )  # of the days' own type: nothing is converted

    def _sums(self, chosen: Selection, worth: Array) -> Array:
        return np.bincount(chosen.groups, weights=worth, minlength=self._size)

    def _decayed(self, item: Aggregate, chosen: Selection, column: str) -> Array:
        """What each row is worth by its age; nothing without a date."""
        days = self._column(item.aged_by)[chosen.rows]
        known = days[days != MISSING_DAY]
        first = known.min() if len(known) else 0
        ages = np.float64(day_number(self.as_of)) - np.arange(first, known.max(initial=first) + 1)
        weights = np.append(np.exp(-ages / item.scale), 0.0)  # of every day, rather than of every row
        weight: Array = weights[np.where(days == MISSING_DAY, -1, days - first)]
        return weight * self._column(column)[chosen.rows] ** item.power if column else weight

    def _variety(self, item: Aggregate, chosen: Selection, column: str) -> Array:
        """How many different values, or (sum n)² / sum n², where n counts a group's rows per value."""
        groups, rows = self._tallies(chosen, column)
        if item.function is Function.DISTINCT:
            return np.bincount(groups, minlength=self._size).astype(np.float64)
        total = np.bincount(groups, weights=rows, minlength=self._size)
        squares = np.bincount(groups, weights=rows**2, minlength=self._size)
        found = np.full(self._size, np.nan)
        np.divide(total**2, squares, out=found, where=squares > 0)
        return found

    def _tallies(self, chosen: Selection, column: str) -> tuple[Array, Array]:
        """Group and number of rows of every pair of a group and a value that occurs."""
        places, many = self._places(chosen, column)
        pairs = chosen.groups * np.int64(many) + places
        if self._size * many <= _CELLS:
            counts = np.bincount(pairs, minlength=self._size * many)
            pairs = np.flatnonzero(counts)
            return pairs // many, counts[pairs].astype(np.float64)
        pairs, rows = np.unique(pairs, return_counts=True)
        return pairs // many, rows.astype(np.float64)

    def _places(self, chosen: Selection, column: str) -> tuple[Array, int]:
        """The value of each row as a whole number from 0 on, and below what they are."""
        stored = self.grouped.rows.columns[column]
        values = stored.values[chosen.rows]
        if stored.words is not None:
            return values, max(len(stored.words), 1)
        known, places = np.unique(values, return_inverse=True)
        return places, max(len(known), 1)

    def _extreme(self, item: Aggregate, chosen: Selection, column: str) -> Array:
        """The smallest, greatest or second smallest value of each group."""
        groups, values = chosen.groups, self._column(column)[chosen.rows].astype(np.float64)
        found = np.full(self._size, np.nan)
        if item.function is Function.SECOND:
            later = self._but_first(groups, values)
            groups, values = groups[later], values[later]
        (np.fmax if item.function is Function.MAX else np.fmin).at(found, groups, values)
        return found

    def _but_first(self, groups: Array, values: Array) -> Array:
        """The places of all values but the smallest of each group."""
        order = np.argsort(values, kind="stable")
        first = np.empty(self._size, dtype=np.int64)
        first[groups[order[::-1]]] = order[::-1]  # of several written to one place, the last one stays
        return np.flatnonzero(first[groups] != np.arange(len(groups)))


def _source(item: Aggregate) -> str:
    return source_column(item) if item.column else ""


def _narrowest(dated: Sequence[Condition]) -> str:
    """The date column by which the fewest rows are looked at: one with a window, else with a beginning."""
    begun = {one.column for one in dated if one.op is not Op.UNTIL}
    ended = {one.column for one in dated if one.op is Op.UNTIL}
    choices = sorted(begun & ended) or sorted(begun) or sorted(ended)
    return choices[0] if choices else ""


def _as_dates(days: Array) -> Array:
    known = ~np.isnan(days)
    dates = np.full(len(days), np.datetime64("NaT", "us"))
    dates[known] = days[known].astype(np.int64).astype("datetime64[D]")
    return dates
