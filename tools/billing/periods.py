"""Months, quarters and years as commissions are counted in."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

_PERIOD: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})|-Q(?P<quarter>[1-4]))?")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_QUARTER: Final = 3
_YEAR: Final = 12


@dataclass(frozen=True)
class Span:
    """A month, quarter or year, both ends included."""

    first: date
    last: date

    @classmethod
    def of(cls, period: str) -> Span:
        """The span of `2026-06`, `2026-Q2` or `2026`.

        Raises:
            ValueError: The text is no period.
        """
        found = _PERIOD.fullmatch(period.strip())
        if found is None:
            raise ValueError(f"{period!r} is no period: write 2026-06, 2026-Q2 or 2026")
        year = int(found["year"])
        if found["month"]:
            return _months(year, int(found["month"]), 1)
        if found["quarter"]:
            return _months(year, _QUARTER * int(found["quarter"]) - 2, _QUARTER)
        return _months(year, 1, _YEAR)

    @classmethod
    def last_closed_month(cls, as_of: date) -> Span:
        """The last month that had ended by the end of the day."""
        after = as_of + timedelta(days=1)
        ended = after.replace(day=1) - timedelta(days=1)
        return _months(ended.year, ended.month, 1)

    @property
    def before(self) -> Span:
        """The span of the same length that ends where this one begins."""
        ended = self.first - timedelta(days=1)
        months = self._length
        start = ended.year * 12 + ended.month - months
        return _months(start // 12, start % 12 + 1, months)

    @property
    def after(self) -> Span:
        """The span of the same length that begins where this one ends."""
        begins = self.last + timedelta(days=1)
        return _months(begins.year, begins.month, self._length)

    @property
    def around(self) -> tuple[date, date]:
        """The last days of the quarter and of the year that the span ends in."""
        quarter = (self.last.month + 2) // _QUARTER * _QUARTER
        year = self.last.year
        return date(year, quarter, monthrange(year, quarter)[1]), date(year, _YEAR, 31)

    @property
    def unit(self) -> Literal["month", "quarter", "year"]:
        """What the span is one of."""
        if self._length == 1:
            return "month"
        return "quarter" if self._length == _QUARTER else "year"

    @property
    def words(self) -> str:
        """`June 2026`, `Q2 2026` or `2026`."""
        if self._length == 1:
            return f"{_MONTHS[self.first.month - 1]} {self.first.year}"
        if self._length == _QUARTER:
            return f"Q{(self.last.month + 2) // _QUARTER} {self.first.year}"
        return str(self.first.year)

    @property
    def _length(self) -> int:
        return self.last.month - self.first.month + 1


def _months(year: int, first: int, count: int) -> Span:
    last = first + count - 1
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
