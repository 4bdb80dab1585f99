"""One partner's rows, quarter by quarter, and the facts that they make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import pandas as pd

from tools import schema
from tools.about import About, is_missing
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Fact, Kind
from tools.opening import row_keys
from tools.qbr import kinds
from tools.qbr.quarters import Quarter

CHARTED: Final = 8
"""Quarters in a chart: two years, so that each has the one a year before beside it."""

_BEFORE: Final = ("prospect", "applicant")
_TABLES: Final = {table.name: table for table in schema.TABLES}


@dataclass(frozen=True, eq=False)
class Quarterly:
    """One partner in one quarter.

    Attributes:
        about: The partner; its day is not before the end of the quarter.
        rows: Its rows by table, as known that day (`tools.events.rows_as_known`).
        offers: The offers table.
    """

    about: About
    rows: Mapping[str, pd.DataFrame]
    quarter: Quarter
    offers: pd.DataFrame

    @cached_property
    def label(self) -> Fact:
        """The quarter's name."""
        return self.about.fact(kinds.QUARTER, self.quarter.label)

    @property
    def today(self) -> pd.Timestamp:
        """The day of the data."""
        return pd.Timestamp(self.about.portfolio.as_of)

    @property
    def is_prospect(self) -> bool:
        """Whether the contract is not signed yet."""
        return bool(self.about.portfolio.partners["status"][self.about.partner_id] in _BEFORE)

    def among(self, table: str, column: str, quarter: Quarter | None = None, **values: str) -> pd.DataFrame:
        """Rows of a quarter (this one by default), dated by `column`, whose columns hold `values`."""
        rows = self.rows[table]
        rows = rows[(quarter or self.quarter).holds(rows[column])]
        for name, value in values.items():
            rows = rows[rows[name].eq(value)]
        return rows

    def fact(self, kind: Kind, value: object, table: str, rows: pd.DataFrame, subject: str = "") -> Fact:
        """A fact about this quarter with the rows behind it."""
        subject = f"{self.quarter.label} {subject}".strip()
        return replace(self.about.fact(kind, value, subject), rows=row_keys(rows, _TABLES[table]))

    def cell(self, kind: Kind, table: str, row: pd.Series, column: str) -> Fact | None:
        """One cell of a row; None if it is empty."""
        value = row[column]
        if is_missing(value) or value == "":
            return None
        key = row_keys(row.to_frame().T, _TABLES[table])
        return replace(self.about.fact(kind, value, key[0]), rows=key)

    def columns(
        self, key: str, kind: Kind, table: str, of: Callable[[Quarter], pd.DataFrame]
    ) -> ChartSpec | None:
        """Columns of the sum of `amount_base` over what each of the last quarters holds."""
        quarters = self.quarter.until_here(CHARTED)
        parts = [of(quarter) for quarter in quarters]
        if all(part["amount_base"].isna().all() for part in parts):
            return None
        points = tuple(
            None
            if len(part) and part["amount_base"].isna().any()
            else self.fact(kind, part["amount_base"].sum(), table, part, quarter.label)
            for quarter, part in zip(quarters, parts, strict=True)
        )
        names = tuple(self.about.fact(kinds.QUARTER, quarter.label, quarter.label) for quarter in quarters)
        return ChartSpec(key, ChartForm.COLUMNS, names, (Series(f"series.{kind.name}", points),))
