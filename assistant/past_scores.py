"""Scores of past days, for a line over time: a day is loaded with what scores need and nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Final

import pandas as pd
from sqlalchemy import Connection, Engine

from assistant.portfolios import Portfolios
from knowledge.columns import Columns
from knowledge.portfolio import load_cells
from knowledge.stored_settings import data_version
from tools import scorecard, segments
from tools.scorecard import ScorecardPolicy

_DAYS_KEPT: Final = 16  # two years of quarter-ends, for questions of two different days


@dataclass(frozen=True, eq=False)
class _Day:
    """The scores of one day and all that they were computed from."""

    version: int
    partners: pd.DataFrame
    covered: pd.Index[str]
    scores: pd.DataFrame


@dataclass
class PastScores:
    """Keeps the scores of the days asked for; computes a day again only if what it scores has changed."""

    engine: Engine
    policy: ScorecardPolicy
    columns: Columns
    _kept: dict[date, _Day] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def on(self, days: Collection[date]) -> dict[date, pd.DataFrame]:
        """Partner by `total` and category, 0-100, at the end of each of these days."""
        with self.engine.connect() as connection:
            return {day: self._at(connection, day) for day in days}

    def _at(self, connection: Connection, day: date) -> pd.DataFrame:
        with self._lock:  # day by day, so that nobody waits for days that they did not ask for
            version, kept = data_version(connection), self._kept.pop(day, None)
            if kept is None or kept.version != version:
                kept = self._scored(connection, day, version, kept)
            self._kept[day] = kept
            while len(self._kept) > _DAYS_KEPT:
                del self._kept[next(iter(self._kept))]
            return kept.scores

    def _scored(self, connection: Connection, day: date, version: int, kept: _Day | None) -> _Day:
        """As a standing of that day scores, with much less loaded."""
        portfolio = self._portfolios.at(day)
        pairs = load_cells(connection, day, segments.QUALIFYING, ("sector", "technology"), self.columns)
        held = load_cells(connection, day, segments.HOLDING, ("technology",), self.columns)
        covered = segments.covered_cells(portfolio.partners, pairs, held)
        if kept and kept.covered.equals(covered) and kept.partners.equals(portfolio.partners):
            return _Day(version, kept.partners, kept.covered, kept.scores)
        scores = scorecard.scorecards(portfolio, self.policy, covered).scores
        return _Day(version, portfolio.partners, covered, scores)

    @cached_property
    def _portfolios(self) -> Portfolios:
        return Portfolios(self.engine, self.columns, scorecard.AGGREGATES, _DAYS_KEPT)
