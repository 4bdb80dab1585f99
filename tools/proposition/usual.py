"""What is usual among like partners, told only where nobody can be told apart."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, isclose, log10
from typing import Final

import pandas as pd

LEAST: Final = 5
"""Partners below which no policy may tell a figure."""

_FIGURES: Final = 2  # significant: the median of five is one partner's own amount to the cent


class TooFewError(ValueError):
    """A figure over so few partners that one of them could be told apart."""


@dataclass(frozen=True)
class Usual:
    """The median and the middle half of a figure.

    Attributes:
        partners: How many it is over, at least `LEAST`.
        low, median, high: Quartiles, rounded to two significant figures.

    Raises:
        TooFewError: It is over fewer than `LEAST` partners.
    """

    partners: int
    low: float
    median: float
    high: float

    def __post_init__(self) -> None:
        if self.partners < LEAST:
            raise TooFewError(f"{self.partners} partners are too few for a figure: take {LEAST} or more")


def usual(values: pd.Series, least: int) -> Usual | None:
    """The usual value: quartiles by linear interpolation, in the unit of `values`.

    Each is rounded to two significant figures, so that none is a partner's exact amount.

    Args:
        values: One per partner; missing ones do not count.
        least: Partners below which there is none.

    Returns:
        None below `least` partners.
    """
    known = values.dropna()
    if len(known) < max(least, LEAST):
        return None
    low, median, high = (rounded(float(known.quantile(share))) for share in (0.25, 0.5, 0.75))
    return Usual(len(known), low, median, high)


def rounded(value: float) -> float:
    """The value with two significant figures."""
    if isclose(value, 0.0, abs_tol=1e-9):
        return 0.0
    return round(value, _FIGURES - 1 - floor(log10(abs(value))))
