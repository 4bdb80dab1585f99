"""How fast partners go through each phase: typical days, the limit, and who went on this year and before."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from tools.journey.phases import ORDER
from tools.journey.policy import JourneyPolicy
from tools.journey.survival import Survival, survival

_YEAR: Final = 365
_ENTERED: Final = [f"{phase}_on" for phase in ORDER]


def paces(standing: pd.DataFrame, as_of: date, policy: JourneyPolicy) -> pd.DataFrame:
    """How fast partners leave each phase, by Kaplan-Meier: those still inside are not failures.

    Args:
        standing: `order`, `until` (the day, or the partnership's end), `first_event`, per phase the day it
            was entered, and `own`: where fewer than `stuck_peers` are not, they alone count, so that no
            share tells of a few.
        as_of: The day.
        policy: Thresholds.

    Returns:
        Indexed by phase, in order. `peers`, partners whose stay can be told; `median`, days by which half had
        left (NaN if fewer did); `limit`, days after which one is stuck (inf for devotion, which has no end),
        and `limit_peers`, what it was measured on (0: the default); `target`, the days that it should take by
        policy (inf for devotion); `went_on`, the share (0-1, higher is better) that left within them, NaN
        below `stuck_peers` peers or where too few were watched so long (`stuck_least`); `this_year` and
        `year_before`, the same of those who entered in the last 365 days and in the
        365 days before, the latter as known a year ago.
    """
    rows = [_pace(standing, at, pd.Timestamp(as_of), policy) for at in range(len(ORDER))]
    return pd.DataFrame(rows, index=pd.Index([str(phase) for phase in ORDER], dtype="str"))


def _pace(standing: pd.DataFrame, at: int, today: pd.Timestamp, policy: JourneyPolicy) -> dict[str, float]:
    nothing = {"median": np.nan, "limit": np.inf, "limit_peers": 0.0, "target": np.inf}
    if at == len(ORDER) - 1:
        return {"peers": 0.0, **nothing, "went_on": np.nan, "this_year": np.nan, "year_before": np.nan}
    stays = _stays(standing, at, today)
    whole = _survival(stays, today, policy)
    target = float(policy.stuck_days()[at])
    limit, peers = _limit(whole, target, policy)
    year = pd.Timedelta(days=_YEAR)
    cohorts = {"this_year": today, "year_before": today - year}
    shares = {
        name: _went_on(_survival(stays[stays["entered"] > end - year], end, policy), target, policy)
        for name, end in cohorts.items()
    }
    median, reached = whole.days_until_left(0.5, policy.stuck_least)
    return {
        "peers": float(whole.peers),
        "median": median if reached and whole.peers >= policy.stuck_peers else np.nan,
        "limit": limit,
        "limit_peers": peers,
        "target": target,
        "went_on": _went_on(whole, target, policy),
        **shares,
    }


def _limit(whole: Survival, default: float, policy: JourneyPolicy) -> tuple[float, float]:
    """Days after which one is stuck, and the peers behind it.

    If fewer than the share ever left, one is stuck after the default, but not before anybody else had left.
    """
    if whole.peers < policy.stuck_peers:
        return default, 0.0
    measured, reached = whole.days_until_left(policy.stuck_share, policy.stuck_least)
    return (measured, float(whole.peers)) if reached else (max(measured, default), 0.0)


def _went_on(estimate: Survival, days: float, policy: JourneyPolicy) -> float:
    share = estimate.left_within(days, policy.stuck_least) if estimate.peers >= policy.stuck_peers else None
    return np.nan if share is None else share


def _stays(standing: pd.DataFrame, at: int, today: pd.Timestamp) -> pd.DataFrame:
    """`entered`, `left` (NaT if not), `until` and `own` of all whose stay can be told.

    Who entered before the data begins is left out: what ended the stay may lie before it too.
    """
    order = standing["order"].to_numpy()
    entered = standing[_ENTERED[at]].to_numpy()
    later = standing[_ENTERED[at + 1 :]].to_numpy()
    left = np.where(order > at, np.fmin.reduce(later, axis=1), np.datetime64("NaT", "us"))
    known = ~np.isnat(entered) & (~np.isnat(left) | (order == at))
    known &= entered >= standing["first_event"].min().to_numpy()
    until = standing["until"].to_numpy()
    own = standing["own"].to_numpy()
    stays = pd.DataFrame({"entered": entered, "left": left, "until": until, "own": own})
    told: pd.DataFrame = stays[known & (stays["entered"] <= today)]
    return told


def _survival(stays: pd.DataFrame, day: pd.Timestamp, policy: JourneyPolicy) -> Survival:
    """The estimate as known at the end of `day`; without those that are not one's own if they are few."""
    known = stays[stays["entered"] <= day]
    if (~known["own"]).sum() < policy.stuck_peers:
        known = known[known["own"]]
    gone = (known["left"] <= day).to_numpy()
    watched = known["until"].mask(known["until"] > day, day)
    stay = known["left"].where(gone, watched) - known["entered"]
    return survival(np.asarray(stay.dt.days.clip(lower=0), dtype=np.float64), gone)
