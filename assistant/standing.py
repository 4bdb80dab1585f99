"""The whole portfolio's science at one day, computed once per state of the data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from threading import RLock
from typing import Final, TypeVar

import pandas as pd
from sqlalchemy import Engine

from knowledge.portfolio import load_portfolio
from knowledge.readings import promises
from knowledge.stored_settings import data_version
from tools import attention, journey, scorecard, tiers
from tools.aggregates import Aggregate
from tools.attention import AttentionItem
from tools.policy import Policy
from tools.portfolio import Portfolio
from tools.scorecard import Scorecards

MONTHS: Final = 6
"""Month-ends through which tiers and journeys are walked; older moves are not told, each costs a load."""

T = TypeVar("T")
_WALKED: Final = (*tiers.AGGREGATES, *journey.AGGREGATES)
_ALL: Final = (*_WALKED, *attention.AGGREGATES, *scorecard.AGGREGATES)
_KEPT: Final = 8
_MONTH_ENDS_KEPT: Final = 4 * MONTHS


@dataclass(frozen=True)
class Standing:
    """Where every partner stands at the end of `as_of`; each part is computed when it is first asked for."""

    as_of: date
    policy: Policy
    portfolio: Portfolio
    load_month_ends: Callable[[], tuple[Portfolio, ...]]
    load_promises: Callable[[], pd.DataFrame]

    @cached_property
    def history(self) -> tuple[Portfolio, ...]:
        """Month-ends before `as_of`, oldest first, then the day itself."""
        return (*self.load_month_ends(), self.portfolio)

    @cached_property
    def scorecards(self) -> Scorecards:
        """The 5Cs of every partner."""
        return scorecard.scorecards(self.portfolio, self.policy.scorecard)

    @cached_property
    def tiers(self) -> pd.DataFrame:
        """The tier of every partner, walked through the history."""
        return tiers.tiers(self.history, self.policy.tiers)

    @cached_property
    def journey(self) -> pd.DataFrame:
        """The journey phase of every partner."""
        return journey.journey(self.history, self.policy.journey)

    @cached_property
    def promises(self) -> pd.DataFrame:
        """Promises read out of notes by then."""
        return self.load_promises()

    @cached_property
    def attention(self) -> tuple[AttentionItem, ...]:
        """Every partner that needs a person, most urgent first."""
        return attention.attention(
            self.portfolio, self.tiers, self.journey, self.promises, self.policy.attention
        )


@dataclass
class Standings:
    """Standings by day; kept while the data stays as it is."""

    engine: Engine
    policy: Policy
    _version: int = -1
    _kept: OrderedDict[date, Standing] = field(default_factory=OrderedDict)
    _month_ends: OrderedDict[date, Portfolio] = field(default_factory=OrderedDict)
    _lock: RLock = field(default_factory=RLock)

    def at(self, as_of: date) -> Standing:
        """The standing at the end of that day."""
        with self._lock:
            with self.engine.connect() as connection:
                version = data_version(connection)
            if version != self._version:
                self._kept.clear()
                self._month_ends.clear()
                self._version = version
            if as_of not in self._kept:
                self._kept[as_of] = self._load(as_of)
            return _freshly_used(self._kept, as_of, _KEPT)

    def _load(self, as_of: date) -> Standing:
        return Standing(
            as_of,
            self.policy,
            self._portfolio(as_of, _ALL),
            lambda: tuple(self._month_end(day) for day in month_ends(as_of, MONTHS)),
            lambda: self._promises(as_of),
        )

    def _month_end(self, day: date) -> Portfolio:
        with self._lock:
            if day not in self._month_ends:
                self._month_ends[day] = self._portfolio(day, _WALKED)
            return _freshly_used(self._month_ends, day, _MONTH_ENDS_KEPT)

    def _portfolio(self, as_of: date, aggregates: Iterable[Aggregate]) -> Portfolio:
        with self.engine.connect() as connection:
            return load_portfolio(connection, as_of, aggregates)

    def _promises(self, as_of: date) -> pd.DataFrame:
        with self.engine.connect() as connection:
            return promises(connection, as_of)


def _freshly_used(kept: OrderedDict[date, T], day: date, most: int) -> T:
    """The value of that day, which becomes the newest; the oldest beyond `most` are dropped."""
    kept.move_to_end(day)
    while len(kept) > most:
        kept.popitem(last=False)
    return kept[day]


def month_ends(as_of: date, count: int) -> tuple[date, ...]:
    """The last `count` month-ends before `as_of`, oldest first."""
    ends = []
    day = as_of.replace(day=1) - timedelta(days=1)
    for _ in range(count):
        ends.append(day)
        day = day.replace(day=1) - timedelta(days=1)
    return tuple(reversed(ends))
