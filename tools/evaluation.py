"""Aggregates computed with pandas, plainly: the reference that `knowledge/columns` must agree with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from tools import schema
from tools.aggregates import Aggregate, Condition, Function, Op
from tools.portfolio import DATE_TYPE

COUNTING = frozenset({Function.COUNT, Function.SUM, Function.DISTINCT, Function.DECAYED})
"""Functions that are 0 over no rows; every other one is missing."""

_BETWEEN: Final = "\x1f"
_NO_DAY: Final = np.datetime64("NaT", "us")
_TABLES: Final = {table.name: table for table in schema.TABLES}


def evaluate(aggregates: tuple[Aggregate, ...], tables: dict[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """One row per partner of `tables["partners"]`, one column per aggregate.

    Args:
        aggregates: What to compute.
        tables: Incoming tables by name, typed as `tools.portfolio.typed` does it, with the columns beside.
        as_of: The day at whose end it is computed.
    """
    partners = pd.Index(sorted(tables["partners"]["partner_id"]), name="partner_id", dtype="str")
    columns = {item.name: _values(item, tables[item.table], as_of) for item in aggregates}
    return filled(pd.DataFrame(columns, index=partners).reindex(partners), aggregates)


def evaluate_cells(
    aggregates: tuple[Aggregate, ...], tables: dict[str, pd.DataFrame], as_of: date, by: tuple[str, ...]
) -> pd.DataFrame:
    """One row per partner and combination of the columns `by` that its rows hold, such as sector, technology.

    Args:
        aggregates: What to compute, over tables that have all of these columns.
        tables: As for `evaluate`.
        as_of: The day at whose end it is computed.
        by: Text columns; rows without a value in one of them are left out.

    Returns:
        Indexed by `partner_id` and `by`, sorted; one column per aggregate.
    """
    keyed = {name: _keyed(tables[name], by) for name in {item.table for item in aggregates}}
    columns = {item.name: _values(item, keyed[item.table], as_of) for item in aggregates}
    frame = filled(pd.DataFrame(columns), aggregates)
    keys = [str(key).split(_BETWEEN) for key in frame.index]
    frame.index = pd.MultiIndex.from_frame(
        pd.DataFrame(keys, columns=["partner_id", *by], dtype="str"), names=["partner_id", *by]
    )
    return frame.sort_index()


def _keyed(rows: pd.DataFrame, by: tuple[str, ...]) -> pd.DataFrame:
    """The rows with a value in each column, `partner_id` holding partner and values in one."""
    whole = rows
    for name in by:
        whole = whole[whole[name].notna() & whole[name].ne("")]
    key = whole["partner_id"]
    for name in by:
        key = key + _BETWEEN + whole[name]
    return whole.assign(partner_id=key)


def filled(frame: pd.DataFrame, aggregates: tuple[Aggregate, ...]) -> pd.DataFrame:
    """The frame with 0 where counting functions saw no rows, and one dtype per aggregate."""
    dates = [item.name for item in aggregates if is_date(item)]
    numbers = [item.name for item in aggregates if not is_date(item)]
    counted = np.array([item.function in COUNTING for item in aggregates if not is_date(item)], dtype=bool)
    values = frame[numbers].to_numpy(dtype="float64", na_value=np.nan)
    columns = pd.DataFrame(np.where(counted & np.isnan(values), 0.0, values), frame.index, numbers)
    days = frame[dates].to_numpy(dtype="object")
    dated = pd.DataFrame(np.where(pd.isna(days), _NO_DAY, days).astype(DATE_TYPE), frame.index, dates)
    return pd.concat([columns, dated], axis=1)[[item.name for item in aggregates]]


def counted_rows(aggregate: Aggregate, rows: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The rows of the aggregate's table that it counts: all conditions hold, and its column has a value."""
    kept = pd.Series(data=True, index=rows.index)
    for condition in aggregate.where:
        kept &= _holds(rows, aggregate.table, condition, as_of)
    if not aggregate.column:
        return rows[kept]
    values = rows[source_column(aggregate)]
    return rows[kept & (values.notna() & values.ne("") if values.dtype == "str" else values.notna())]


