"""The journey of every partner over a history: phase, since when, regressions, what is missing, stuck."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import pandas as pd

from tools.journey.paces import paces
from tools.journey.phases import CODES, MISSING, ORDER, Codes, Days, Flags, Reading, phases, recorded
from tools.journey.policy import JourneyPolicy
from tools.portfolio import Portfolio

_ASKED: Final = (("agreement",), ("agreement",), MISSING[1:4], MISSING[4:], ())
"""What the next phase asks for, by phase."""

_BITS: Final = 2 ** np.arange(len(MISSING))
_STEPS: Final = np.array(
    [
        tuple(code for code, bit in zip(MISSING, _BITS, strict=True) if bits & bit and code in asked)
        for asked in _ASKED
        for bits in range(2 ** len(MISSING))
    ],
    dtype=object,
).reshape(len(_ASKED), -1)
"""The missing steps in words of ours, by phase and by the sum of the bits of what is lacking."""

_REGRESSION: Final = CODES.index("regression")
_DEVOTED: Final = len(ORDER) - 1
_NOWHERE: Final = -1


@dataclass(frozen=True, eq=False)
class _Stay:
    """The phase that each partner is in: since when, by what, and which later phase it lost (-1: none)."""

    index: pd.Index
    order: Codes
    entered: Days
    evidence: Codes
    lost: Codes


def journey(history: Iterable[Portfolio], policy: JourneyPolicy) -> pd.DataFrame:
    """The journey of every partner at the last portfolio of `history`.

    Interest begins at the first contact; recruitment with the application or a second meeting; activation
    with the signature; investment once onboarded, trained or certified, and with a first accepted lead or
    deal; devotion with wins in three of four quarters (91 days each), a joint plan (365 days) or two valid
    certifications, and half of the wallet or a place in the most engaged quarter. The first four follow from
    events alone, of the steps that are recorded at all on the last day; devotion can be lost, which only a
    history shows.

    Args:
        history: Portfolios from oldest to newest, read once; one is enough, more show how long devotion has
            lasted.
        policy: Thresholds.

    Returns:
        Indexed by partner id. `phase`; `entered` (NaT if not dated) and `evidence`, the code of the event;
        `days` in the phase; `missing`, codes of what the next phase asks for; `stuck`; `limit`, the days
        after which one is stuck, and `limit_peers`, how many partners it was measured on (0: the
        default); `target`, the days that the phase should take; `median`, the days by which half of all
        leave it (NaN if unknown); `regressed_from`, a later phase lost ("" if none); `ended`; `order`,
        `until`, `first_event`, `own` and `<phase>_on`, what `paces` reads.

    Raises:
        ValueError: The history is empty or not in order.
    """
    portfolios = tuple(history)
    _in_order(portfolios)
    last = portfolios[-1]
    asked = recorded(last, policy)
    reading = phases(portfolios[0], policy, asked)
    stay = _began(reading)
    for portfolio in portfolios[1:]:
        reading = phases(portfolio, policy, asked)
        stay = _moved(stay, _began(reading), portfolio.as_of)
    return _paced(_described(last, reading, stay), last.as_of, policy)


def as_seen(standing: pd.DataFrame, as_of: date, policy: JourneyPolicy, own: Collection[str]) -> pd.DataFrame:
    """The same for somebody who may know of their own partners alone.

    Where fewer than `stuck_peers` other partners were in a phase, how long it takes is measured on the own.
    """
    return _paced(standing.assign(own=standing.index.isin(list(own))), as_of, policy)


def _in_order(portfolios: tuple[Portfolio, ...]) -> None:
    """That there is one, and that none is older than the one before."""
    if not portfolios:
        raise ValueError("a journey needs at least one portfolio; the history is empty")
    for before, after in pairwise(portfolios):
        if before.as_of > after.as_of:
            raise ValueError(f"a journey goes from oldest to newest; {after.as_of} follows {before.as_of}")


def _began(reading: Reading) -> _Stay:
    """Entry and evidence of the phase that each partner is in."""
    rows = np.arange(len(reading.order))
    return _Stay(
        reading.index,
        reading.order,
        reading.entered[rows, reading.order],
        reading.evidence[rows, reading.order],
        np.full(len(rows), _NOWHERE),
    )


def _moved(before: _Stay, now: _Stay, day: date) -> _Stay:
    """One portfolio later: who stayed keeps the entry, who lost devotion entered on this day."""
    was = before if before.index.equals(now.index) else _aligned(before, now.index)
    known = was.order != _NOWHERE
    stayed = known & (was.order == now.order) & ~np.isnat(was.entered)
    fell = known & (was.order == _DEVOTED) & (now.order < _DEVOTED)
    conditions = [stayed, fell]
    return replace(
        now,
        entered=np.select(
            conditions, [was.entered, np.full(len(fell), np.datetime64(day, "us"))], now.entered
        ),
        evidence=np.select(conditions, [was.evidence, np.full(len(fell), _REGRESSION)], now.evidence),
        lost=np.select(conditions, [was.lost, was.order], now.lost),
    )


def _aligned(stay: _Stay, index: pd.Index) -> _Stay:
    """The same for the partners of `index`; new ones were nowhere."""
    at = stay.index.get_indexer(index)
    new = at == _NOWHERE
    if not len(stay.index):
        return _Stay(index, at, np.full(len(at), np.datetime64("NaT", "us")), np.zeros_like(at), at)
    return _Stay(
        index,
        np.where(new, _NOWHERE, stay.order[at]),
        stay.entered[at],
        stay.evidence[at],
        np.where(new, _NOWHERE, stay.lost[at]),
    )


def _described(portfolio: Portfolio, reading: Reading, stay: _Stay) -> pd.DataFrame:
    """Words and days for the standing."""
    partners = portfolio.partners
    ended = partners["status"].eq("ended").to_numpy()
    until = np.where(ended, partners["ended_on"].to_numpy(), np.datetime64("NaT", "us"))
    until = np.where(np.isnat(until), np.datetime64(portfolio.as_of, "us"), until)
    dates = reading.entered.copy()
    dates[np.arange(len(dates)), stay.order] = stay.entered  # who came back has not been there ever since
    days = (until - stay.entered) / np.timedelta64(1, "D")
    days = np.where(np.isnan(days), np.nan, np.maximum(np.floor(days), 0))
    return pd.DataFrame(dates, stay.index, [f"{phase}_on" for phase in ORDER]).assign(
        order=stay.order,
        until=until,
        first_event=reading.first_event,
        own=True,
        entered=stay.entered,
        evidence=_words(CODES, stay.evidence, stay.index),
        regressed_from=_words((*ORDER, ""), stay.lost, stay.index),
        phase=np.array(ORDER, dtype=object)[stay.order],
        days=days,
        missing=pd.Series(_missing(stay.order, reading.lacks), index=stay.index, dtype="object"),
        ended=ended,
    )


def _paced(frame: pd.DataFrame, as_of: date, policy: JourneyPolicy) -> pd.DataFrame:
    """With the days that the phase takes others, and who is stuck."""
    pace, order = paces(frame, as_of, policy), frame["order"].to_numpy()
    told = frame.assign(
        **{name: pace[name].to_numpy()[order] for name in ("limit", "limit_peers", "target", "median")}
    )
    return told.assign(stuck=(told["days"] > told["limit"]) & ~told["ended"])


def _words(words: tuple[str, ...], places: Codes, index: pd.Index) -> pd.Series:
    """The words at these places; -1 is the last."""
    return pd.Series(np.array([str(word) for word in words], dtype=object)[places], index=index, dtype="str")


def _missing(order: Codes, lacks: Flags) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    """Codes of the steps not taken towards the next phase, as tuples."""
    missing: np.ndarray[tuple[int], np.dtype[np.object_]] = _STEPS[order, lacks @ _BITS]
    return missing
