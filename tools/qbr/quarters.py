"""Calendar quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Final

import pandas as pd

from tools.tiers import quarter_end

_WRITTEN: Final = re.compile(r"(?:19|20)\d\d-Q[1-4]")


@total_ordering
@dataclass(frozen=True)
class Quarter:
    """A calendar quarter by its last day."""

    end: date

    @classmethod
    def of(cls, period: str) -> Quarter:
        """The quarter that is written `2026-Q3`.

        Raises:
            ValueError: It is written otherwise.
        """
        if not _WRITTEN.fullmatch(period):
            raise ValueError(f"{period!r} is no quarter")
        return cls(pd.Period(period.replace("-", ""), "Q").end_time.date())

    @property
    def label(self) -> str:
        """Such as `Q3 2026`."""
        return f"Q{(self.end.month + 2) // 3} {self.end.year}"

    @property
    def period(self) -> str:
        """As periods are written in files: `2026-Q3`."""
        return f"{self.end.year}-Q{(self.end.month + 2) // 3}"

    def back(self, quarters: int) -> Quarter:
        """The one so many quarters earlier."""
        return Quarter((pd.Timestamp(self.end).to_period("Q") - quarters).end_time.date())

    def until_here(self, count: int) -> tuple[Quarter, ...]:
        """The last `count` quarters, this one last."""
        return tuple(self.back(count - 1 - number) for number in range(count))

    def holds(self, days: pd.Series) -> pd.Series[bool]:
        """Which of the days lie in it."""
        return (days > pd.Timestamp(self.back(1).end)) & (days <= pd.Timestamp(self.end))

    def __lt__(self, other: Quarter) -> bool:
        return self.end < other.end


def last_closed(as_of: date) -> Quarter:
    """The last quarter that had ended by the end of `as_of`."""
    return Quarter(quarter_end(as_of))
