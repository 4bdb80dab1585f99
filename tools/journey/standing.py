"""The journey of every partner over a history: phase, since when, regressions, what is missing, stuck."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.journey.phases import MISSING, ORDER, phases
from tools.journey.policy import JourneyPolicy
from tools.journey.survival import days_until_left
from tools.portfolio import Portfolio

_Numbers: TypeAlias = npt.NDArray[np.float64]
_ASKED = (("agreement",), ("agreement",), MISSING[1:4], MISSING[4:], ())
"""What the next phase asks for, by phase."""


def journey(history: Sequence[Portfolio], policy: JourneyPolicy) -> pd.DataFrame:
    """The journey of every partner at the last portfolio of `history`.

    Interest begins at the first contact; recruitment with the application or a second meeting; activation
    with the signature; investment once onboarded, trained or certified, and with a first accepted lead or
    deal; devotion with wins in three of four quarters (91 days each), a joint plan (365 days) or two valid
    certifications, and half of the wallet or a place in the most engaged quarter. The first three follow from
    events alone; devotion can be lost, which only a history shows.

    Args:
        history: Portfolios from oldest to newest; one is enough, more show how long devotion has lasted.
        policy: Thresholds.

    Returns:
        Indexed by partner id. `phase`; `entered` (NaT if not dated) and `evidence`, the code of the event;
        `days` in the phase; `missing`, codes of what the next phase asks for; `stuck`; `limit`, the days
        after which one is stuck, and `limit_peers`, how many partners it was measured on (0: the
        default); `regressed_from`, a later phase lost ("" if none); `ended`.

    Raises:
        ValueError: The history is empty or not in order.
    """
    days = [portfolio.as_of for portfolio in history]
    if not days or days != sorted(days):
        raise ValueError(f"a journey needs portfolios from oldest to newest, at least one; got {days}")
    standing = _began(phases(history[0], policy))
    reading = phases(history[0], policy)
    for portfolio in history[1:]:
        reading = phases(portfolio, policy)
        standing = _moved(standing, _began(reading), portfolio)
    return _described(history[-1], standing, reading, policy)


def _began(reading: pd.DataFrame) -> pd.DataFrame:
    """Order, entry and evidence of the phase that each partner is in."""
    columns = [f"{phase}_on" for phase in ORDER]
    at = reading["order"].to_numpy()
    rows = np.arange(len(reading))
    evidence = reading[[f"{phase}_by" for phase in ORDER]].to_numpy(dtype=object)[rows, at]
    return pd.DataFrame(
        {
            "order": reading["order"],
            "entered": reading[columns].to_numpy()[rows, at],
            "evidence": pd.Series(evidence, index=reading.index, dtype="str"),
            "regressed_from": pd.Series("", index=reading.index, dtype="str"),
        },
    )


def _moved(before: pd.DataFrame, now: pd.DataFrame, portfolio: Portfolio) -> pd.DataFrame:
    """One portfolio later: who stayed keeps the entry, who fell back entered on this day."""
    was = before.reindex(now.index)
    stayed = was["order"].eq(now["order"]) & was["entered"].notna()
    fell = was["order"] > now["order"]
    lost = was["order"].fillna(0).astype(int).map(dict(enumerate(ORDER))).astype("str")
    return now.assign(
        entered=now["entered"].mask(fell, pd.Timestamp(portfolio.as_of)).mask(stayed, was["entered"]),
        evidence=now["evidence"].mask(fell, "regression").mask(stayed, was["evidence"]),
        regressed_from=now["regressed_from"].mask(fell, lost).mask(stayed, was["regressed_from"]),
    )


def _described(
    portfolio: Portfolio, standing: pd.DataFrame, reading: pd.DataFrame, policy: JourneyPolicy
) -> pd.DataFrame:
    """Words and days for the standing, and who is stuck."""
    today = pd.Timestamp(portfolio.as_of)
    ended = portfolio.partners["status"].eq("ended")
    until = portfolio.partners["ended_on"].where(ended).fillna(today)
    days = (until - standing["entered"]).dt.days.clip(lower=0)
    limits, peers = _limits(reading.assign(devotion_on=_devoted_on(standing)), until, policy)
    order = standing["order"].to_numpy()
    limit = pd.Series(limits[order], index=standing.index)
    return standing.drop(columns="order").assign(
        phase=np.array(ORDER, dtype=object)[order],
        days=days,
        missing=pd.Series(_missing(reading), index=standing.index, dtype="object"),
        limit=limit,
        limit_peers=peers[order],
        stuck=(days > limit) & ~ended,
        ended=ended,
    )


def _devoted_on(standing: pd.DataFrame) -> pd.Series:
    return standing["entered"].where(standing["order"].eq(len(ORDER) - 1))


def _limits(reading: pd.DataFrame, until: pd.Series, policy: JourneyPolicy) -> tuple[_Numbers, _Numbers]:
    """Days after which one is stuck, by phase, and the peers behind; devotion has no end.

    If fewer than the share ever left, one is stuck after the default, but not before anybody else had left.
    """
    limits, peers = [np.inf] * len(ORDER), [0.0] * len(ORDER)
    for order, default in enumerate(policy.stuck_days()):
        limits[order] = float(default)
        stays, left = _stays(reading, until, order)
        if len(stays) < policy.stuck_peers:
            continue
        measured, reached = days_until_left(stays, left, policy.stuck_share)
        limits[order] = measured if reached else max(measured, float(default))
        peers[order] = float(len(stays)) if reached else 0.0
    return np.array(limits), np.array(peers)


def _stays(reading: pd.DataFrame, until: pd.Series, order: int) -> tuple[_Numbers, npt.NDArray[np.bool_]]:
    """Days in a phase and whether it was left, of all whose stay can be told.

    Who entered before the data begins is left out: what ended the stay may lie before it too.
    """
    entered, left = reading[f"{ORDER[order]}_on"], _left(reading, order)
    days = _days_between(entered, left.fillna(until))
    known = ~np.isnan(days) & (left.notna() | reading["order"].eq(order)).to_numpy()
    known &= (entered >= reading["first_event_on"].min()).to_numpy()
    return days[known], left.notna().to_numpy()[known]


def _days_between(entered: pd.Series, left: pd.Series) -> _Numbers:
    days: _Numbers = np.asarray((left - entered).dt.days.clip(lower=0), dtype=np.float64)
    return days


def _left(reading: pd.DataFrame, order: int) -> pd.Series:
    """When each partner went on from a phase: the first later phase with a date."""
    later = reading[[f"{phase}_on" for phase in ORDER[order + 1 :]]]
    return later.min(axis=1).where(reading["order"] > order)


def _missing(reading: pd.DataFrame) -> list[tuple[str, ...]]:
    """Codes of the steps not taken towards the next phase."""
    lacks = {code: reading[f"lacks_{code}"].to_numpy() for code in MISSING}
    return [
        tuple(code for code in _ASKED[order] if lacks[code][row])
        for row, order in enumerate(reading["order"].to_numpy())
    ]
