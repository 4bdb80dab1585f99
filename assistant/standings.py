"""Standings by day, read from the stores and kept while the data stays as it is."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from threading import RLock
from typing import Final

import pandas as pd
from sqlalchemy import Engine

from assistant.past_scores import PastScores
from assistant.portfolios import Portfolios
from assistant.science import AGGREGATES, WALKED
from assistant.standing import PLANNED, Standing
from knowledge.columns import Columns, KeptColumns
from knowledge.commissions import commissions_since
from knowledge.fits import stored_coefficients
from knowledge.freshness import Freshness, freshness, through_of
from knowledge.market import vendor_rows
from knowledge.movements import load_movements
from knowledge.portfolio import load_cells, load_portfolio
from knowledge.program import certificates, program_levels
from knowledge.promises import promises
from knowledge.reviews import Decision, decisions, decisions_version
from knowledge.stored_settings import data_version
from knowledge.territories import deals_on
from tools.aggregates import Aggregate
from tools.economics import Movements
from tools.investment import SPENDING
from tools.outlook import Coefficients, packaged
from tools.policy import Policy
from tools.portfolio import Portfolio
from tools.territory import Deals

MONTHS: Final = 6
"""Month-ends through which tiers and journeys are walked; older moves are not told, each costs a load."""

_KEPT: Final = 8
_SPENDING_KEPT: Final = 2  # many columns, and seldom asked about another day
_MONTH_ENDS_KEPT: Final = 4 * MONTHS


@dataclass
class Standings:
    """Standings by day; kept while the data stays as it is."""

    engine: Engine
    policy: Policy
    columns: Columns = field(default_factory=KeptColumns)
    _version: tuple[int, str] = (-1, "")
    _kept: OrderedDict[date, Standing] = field(default_factory=OrderedDict)
    _lock: RLock = field(default_factory=RLock)

    def at(self, as_of: date) -> Standing:
        """The standing at the end of that day."""
        with self._lock:
            with self.engine.connect() as connection:
                version = data_version(connection), decisions_version(connection)
            if version != self._version:
                self._kept.clear()
                self._version = version
            if as_of not in self._kept:
                self._kept[as_of] = self._load(as_of)
            self._kept.move_to_end(as_of)
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return self._kept[as_of]

    def _load(self, as_of: date) -> Standing:
        return Standing(as_of, self.policy, self._portfolios.at(as_of), _AsKnown(self, as_of))

    def month_end(self, day: date) -> Portfolio:
        """The portfolio at the end of that day, with what tiers and journeys read."""
        with self._lock:
            return self._month_ends.at(day)

    def planned(self, day: date) -> Portfolio:
        """The portfolio at the end of that day, with what planning and money need besides."""
        with self._lock:
            return self._planned.at(day)

    def spending(self, day: date) -> Portfolio:
        """The portfolio at the end of that day, with what was spent and won quarter by quarter."""
        with self._lock:
            return self._spending.at(day)

    @cached_property
    def past_scores(self) -> PastScores:
        """Every partner's scores on past days, for a line over time."""
        return PastScores(self.engine, self.policy.scorecard, self.columns)

    @cached_property
    def _spending(self) -> Portfolios:
        return Portfolios(self.engine, self.columns, SPENDING, _SPENDING_KEPT)

    @cached_property
    def _planned(self) -> Portfolios:
        return Portfolios(self.engine, self.columns, PLANNED, _KEPT)

    @cached_property
    def _portfolios(self) -> Portfolios:
        return Portfolios(self.engine, self.columns, AGGREGATES, _KEPT)

    @cached_property
    def _month_ends(self) -> Portfolios:
        return Portfolios(self.engine, self.columns, WALKED, _MONTH_ENDS_KEPT)


@dataclass(frozen=True)
class _AsKnown:
    """Reads for the standing of one day."""

    standings: Standings
    as_of: date

    def planned(self) -> Portfolio:
        return self.standings.planned(self.as_of)

    def spending(self) -> Portfolio:
        return self.standings.spending(self.as_of)

    def movements(self, flows: tuple[Aggregate, ...]) -> dict[str, Movements]:
        index = self.standings.at(self.as_of).portfolio.partners.index
        with self.standings.engine.connect() as connection:
            return load_movements(connection, self.as_of, flows, index, self.standings.columns)

    def figures(self, aggregates: tuple[Aggregate, ...]) -> Portfolio:
        with self.standings.engine.connect() as connection:
            return load_portfolio(connection, self.as_of, aggregates, self.standings.columns)

    def month_ends(self) -> tuple[Portfolio, ...]:
        return tuple(self.standings.month_end(day) for day in month_ends(self.as_of, MONTHS))

    def history_from(self, day: date) -> tuple[Portfolio, ...]:
        months = (self.as_of.year - day.year) * 12 + self.as_of.month - day.month
        days = {*month_ends(day, MONTHS), day, *month_ends(self.as_of, months)}
        return tuple(self.standings.month_end(one) for one in sorted(days))

    def decisions(self) -> list[Decision]:
        with self.standings.engine.connect() as connection:
            through = through_of(connection)
            past = through is not None and self.as_of < through
            return decisions(connection, until=self.as_of if past else None)

    def promises(self) -> pd.DataFrame:
        with self.standings.engine.connect() as connection:
            return promises(connection, self.as_of)

    def vendor(self) -> pd.DataFrame:
        with self.standings.engine.connect() as connection:
            return vendor_rows(connection, self.as_of)

    def coefficients(self) -> Coefficients:
        with self.standings.engine.connect() as connection:
            return stored_coefficients(connection, self.as_of) or packaged()

    def levels(self) -> pd.DataFrame:
        with self.standings.engine.connect() as connection:
            return program_levels(connection)

    def deals(self) -> Deals:
        with self.standings.engine.connect() as connection:
            return deals_on(connection, self.as_of, self.standings.columns)

    def counted(self) -> Freshness:
        with self.standings.engine.connect() as connection:
            return freshness(connection, as_of=self.as_of)

    def commissions(self, first: date) -> pd.DataFrame:
        with self.standings.engine.connect() as connection:
            return commissions_since(connection, first, self.as_of)

    def certificates(self) -> pd.DataFrame:
        with self.standings.engine.connect() as connection:
            return certificates(connection, self.as_of)

    def cells(self, aggregates: tuple[Aggregate, ...], by: tuple[str, ...]) -> pd.DataFrame:
        with self.standings.engine.connect() as connection:
            return load_cells(connection, self.as_of, aggregates, by, self.standings.columns)


def month_ends(as_of: date, count: int) -> tuple[date, ...]:
    """The last `count` month-ends before `as_of`, oldest first."""
    ends = []
    day = as_of.replace(day=1) - timedelta(days=1)
    for _ in range(count):
        ends.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return tuple(reversed(ends))
