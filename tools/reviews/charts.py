"""Who moved between which tiers, as a picture."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from tools.about import about_all, are_of
from tools.charts import ChartForm, ChartSpec, Series
from tools.counted import counted
from tools.facts import Fact
from tools.reviews import kinds
from tools.reviews.period import LISTED, Period
from tools.tiers.tier import Tier

_NONE: Final = "none"
_ORDER: Final = (*(tier.value for tier in Tier), _NONE)


def movement_map(period: Period, ids: Collection[str]) -> ChartSpec | None:
    """Partners by the tier before (a row each) and after (a column each); None if nobody moved between two.

    Whoever had no tier at either end is left out.

    Args:
        period: Both ends.
        ids: Partners that the question is about.
    """
    moved = period.moved["direction"][are_of(period.moved.index, ids)]
    if not moved.isin([way.value for way in LISTED]).any():
        return None
    after = period.after["tier"][are_of(period.after.index, ids)]
    before = period.before["tier"].reindex(after.index).fillna("")
    both = pd.DataFrame({"before": before.replace("", _NONE), "after": after.replace("", _NONE)})
    both = both[both["before"].ne(_NONE) | both["after"].ne(_NONE)]
    rows, columns = (_present(both[name]) for name in ("before", "after"))
    return ChartSpec(
        "chart.movement",
        ChartForm.HEAT,
        tuple(about_all(period.end, kinds.AFTER, f"tiers.{one}", one) for one in columns),
        tuple(Series(f"tiers.{one}", tuple(_count(period, both, one, to) for to in columns)) for one in rows),
        axes=("axis.tier_after", "axis.tier_before"),
    )


def _present(tiers: pd.Series[str]) -> list[str]:
    """The four tiers always; none of them only where somebody has none."""
    return [one for one in _ORDER if one != _NONE or tiers.eq(_NONE).any()]


def _count(period: Period, both: pd.DataFrame, before: str, after: str) -> Fact:
    there = both.index[both["before"].eq(before) & both["after"].eq(after)]
    subject = counted(there, f"{period.start.as_of} {before} {after}")
    return about_all(period.end, kinds.FROM_TO, len(there), subject)
