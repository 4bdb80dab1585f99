"""The days that a backtest looks from: each with a full quarter behind it and a closed one ahead."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

import pandas as pd

from tools.outlook import QUARTER

_QUARTER: Final = timedelta(days=QUARTER)
_FREQUENCY: Final = {"month": "ME", "quarter": "QE", "week": "W-SUN"}


class Every(StrEnum):
    """How far apart the days are: at the ends of months, quarters or weeks."""

    MONTH = "month"
    QUARTER = "quarter"
    WEEK = "week"


class HistoryTooShort(Exception):
    """No day has enough history behind it and a closed window ahead; the text says what there is."""


def as_of_days(
    first_won: date | None,
    through: date,
    every: Every,
    start: date | None = None,
    end: date | None = None,
) -> tuple[date, ...]:
    """Days with 90 days of won deals behind them and 90 days ahead that the data covers, oldest first.

    Args:
        first_won: Day of the first won deal; None without any.
        through: The last day that the data covers.
        every: Month-ends, quarter-ends or Sundays.
        start: Nothing earlier; None for as early as can be.
        end: Nothing later; None for as late as can be.

    Raises:
        HistoryTooShort: naming what there is and what it takes.
    """
    if first_won is None:
        raise HistoryTooShort(
            f"There is no won deal yet. A backtest needs won deals over at least {2 * QUARTER} days."
        )
    earliest, latest = first_won + _QUARTER, through - _QUARTER
    if start and end and start > end:
        raise HistoryTooShort(_reversed(start, end, earliest, latest))
    ends = pd.date_range(max(earliest, start or earliest), min(latest, end or latest), freq=_FREQUENCY[every])
    if len(ends) == 0:
        raise HistoryTooShort(_why(first_won, through, every, start, end))
    return tuple(day.date() for day in ends)


def _reversed(start: date, end: date, earliest: date, latest: date) -> str:
    told = f"--from {start} lies after --to {end}. Did you mean --from {end} --to {start}?"
    if earliest > latest:
        return told
    return f"{told} This history can be judged from {earliest} to {latest}."


def _why(first_won: date, through: date, every: Every, start: date | None, end: date | None) -> str:
    there = f"The data holds won deals from {first_won} and covers everything until {through}"
    earliest, latest = first_won + _QUARTER, through - _QUARTER
    if earliest > latest:
        return (
            f"{there}: {(through - first_won).days} days. A backtest needs at least {2 * QUARTER}: "
            f"{QUARTER} to judge from and {QUARTER} to see what came."
        )
    asked = f" within what was asked for ({start or 'the beginning'} to {end or 'the end'})"
    return (
        f"{there}, so that it can be judged from {earliest} to {latest}; there is no end of a {every}"
        f"{asked if start or end else ''} in between. Try other dates, or --every week."
    )
