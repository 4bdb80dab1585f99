"""Months, quarters and years as targets name them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_PERIOD: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|-Q([1-4]))?")
_QUARTER: Final = 3  # months
_YEAR: Final = 12  # months


class BadPeriod(ValueError):
    """A period is neither a month, nor a quarter, nor a year."""


@dataclass(frozen=True)
class Period:
    """A month, quarter or year.

    Attributes:
        name: As files write it: `2026-06`, `2026-Q2`, `2026`.
        start, end: First and last day.
    """

    name: str
    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def holds(self, other: Period) -> bool:
        """Whether all days of the other one are in it."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Period) -> bool:
        """Whether they share a day."""
        return self.start <= other.end and other.start <= self.end


def period_of(words: str) -> Period:
    """The period that is written so.

    Raises:
        BadPeriod: The words name no month, quarter or year.
    """
    match = _PERIOD.fullmatch(words.strip())
    if match is None or not int(match[1]):
        raise BadPeriod(
            f"{words!r} is no period: write a month (2026-06), a quarter (2026-Q2) or a year (2026)"
        )
    year, month, quarter = int(match[1]), match[2], match[3]
    first = int(month) if month else _QUARTER * (int(quarter or 1) - 1) + 1
    months = 1 if month else _QUARTER if quarter else _YEAR
    return Period(match[0], date(year, first, 1), _last_day(year, first + months - 1))


def quarter_with(day: date) -> Period:
    """The quarter that the day lies in."""
    return period_of(f"{day.year}-Q{(day.month - 1) // _QUARTER + 1}")


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
