"""What one partner did between two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from tools import schema
from tools.about import About
from tools.changes import kinds
from tools.facts import Fact, Kind, Statement, Unit
from tools.opening import row_keys

Rows: TypeAlias = Mapping[str, pd.DataFrame]
Told: TypeAlias = tuple[Statement, ...]


@dataclass(frozen=True, eq=False)
class Window:
    """One partner from the day after `then` to the day of `now`.

    Attributes:
        then, now: The partner at both ends.
        rows: Its raw rows as known at the later end.
    """

    then: About
    now: About
    rows: Rows

    def dated(self, table: str, column: str, days_back: int = 0, **values: str) -> pd.DataFrame:
        """Rows dated in the window, or in the same one so many days earlier, whose columns hold `values`.

        One day earlier is the window of last valid days: whatever it was, it is over on the day after.
        """
        rows, back = self.rows[table], pd.Timedelta(days=days_back)
        start, end = (day - back for day in self._days)
        return _whose(rows[(rows[column] > start) & (rows[column] <= end)], values)

    def left(self, table: str, column: str, days: int, skip: int = 0, **values: str) -> pd.DataFrame:
        """Rows that counted at the earlier end and are too old at the later one, newest first.

        Args:
            table: Whose rows.
            column: The date that decides.
            days: Length of the span that counts; it ends `skip` days before either end.
            skip: See `days`.
            values: What other columns hold.
        """
        rows = self.rows[table]
        then, now = (day - pd.Timedelta(days=skip) for day in self._days)
        span = pd.Timedelta(days=days)
        dated = rows[column]
        gone = rows[(dated > then - span) & (dated <= min(then, now - span))]
        return _whose(gone, values).sort_values(column, ascending=False, kind="stable")

    @property
    def _days(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        """Both ends."""
        return pd.Timestamp(self.then.portfolio.as_of), pd.Timestamp(self.now.portfolio.as_of)

    def since(self) -> Fact:
        """The earlier day, as a fact."""
        return self.fact(kinds.SINCE, self.then.portfolio.as_of)

    def until(self) -> Fact:
        """The later day, as a fact."""
        return self.fact(kinds.UNTIL, self.now.portfolio.as_of)

    def fact(self, kind: Kind, value: object, rows: pd.DataFrame | None = None) -> Fact:
        """A fact about the window, with the rows behind it; it differs by where the window begins."""
        fact = self.now.fact(kind, value, subject=self.then.portfolio.as_of.isoformat())
        return fact if rows is None else replace(fact, rows=keys(rows))

    def row_fact(self, kind: Kind, rows: pd.DataFrame, column: str) -> Fact:
        """A fact that the first of `rows` holds."""
        row = rows.iloc[:1]
        key = keys(row)
        value = row[column].iloc[0]
        fact = replace(self.now.fact(kind, value, subject=key[0]), rows=key)
        if kind.unit is Unit.COUNT and not float(value).is_integer():
            return replace(fact, value=float(value))  # a rating keeps its fraction
        return fact


def counted(key: str, slot: str, fact: Fact) -> Told:
    """A count is told unless it is zero."""
    return (Statement(key, {slot: fact}),) if fact.value else ()


def _whose(rows: pd.DataFrame, values: Mapping[str, str]) -> pd.DataFrame:
    """The rows whose columns hold `values`."""
    for name, value in values.items():
        rows = rows[rows[name].eq(value)]
    return rows


def keys(rows: pd.DataFrame) -> tuple[str, ...]:
    """`deal:D17` of every row, or `usage:2026-08`."""
    first = rows.columns[0]
    table = schema.USAGE if "month" in rows else next(t for t in schema.TABLES if t.key[0] == first)
    return row_keys(rows, table)
