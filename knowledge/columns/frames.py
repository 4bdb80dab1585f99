"""Aggregates of several tables as one frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import reduce

import numpy as np
import pandas as pd

from knowledge.columns.evaluating import Evaluation
from knowledge.columns.grouping import Grouped
from knowledge.columns.rows import Array
from tools.aggregates import Aggregate, Function
from tools.evaluation import COUNTING, is_date
from tools.portfolio import DATE_TYPE


def evaluated(
    aggregates: Sequence[Aggregate], tables: Mapping[str, Grouped], as_of: date, index: pd.Index
) -> pd.DataFrame:
    """One row per entry of `index`, one column per aggregate, dates last; as `tools.evaluation.evaluate`.

    Args:
        aggregates: What to compute.
        tables: The rows of every table that they are over, grouped by what `index` holds.
        as_of: The day at whose end it is computed.
        index: Partner ids; or partner ids with the words of a cell.
    """
    numbers = [item for item in aggregates if not is_date(item)]
    dates = [item for item in aggregates if is_date(item)]
    values = np.empty((len(numbers), len(index)))
    days = np.empty((len(dates), len(index)), dtype=DATE_TYPE)
    where = {item.name: values[place] for place, item in enumerate(numbers)}
    where |= {item.name: days[place] for place, item in enumerate(dates)}
    for item, column, at in _computed(aggregates, tables, as_of, index):
        np.append(column, _nothing(item)).take(at, out=where[item.name], mode="wrap")  # -1 is the last one
    frames = (
        pd.DataFrame(values.T, index, [item.name for item in numbers], copy=False),
        pd.DataFrame(days.T, index, [item.name for item in dates], copy=False),
    )
    return pd.concat(frames, axis=1)


def _nothing(item: Aggregate) -> float | np.datetime64:
    """The value over no rows."""
    if is_date(item):
        return np.datetime64("NaT", "us")
    return 0.0 if item.function in COUNTING else np.nan


def seen_groups(aggregates: Sequence[Aggregate], tables: Mapping[str, Grouped], as_of: date) -> pd.Index:
    """The groups of which some aggregate has a value, sorted."""
    found = [_seen(Evaluation(tables[table], as_of), items) for table, items in _by_table(aggregates).items()]
    return reduce(lambda some, more: some.union(more), found).sort_values()


def _seen(evaluation: Evaluation, items: Sequence[Aggregate]) -> pd.Index:
    has_value = np.zeros(len(evaluation.grouped.keys), dtype=bool)
    for item in items:
        has_value |= evaluation.counts(item) > (item.function is Function.SECOND)
    return evaluation.grouped.keys[has_value]


def _computed(
    aggregates: Sequence[Aggregate], tables: Mapping[str, Grouped], as_of: date, index: pd.Index
) -> Iterator[tuple[Aggregate, Array, Array]]:
    """Each aggregate, its value per group, and the group of each entry of `index`."""
    for table, items in _by_table(aggregates).items():
        evaluation, at = Evaluation(tables[table], as_of), tables[table].positions(index)
        for same in _alike(items):
            values = evaluation.values(same[0])
            yield from ((item, values, at) for item in same)


def _alike(items: Sequence[Aggregate]) -> Iterable[list[Aggregate]]:
    """Aggregates that differ by name alone, together: sciences do not know of each other's."""
    found: dict[Aggregate, list[Aggregate]] = defaultdict(list)
    for item in items:
        found[replace(item, name="", where=tuple(sorted(item.where, key=repr)))].append(item)
    return found.values()


def _by_table(aggregates: Sequence[Aggregate]) -> dict[str, list[Aggregate]]:
    tables: dict[str, list[Aggregate]] = defaultdict(list)
    for item in aggregates:
        tables[item.table].append(item)
    return tables
