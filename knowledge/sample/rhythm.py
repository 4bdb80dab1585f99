"""When things happen: days of events that follow a rate which changes over the months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from knowledge.sample.draws import Draws

MONTH_DAYS: Final = 30.4375
_SATURDAY: Final = 5
_HOLIDAYS: Final = {(12, 25), (12, 26), (1, 1)}


@dataclass(frozen=True)
class Span:
    """The time that a sample covers.

    Attributes:
        until: Last day with rows.
        months: How many months before it are covered.
    """

    until: date
    months: int

    @property
    def days(self) -> int:
        """Length in days."""
        return int(self.months * MONTH_DAYS)

    def day(self, ago: int) -> date:
        """The day `ago` days before the last one."""
        return self.until - timedelta(days=ago)

    def workday(self, ago: int) -> date:
        """The last working day on or before `day(ago)`: no weekend, Christmas or New Year's Day."""
        day = self.day(ago)
        while day.weekday() >= _SATURDAY or (day.month, day.day) in _HOLIDAYS:
            day -= timedelta(days=1)
        return day

    def ago(self, day: date) -> int:
        """Days from `day` to the last one."""
        return (self.until - day).days

    def month_ends(self) -> list[date]:
        """Last days of the months that have ended, oldest first."""
        last = (self.until + timedelta(days=1)).replace(day=1) - timedelta(days=1)
        found = [last]
        while len(found) < self.months:
            found.append(found[-1].replace(day=1) - timedelta(days=1))
        return found[::-1]


Steps = Sequence[tuple[float, float]]
"""(from so many months ago, times the rate), oldest first; the last one holds until now."""


def pace_at(steps: Steps, ago: int) -> float:
    """The rate of that day, in days ago, as a share (0-1) of the highest rate of all steps."""
    reached = [times for months, times in steps[1:] if ago <= months * MONTH_DAYS]
    return (reached or [steps[0][1]])[-1] / max(times for _, times in steps)


def event_agos(
    draws: Draws, per_month: float, steps: Steps, earliest: int, latest: int = 0, regularity: int = 4
) -> list[int]:
    """Days ago of events, oldest first, none before `earliest` or after `latest` (both in days ago).

    A renewal process in operational time: gaps of mean 1 are laid along the integral of the rate, so that a
    step of the rate is met exactly and the rhythm before and after stays regular.
    """
    found = []
    wait = draws.gap(regularity) * draws.share(0.0, 1.0)
    for begin, end, times in _segments(steps, earliest, latest):
        per_day = per_month * times / MONTH_DAYS
        at = float(begin)
        while per_day > 0 and at - wait / per_day > end:
            at -= wait / per_day
            found.append(int(at))
            wait = draws.gap(regularity)
        wait -= (at - end) * per_day
    return found


def _segments(steps: Steps, earliest: int, latest: int) -> list[tuple[float, float, float]]:
    """(begin, end, factor) in days ago, inside the limits; the first step reaches back as far as needed."""
    begins = [float(earliest), *(months * MONTH_DAYS for months, _ in steps[1:])]
    ends = [*begins[1:], float(latest)]
    inside = (
        (min(begin, earliest), max(end, latest), times)
        for begin, end, (_, times) in zip(begins, ends, steps, strict=True)
    )
    return [(begin, end, times) for begin, end, times in inside if begin > end]
