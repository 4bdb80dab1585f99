"""Real won deals, cut at a day: what was known by then, and what came within the months that follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from tools.economics.months import DAYS_A_MONTH, MONTHS, Floats, History, Movements

_FOLDS: Final = (
    ("2017-06-30", 6),
    ("2017-07-31", 5),
    ("2017-08-31", 4),
    ("2017-09-30", 3),
    ("2017-06-30", 3),
)


def folds(folder: Path) -> Iterator[tuple[str, int, History, Floats]]:
    """Name, months ahead, the history of each day and what every partner won in the months that follow.

    Partners who left later are among them; those who had not sold by the day are not.
    """
    deals = pd.read_csv(folder / "deals.csv", parse_dates=["closed_on"])
    won = deals[deals["stage"].eq("won") & deals["closed_on"].notna()]
    for day, months in _FOLDS:
        history, came = _cut(won, pd.Timestamp(day), months)
        yield f"marketplace, {day}", months, history, came


def _cut(won: pd.DataFrame, day: pd.Timestamp, months: int) -> tuple[History, Floats]:
    known = won[won["closed_on"] <= day]
    ids = pd.Index(sorted(known["partner_id"].unique()))
    later = won[(won["closed_on"] > day) & won["partner_id"].isin(ids)]
    later = later[later["closed_on"] <= day + pd.Timedelta(days=round(months * DAYS_A_MONTH))]
    came = later.groupby("partner_id")["amount"].sum().reindex(ids).fillna(0.0).to_numpy(dtype=float)
    ages = (day - known["closed_on"]).dt.days.to_numpy(dtype=float)
    moved = Movements(ids.get_indexer(known["partner_id"]), ages, known["amount"].to_numpy(dtype=float))
    first = np.zeros(len(ids))
    np.maximum.at(first, moved.partners, ages)
    return History(
        wins=moved.by_month(len(ids), 0),
        revenue=moved.by_month(len(ids)),
        squares=moved.by_month(len(ids), 2),
        selling=np.minimum((first + 1) / DAYS_A_MONTH, MONTHS),
        ended=np.full(len(ids), np.nan),
        groups=np.zeros(len(ids), dtype=np.intp),
    ), came
