"""The order of the list, on arrays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def ordered(
    urgency: NDArray[np.float64], stake: NDArray[np.float64], rising: NDArray[np.bool_], every: int
) -> NDArray[np.intp]:
    """Positions by urgency, then money, then as given; each `every`-th place goes to the next rising one.

    Args:
        urgency: 0-1, higher first.
        stake: Money, higher first among equals.
        rising: Who may take a kept place; when nobody is left for one, it goes to the next in order.
        every: At least 2.
    """
    order = np.lexsort((-stake, -urgency))
    return order[_with_kept_places(rising[order], every)]


def _with_kept_places(rising: NDArray[np.bool_], every: int) -> NDArray[np.intp]:
    """Where each place is taken from, given who is rising in order of urgency.

    Both kinds keep their own order, so it is enough to know how many rising ones stand before each other one.
    With `ahead` of them more urgent than the j-th other, c of those have taken ordinary places by then, where
    c is the least number for which c plus the kept places passed, (j + c) // (every - 1), reaches `ahead`.
    """
    own, others = np.flatnonzero(rising), np.flatnonzero(~rising)
    number = np.arange(len(others))
    ahead = others - number
    taken = np.maximum.accumulate(np.maximum(0, ahead - (ahead + number) // every)) if len(others) else number
    before = np.minimum(taken + (number + taken) // (every - 1), len(own))
    places = np.full(len(rising), -1, dtype=np.intp)
    places[number + before] = others
    places[places < 0] = own
    return places
