"""Won deals of every partner, month by month before a day: what a lifetime is foretold from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.intp]
Flags: TypeAlias = NDArray[np.bool_]

YEAR_MONTHS: Final = 12
DAYS_A_MONTH: Final = 365 / YEAR_MONTHS
MONTHS: Final = 60
"""Months that are looked back: five years."""


@dataclass(frozen=True, eq=False)
class Movements:
    """Rows of one table in three columns: whose, how long ago, and how much.

    Attributes:
        partners: Place of the row's partner in the portfolio.
        ages: Days from the row's date to the day that is asked about, at least 0.
        amounts: Of each row; 1 where rows are counted.
    """

    partners: Whole
    ages: Floats
    amounts: Floats

    def per_partner(self, size: int) -> Floats:
        """The sum of amounts of each of `size` partners."""
        return np.asarray(np.bincount(self.partners, weights=self.amounts, minlength=size), dtype=np.float64)

    def by_month(self, size: int, power: int = 1) -> Floats:
        """Sums of `amounts ** power` by partner and month before the day, the last month first."""
        ages = np.floor(self.ages / DAYS_A_MONTH)
        kept = ages < MONTHS
        at = self.partners[kept] * MONTHS + ages[kept].astype(np.intp)
        worth = self.amounts[kept] ** power
        sums = np.bincount(at, weights=worth, minlength=size * MONTHS)
        return np.asarray(sums.reshape(size, MONTHS), dtype=np.float64)


@dataclass(frozen=True, eq=False)
class History:
    """Won deals by month before a day, the last month first; one row per partner.

    Attributes:
        wins: Won deals.
        revenue: What they count for, base currency.
        squares: Sum of squares of what each counts for.
        selling: Months since the partner could sell: since it signed or first won; NaN if neither is known.
        ended: Months since the partnership ended; NaN if it has not.
        groups: Number of the partner's type.
    """

    wins: Floats
    revenue: Floats
    squares: Floats
    selling: Floats
    ended: Floats
    groups: Whole

    @property
    def length(self) -> int:
        """Months from the first won deal of anybody to the day."""
        told = np.flatnonzero(self.wins.any(axis=0))
        return int(told[-1]) + 1 if told.size else 0

    def before(self, months: int) -> History:
        """The same as it was known that many months earlier."""
        selling, ended = self.selling - months, self.ended - months
        return History(
            wins=self.wins[:, months:],
            revenue=self.revenue[:, months:],
            squares=self.squares[:, months:],
            selling=np.where(selling > 0, selling, np.nan),
            ended=np.where(ended >= 0, ended, np.nan),
            groups=self.groups,
        )

    def of(self, places: Whole) -> History:
        """These partners alone."""
        return History(
            self.wins[places],
            self.revenue[places],
            self.squares[places],
            self.selling[places],
            self.ended[places],
            self.groups[places],
        )
