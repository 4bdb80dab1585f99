"""Metrics of rankings over the rows of a walk, for as many draws of partners as wanted."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.backtest.metrics import (
    Floats,
    average_precision,
    found_in_top,
    roc_auc,
)
from tools.backtest.rankings import Lane, Ranking
from tools.backtest.resampling import drawn, interval
from tools.backtest.walk import DAY, LAST, column
from tools.outlook import calibration_error

AUC: Final = "roc_auc"
RAR50: Final = "rar50"
PRECISION: Final = "average_precision"
TOP_PRECISION: Final = "precision_at_50"
REVENUE_AUC: Final = "revenue_weighted_auc"
HEADLINE: Final = {Lane.DECLINE: AUC, Lane.SILENCE: AUC, Lane.MONEY: RAR50}
"""The metric that decides each lane."""


def metrics(rows: pd.DataFrame, lane: Lane, ranking: Ranking) -> dict[str, float]:
    """Every metric of a ranking in a lane, the headline first; rows without a score are left out."""
    known = rows[rows[column(lane, ranking)].notna()]
    if known.empty:
        return {}
    scores = known[column(lane, ranking)].to_numpy()
    once = np.ones((1, len(known)))
    found = {HEADLINE[lane]: _headline(known, lane, scores, once)[0]}
    if lane is Lane.MONEY:
        declines = known[Lane.DECLINE].to_numpy()
        return found | {REVENUE_AUC: roc_auc(declines, scores, known[[LAST]].to_numpy().T)[0]}
    came = known[lane].to_numpy()
    top, places = _in_top(known, came, scores, once)
    return found | {
        PRECISION: average_precision(came, scores, once)[0],
        TOP_PRECISION: float(top[0] / places[0]) if places[0] else float("nan"),
    }


def gains(
    rows: pd.DataFrame, lane: Lane, rankings: list[Ranking], draws: int, seed: int
) -> dict[Ranking, tuple[float, float, float]]:
    """Headline of ours less each ranking's, on rows that both score, and the ends of its 95 % interval."""
    ours = rows[column(lane, Ranking.OURS)]
    shared = {one: (ours.notna() & rows[column(lane, one)].notna()).to_numpy() for one in rankings}
    differences: dict[Ranking, list[Floats]] = {one: [] for one in rankings}
    for weights in drawn(rows.index.to_numpy(), draws, seed):
        for one, kept in shared.items():
            differences[one].append(_gain(rows[kept], lane, one, weights[:, kept]))
    return {
        one: (
            float(_gain(rows[kept], lane, one, np.ones((1, int(kept.sum()))))[0]),
            *interval(np.concatenate(differences[one])),
        )
        for one, kept in shared.items()
    }


def calibration(rows: pd.DataFrame, lane: Lane) -> float:
    """Calibration error of the chance that is shown."""
    known = rows[rows[column(lane, Ranking.OURS)].notna()]
    return calibration_error(known[lane].to_numpy(), known[column(lane, Ranking.OURS)].to_numpy())


def best_possible(rows: pd.DataFrame) -> float:
    """Share of the lost revenue that the 50 who lost most held, day by day."""
    return float(_headline(rows, Lane.MONEY, rows[Lane.MONEY].to_numpy(), np.ones((1, len(rows))))[0])


def _gain(rows: pd.DataFrame, lane: Lane, other: Ranking, weights: Floats) -> Floats:
    ours, theirs = (rows[column(lane, one)].to_numpy() for one in (Ranking.OURS, other))
    return _headline(rows, lane, ours, weights) - _headline(rows, lane, theirs, weights)


def _headline(rows: pd.DataFrame, lane: Lane, scores: Floats, weights: Floats) -> Floats:
    came = rows[lane].to_numpy()
    if not len(came):
        return np.full(len(weights), np.nan)
    if lane is not Lane.MONEY:
        return roc_auc(came, scores, weights)
    held, _ = _in_top(rows, came, scores, weights)
    lost = weights @ came
    return np.asarray(np.divide(held, lost, out=np.full_like(held, np.nan), where=lost > 0))


def _in_top(rows: pd.DataFrame, values: Floats, scores: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """`found_in_top` of each day, added up."""
    days = rows[DAY].to_numpy()
    parts = [
        found_in_top(values[here], scores[here], weights[:, here])
        for here in (np.flatnonzero(days == day) for day in np.unique(days))
    ]
    zero = np.zeros(len(weights))
    return sum((part[0] for part in parts), zero), sum((part[1] for part in parts), zero)
