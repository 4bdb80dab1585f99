"""Gradient boosting as a reference: what a flexible model that explains nothing would have found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.util import find_spec
from typing import Final

import numpy as np
import pandas as pd

from tools.backtest.rankings import Lane, Ranking
from tools.outlook import COMPONENTS, QUARTER, ClosedQuarter, OutlookPolicy, going_dark
from tools.outlook.gamma import Floats

_ENOUGH: Final = 200  # rows, below which trees find only noise
_LANES: Final = (Lane.DECLINE, Lane.SILENCE)
_READ: Final = (
    "outlook_wins_quarter",
    "outlook_wins_30d",
    "outlook_wins_60d_before",
    "outlook_wins_365d",
    "outlook_revenue_quarter",
    "outlook_revenue_365d",
    "outlook_biggest_365d",
    "outlook_recent_wins",
    "outlook_recent_revenue",
)


def boosting_installed() -> bool:
    """Whether scikit-learn is there."""
    return find_spec("sklearn") is not None


@dataclass
class Boosting:
    """Learns from every quarter that it is shown, and uses it once that quarter has ended."""

    _seen: list[tuple[date, Floats, Floats]] = field(default_factory=list)

    def scores(self, quarter: ClosedQuarter, policy: OutlookPolicy) -> pd.DataFrame:
        """Scores per lane of those who had business; NaN while too little has ended."""
        had = quarter.had_business
        partners = quarter.portfolio.partners[had]
        dark = going_dark(quarter.portfolio, policy)[had]
        rows = np.column_stack([partners[list(_READ)], dark[[*COMPONENTS, "silent_days", "rhythm"]]])
        chances = self._chances(rows.astype(float), quarter.portfolio.as_of)
        came = np.column_stack([quarter.declines[had], quarter.silent[had]]).astype(float)
        ended = quarter.portfolio.as_of + timedelta(days=QUARTER)
        self._seen.append((ended, rows.astype(float), came))
        last = partners["outlook_revenue_quarter"].clip(lower=0).to_numpy()
        money = chances[:, :1] * last[:, None]
        names = [f"{lane}: {Ranking.BOOSTING}" for lane in (*_LANES, Lane.MONEY)]
        return pd.DataFrame(np.hstack([chances, money]), index=partners.index, columns=names)

    def _chances(self, rows: Floats, today: date) -> Floats:
        """One column per lane of `_LANES`."""
        closed = [(known, came) for ended, known, came in self._seen if ended <= today]
        if sum(len(known) for known, _ in closed) < _ENOUGH or not len(rows):
            return np.full((len(rows), len(_LANES)), np.nan)
        known = np.concatenate([one for one, _ in closed])
        came = np.concatenate([one for _, one in closed])
        return np.column_stack([_chance(known, came[:, at], rows) for at in range(len(_LANES))])


def _chance(known: Floats, came: Floats, rows: Floats) -> Floats:
    from sklearn.ensemble import HistGradientBoostingClassifier
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # it ships no types

    if len(np.unique(came)) == 1:
        return np.full(len(rows), came[0])
    model = HistGradientBoostingClassifier(
        max_depth=3, max_iter=80, learning_rate=0.05, min_samples_leaf=40, random_state=0
    )
    with threadpool_limits(1):  # with so few rows, threads that wait for each other cost more than they give
        return np.asarray(model.fit(known, came).predict_proba(rows)[:, 1], dtype=float)
