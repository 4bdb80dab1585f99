"""Portfolios from a few rows written by hand, evaluated as the real ones are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any

import pandas as pd

from tools import schema
from tools.aggregates import Aggregate
from tools.evaluation import evaluate
from tools.portfolio import Portfolio, as_known, typed

DAY = date(2026, 9, 30)
Rows = Sequence[Mapping[str, object]]


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def tables(partners: Rows, **rows: Rows) -> dict[str, pd.DataFrame]:
    """Typed tables; absent columns are missing, absent keys numbered, a partner's name is its id."""
    named = [{"name": row["partner_id"], "status": "active", **row} for row in partners]
    return {
        table.name: _table(table, named if table.name == "partners" else rows.get(table.name, ()))
        for table in schema.TABLES
    }


def portfolio(
    aggregates: tuple[Aggregate, ...], partners: Rows, as_of: date = DAY, **rows: Rows
) -> Portfolio:
    filled = tables(partners, **rows)
    known = as_known(filled["partners"].set_index("partner_id").sort_index(), as_of)
    told = tuple(one for one in aggregates if one.table == "partners" or rows.get(one.table))
    values = evaluate(told, filled, as_of)
    unread = [one.name for one in aggregates if one not in told]
    silent = _of_nobody(aggregates).loc[["nobody"] * len(values), unread].set_axis(values.index)
    order = [one.name for one in aggregates]
    return Portfolio(as_of, "EUR", known.join(values.join(silent)[order]))


@cache
def _of_nobody(aggregates: tuple[Aggregate, ...]) -> pd.DataFrame:
    """What each says of a partner without a row: most tests fill one table of ten."""
    return evaluate(aggregates, tables([{"partner_id": "nobody"}]), DAY)


def wins(
    partner_id: str, *days_ago: int, amount: float = 1000.0, **columns: object
) -> list[dict[str, object]]:
    return [
        {
            "partner_id": partner_id,
            "stage": "won",
            "created_on": ago(days),
            "closed_on": ago(days),
            "amount": amount,
            **columns,
        }
        for days in days_ago
    ]


def _table(table: schema.Table, rows: Rows) -> pd.DataFrame:
    return _typed(table, rows) if rows else _empty(table).copy()


@cache
def _empty(table: schema.Table) -> pd.DataFrame:
    return _typed(table, ())


def _typed(table: schema.Table, rows: Rows) -> pd.DataFrame:
    columns = [column.name for column in table.columns]
    frame = pd.DataFrame(
        [{name: row.get(name) for name in columns} for row in rows], columns=columns, dtype="object"
    )
    key = table.key[0]
    frame[key] = _column(frame, [row.get(key, f"{table.name}-{number}") for number, row in enumerate(rows)])
    for column in table.beside:
        amount = column.name.removesuffix(schema.in_base(""))
        given = frame[amount] if amount in frame else [row.get(column.name) for row in rows]
        frame[column.name] = _column(frame, given)
    return typed(frame, table)


def _column(frame: pd.DataFrame, cells: Iterable[object]) -> "pd.Series[Any]":
    return pd.Series(list(cells), index=frame.index, dtype="object")
