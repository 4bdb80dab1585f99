"""Who is in another tier in one grading than in another, and in which direction."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from tools.tiers.tier import HIGH_SIDES


class Direction(StrEnum):
    """Where a move goes; up is to a tier with more high sides."""

    UP = "up"
    DOWN = "down"
    ASIDE = "aside"
    FIRST = "first"
    GONE = "gone"


def moves(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Partners whose tier differs between two gradings, indexed by partner id as in `after`.

    Returns:
        `before` and `after`, the tiers ("" for none), and `direction`: `up` and `down` by the number of high
        sides, `aside` between unpolished diamond and growth hacker, `first` from no tier to one, `gone` from
        a tier to none.
    """
    was = before["tier"].reindex(after.index).fillna("")
    both = pd.DataFrame({"before": was, "after": after["tier"]}, index=after.index)
    found: pd.DataFrame = both[both["before"] != both["after"]]
    step = found["after"].map(HIGH_SIDES).astype("float64") - found["before"].map(HIGH_SIDES).astype(
        "float64"
    )
    direction = np.select(
        [found["before"].eq(""), found["after"].eq(""), step > 0, step < 0],
        [Direction.FIRST.value, Direction.GONE.value, Direction.UP.value, Direction.DOWN.value],
        default=Direction.ASIDE.value,
    )
    return found.assign(direction=direction)
