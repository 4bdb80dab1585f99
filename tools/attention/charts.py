"""Whose money is at stake, as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from tools.about import About, are_of
from tools.attention import kinds
from tools.attention.items import PRESSING, Lane
from tools.attention.lanes import Attention
from tools.charts import ChartForm, ChartSpec, Series

_MOST: Final = 8  # names that fit under the columns


def stake_chart(attention: Attention, wanted: Sequence[str]) -> ChartSpec | None:
    """The partners with most money at stake within 90 days, most first; None where nothing is.

    Partners that mostly rise are left out: what they gained is not at risk.

    Args:
        attention: What `tools.attention.attention` returned.
        wanted: Partners that the answer is about.
    """
    frame = attention.frame
    losing = frame[frame["lane"].ne(PRESSING.index(Lane.RISING)) & (frame["stake"].round() > 0)]
    losing = losing[are_of(losing.index, wanted)]
    order = losing.assign(id=losing.index).sort_values(["stake", "id"], ascending=[False, True])
    most = order["stake"].head(_MOST)
    if most.empty:
        return None
    partners = [About(attention.portfolio, str(partner_id)) for partner_id in most.index]
    stakes = (
        about.fact(kinds.AT_STAKE, stake) for about, stake in zip(partners, most.to_numpy(), strict=True)
    )
    return ChartSpec(
        "chart.at_stake",
        ChartForm.COLUMNS,
        tuple(about.partner() for about in partners),
        (Series("series.at_stake", tuple(stakes)),),
    )
