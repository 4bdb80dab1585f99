"""Portfolios by day; after an import only partners whom it changed are computed again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection, Engine

from knowledge.columns import Columns
from knowledge.freshness import through_of
from knowledge.portfolio import load_portfolio, renew_portfolio
from knowledge.stored_settings import DataState, changed_since, data_state
from tools.aggregates import Aggregate
from tools.portfolio import Portfolio


@dataclass(frozen=True)
class _Kept:
    """A portfolio in one state of the data.

    Attributes:
        newest: Whether the data covered no later day: attributes count as they are now, not as they were.
    """

    state: DataState
    newest: bool
    portfolio: Portfolio


@dataclass
class Portfolios:
    """Keeps the portfolios of the days asked for last.

    Attributes:
        aggregates: Of every portfolio.
        most: Days that are kept.
    """

    engine: Engine
    columns: Columns
    aggregates: tuple[Aggregate, ...]
    most: int
    _kept: OrderedDict[date, _Kept] = field(default_factory=OrderedDict)

    def at(self, day: date) -> Portfolio:
        """The portfolio at the end of that day, as the data is now."""
        with self.engine.connect() as connection:
            self._kept[day] = kept = self._current(connection, day)
        self._kept.move_to_end(day)
        while len(self._kept) > self.most:
            self._kept.popitem(last=False)
        return kept.portfolio

    def _current(self, connection: Connection, day: date) -> _Kept:
        kept, state = self._kept.get(day), data_state(connection)
        through = through_of(connection)
        newest = through is None or day >= through
        same = kept is not None and kept.newest == newest
        changed = changed_since(connection, kept.state, state) if kept and same else None
        if kept is None or changed is None:
            self._kept.pop(day, None)  # what goes makes room first
            return _Kept(state, newest, load_portfolio(connection, day, self.aggregates, self.columns))
        return _Kept(state, newest, renew_portfolio(connection, kept.portfolio, self.aggregates, changed))