def source_column(aggregate: Aggregate) -> str:
    """The stored column behind an aggregate: amounts are taken in base currency."""
    converted = schema.in_base(aggregate.column)
    beside = {column.name for column in _TABLES[aggregate.table].beside}
    return converted if converted in beside else aggregate.column


def is_date(aggregate: Aggregate) -> bool:
    """Whether the aggregate's values are dates."""
    if aggregate.function not in (Function.MIN, Function.MAX, Function.SECOND):
        return False
    return column_type(aggregate.table, aggregate.column) in (schema.Type.DATE, schema.Type.MONTH)


def column_type(table: str, column: str) -> schema.Type:
    """Type of a stored column of an incoming table.

    Raises:
        KeyError: There is no such table or column.
    """
    found = _TABLES[table]
    types = {item.name: item.type for item in (*found.columns, *found.beside)}
    return types[column]


def among_values(column: schema.Type, values: tuple[str, ...]) -> list[str] | list[float]:
    """The values of an `Op.IN` condition as cells of such a column: numbers are written as text there."""
    numeric = column in (schema.Type.NUMBER, schema.Type.WHOLE)
    return [float(value) for value in values] if numeric else list(values)


def _values(aggregate: Aggregate, rows: pd.DataFrame, as_of: date) -> pd.Series[Any]:
    """The aggregate by partner, only partners with rows."""
    groups = counted_rows(aggregate, rows, as_of)
    if aggregate.function is Function.COUNT:
        return groups.groupby("partner_id").size()
    if aggregate.function is Function.DECAYED:
        return _decayed(aggregate, groups, as_of).groupby(groups["partner_id"]).sum()
    return _reduced(groups[source_column(aggregate)], groups["partner_id"], aggregate.function)


def _decayed(aggregate: Aggregate, rows: pd.DataFrame, as_of: date) -> pd.Series[float]:
    """What each row is worth by its age; nothing without a date."""
    age = (pd.Timestamp(as_of) - rows[aggregate.aged_by]).dt.days.astype("float64")
    weight = np.exp(-age / aggregate.scale).fillna(0.0)
    worth = rows[source_column(aggregate)] ** aggregate.power if aggregate.column else 1.0
    return pd.Series(weight * worth, index=rows.index, dtype="float64")


def _holds(rows: pd.DataFrame, table: str, condition: Condition, as_of: date) -> pd.Series[Any]:
    """Which rows meet a condition; a missing value meets none but `MISSING_OR_AFTER`."""
    values = rows[condition.column]
    if condition.op is Op.IN:
        named = values.map({True: "true", False: "false"}) if values.dtype == bool else values
        return named.isin(among_values(column_type(table, condition.column), condition.values))
    if condition.op is Op.NOT_LATER_THAN:
        return values <= rows[condition.other]
    day = pd.Timestamp(as_of + timedelta(days=condition.days))
    if condition.op is Op.UNTIL:
        return values <= day
    return values > day if condition.op is Op.AFTER else values.isna() | (values > day)


def _reduced(values: pd.Series[Any], partners: pd.Series[str], function: Function) -> pd.Series[Any]:
    """Each partner's values as one."""
    groups = values.groupby(partners)
    if function is Function.SECOND:
        ordered = values.sort_values()
        second = ordered[ordered.groupby(partners).cumcount() == 1]
        return second.set_axis(partners[second.index])
    if function is Function.EFFECTIVE:
        rows = groups.value_counts().groupby(level=0)
        return rows.sum() ** 2 / rows.agg(lambda counts: (counts**2).sum())
    named = {Function.SUM: "sum", Function.MIN: "min", Function.MAX: "max", Function.DISTINCT: "nunique"}
    return groups.agg(named[function])
