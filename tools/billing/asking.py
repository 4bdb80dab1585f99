"""What a question about commissions is about, and the facts that its rows make."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import fsum
from typing import Final, Literal

import pandas as pd

from tools.about import About, Row, Slots, about_all
from tools.billing import kinds
from tools.billing.ledger import Dated, within
from tools.billing.periods import Span
from tools.counted import counted
from tools.facts import Fact, Kind, Statement, Unit
from tools.portfolio import Portfolio

_KEYS_LISTED: Final = 500
"""Rows behind a total over many partners that are still listed; beyond, the table is the way down."""


@dataclass(frozen=True, eq=False)
class Asked:
    """One question.

    Attributes:
        portfolio: For names, the day and the base currency.
        ledger: Rows of `tools.billing.ledger` of the partners in question.
        partner_id: The one partner that was named.
        span: The period asked about.
        dated: Which day the span is about: `earned`, `due` or `paid`.
        limit: Rows shown at most.
        recorded: Whether the data holds any commission of anybody.
        people: Names of managers by e-mail.
        claimed: Which way the asker says that a commission went, where they ask why.
    """

    portfolio: Portfolio
    ledger: pd.DataFrame
    partner_id: str | None = None
    span: Span | None = None
    dated: Dated = "earned"
    limit: int = 10
    recorded: bool = True
    people: Mapping[str, str] = field(default_factory=dict)
    claimed: Literal["less", "more"] | None = None

    @property
    def rows(self) -> pd.DataFrame:
        """The rows in the span; all without one."""
        return self.ledger if self.span is None else within(self.ledger, self.span, self.dated)

    @property
    def runs(self) -> bool:
        """Whether the period is not over."""
        return self.span is not None and self.span.last > self.portfolio.as_of

    def said(self, key: str, slots: Slots) -> Statement:
        """The phrase for the one partner, or for all of them; with the period, if one was asked about."""
        whole = dict(slots)
        if self.span is not None:
            whole.setdefault("period", self.period(self.span))
        if self.partner_id:
            whole.pop("partners", None)
            return Statement(f"billing.{key}", {"partner": self.about().partner(), **whole})
        return Statement(f"billing.{key}_all", whole)

    def about(self, partner_id: str = "") -> About:
        """Facts about a partner; about the one that was named, if none is given."""
        return About(self.portfolio, partner_id or self.partner_id or "")

    def money(self, kind: Kind, rows: pd.DataFrame, subject: str = "", *, size: bool = False) -> Fact:
        """The sum of the rows in base currency, without those that no exchange rate converts.

        Args:
            kind: What the sum is.
            rows: Of the ledger.
            subject: Tells it from another sum of the same rows.
            size: Without its sign.
        """
        total = fsum(rows["amount_base"].dropna())
        return self.figure(kind, abs(total) if size else total, rows, subject)

    def count(self, rows: pd.DataFrame) -> Fact:
        """How many commissions these are."""
        return self.figure(kinds.COUNT, len(rows), rows)

    def partners(self, rows: pd.DataFrame) -> Fact:
        """How many partners they belong to."""
        return self.figure(kinds.PARTNERS, rows["partner_id"].nunique(), rows)

    def figure(self, kind: Kind, value: object, rows: pd.DataFrame, subject: str = "") -> Fact:
        """A figure that these rows make."""
        subject = counted(rows["commission_id"], f"{self.partner_id or 'all'}/{subject}")
        if self.partner_id:
            return replace(self.about().fact(kind, value, subject), rows=keys_of(rows))
        fact = about_all(self.portfolio, kinds.over_all(kind), value, subject)
        currency = self.portfolio.currency if kind.unit is Unit.MONEY else ""
        return replace(fact, currency=currency, rows=keys_of(rows) if len(rows) <= _KEYS_LISTED else ())

    def period(self, span: Span) -> Fact:
        """The period in words."""
        return Fact(kinds.PERIOD, None, span.words, self.portfolio.as_of, span.words)

    def text(self, kind: Kind, value: str) -> Fact:
        """A word or name that is told about no partner."""
        return Fact(kind, None, value, self.portfolio.as_of, value)

    def last(self, kind: Kind, rows: pd.DataFrame, column: str, *, first: bool = False) -> Fact:
        """The last (or first) day in a column that has one."""
        dated = rows.sort_values(column, ascending=first).dropna(subset=[column]).head(1)
        return self.figure(kind, dated[column].iloc[0], dated, column)

    def each(self, rows: pd.DataFrame, limit: int) -> Iterator[tuple[About, Row]]:
        """The first rows, each with its partner."""
        for row in rows.head(limit).to_dict("records"):
            yield self.about(str(row["partner_id"])), {str(key): row[key] for key in row}


def keys_of(rows: pd.DataFrame) -> tuple[str, ...]:
    """`commission:C1` of every row, then `deal:D17` of every deal behind them."""
    deals = rows.loc[rows["deal_stage"].notna(), "deal_id"].unique()
    return (*(f"commission:{one}" for one in rows["commission_id"]), *(f"deal:{one}" for one in deals))


def of_partners(rows: pd.DataFrame, ids: Collection[str]) -> pd.DataFrame:
    """The rows of these partners."""
    return rows[rows["partner_id"].isin(ids)]
