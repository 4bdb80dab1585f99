"""What one partner did between two days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

import pandas as pd

from tools.about import About
from tools.changes import kinds
from tools.facts import Fact, Kind

Rows: TypeAlias = Mapping[str, pd.DataFrame]


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
        """Rows dated in the window, or in the same one so many days earlier, whose columns hold `values`."""
        rows, back = self.rows[table], pd.Timedelta(days=days_back)
        start, end = (pd.Timestamp(about.portfolio.as_of) - back for about in (self.then, self.now))
        chosen = (rows[column] > start) & (rows[column] <= end)
        for name, value in values.items():
            chosen &= rows[name].eq(value)
        return rows[chosen]

    def since(self) -> Fact:
        """The earlier day, as a fact."""
        return self.fact(kinds.SINCE, self.then.portfolio.as_of)

    def fact(self, kind: Kind, value: object, rows: pd.DataFrame | None = None) -> Fact:
        """A fact about the window, with the rows behind it; it differs by where the window begins."""
        fact = self.now.fact(kind, value, subject=self.then.portfolio.as_of.isoformat())
        return fact if rows is None else replace(fact, rows=keys(rows))

    def row_fact(self, kind: Kind, rows: pd.DataFrame, column: str) -> Fact:
        """A fact that the first of `rows` holds."""
        row = rows.iloc[:1]
        key = keys(row)
        return replace(self.now.fact(kind, row[column].iloc[0], subject=key[0]), rows=key)


def keys(rows: pd.DataFrame) -> tuple[str, ...]:
    """`table:key` of every row; the key stands in a table's first column."""
    name = str(rows.columns[0])
    return tuple(f"{name.removesuffix('_id')}:{key}" for key in rows[name])
