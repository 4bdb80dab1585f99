"""Aggregates computed with pandas: the reference that the compiled SQL must agree with."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from tools import schema
from tools.aggregates import Aggregate, Condition, Function, Op
from tools.portfolio import DATE_TYPE

COUNTING = frozenset({Function.COUNT, Function.SUM, Function.DISTINCT})
"""Functions that are 0 over no rows; every other one is missing."""

_NO_DAY: Final = np.datetime64("NaT", "us")


def evaluate(aggregates: tuple[Aggregate, ...], tables: dict[str, pd.DataFrame], as_of: date) -> pd.DataFrame:
    """One row per partner of `tables["partners"]`, one column per aggregate.

    Args:
        aggregates: What to compute.
        tables: Incoming tables by name, typed as `tools.portfolio.typed` does it; deals with `amount_base`.
        as_of: The day at whose end it is computed.
    """
    partners = pd.Index(sorted(tables["partners"]["partner_id"]), name="partner_id", dtype="str")
    columns = {item.name: _values(item, tables[item.table], as_of) for item in aggregates}
    return filled(pd.DataFrame(columns, index=partners).reindex(partners), aggregates)


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


def source_column(aggregate: Aggregate) -> str:
    """The stored column behind an aggregate: deals are summed in base currency."""
    is_amount = aggregate.table == "deals" and aggregate.column == "amount"
    return "amount_base" if is_amount else aggregate.column


def is_date(aggregate: Aggregate) -> bool:
    """Whether the aggregate's values are dates."""
    if aggregate.function not in (Function.MIN, Function.MAX, Function.SECOND):
        return False
    return column_type(aggregate.table, aggregate.column) is schema.Type.DATE


def column_type(table: str, column: str) -> schema.Type:
    """Type of a column of an incoming table; KeyError names a table or column that does not exist."""
    return next(item for item in schema.TABLES if item.name == table).column(column).type


def _values(aggregate: Aggregate, rows: pd.DataFrame, as_of: date) -> pd.Series[Any]:
    """The aggregate by partner, only partners with rows."""
    kept = pd.Series(data=True, index=rows.index)
    for condition in aggregate.where:
        kept &= _holds(rows, condition, as_of)
    groups = rows[kept]
    if aggregate.function is Function.COUNT:
        return groups.groupby("partner_id").size()
    values = groups[source_column(aggregate)]
    present = values.notna() & values.ne("") if values.dtype == "str" else values.notna()
    return _reduced(values[present], groups["partner_id"][present], aggregate.function)


def _holds(rows: pd.DataFrame, condition: Condition, as_of: date) -> pd.Series[Any]:
    """Which rows meet a condition; a missing value meets none but `MISSING_OR_AFTER`."""
    values = rows[condition.column]
    if condition.op is Op.IN:
        return (values.map({True: "true", False: "false"}) if values.dtype == bool else values).isin(
            condition.values
        )
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
