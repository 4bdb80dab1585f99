"""The funnel as a picture."""

from __future__ import annotations

from collections.abc import Mapping

from tools.about import about_all
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Fact
from tools.journey import kinds
from tools.journey.phases import ORDER, Phase
from tools.portfolio import Portfolio


def funnel_chart(portfolio: Portfolio, there: Mapping[Phase, Fact], stuck: Mapping[Phase, Fact]) -> ChartSpec:
    """Partners per phase, and how many of them are stuck, from the first phase to the last."""
    return ChartSpec(
        "chart.funnel",
        ChartForm.COLUMNS,
        tuple(about_all(portfolio, kinds.PHASE, f"phase.{phase}", phase) for phase in ORDER),
        (
            Series("series.in_phase", tuple(there[phase] for phase in ORDER)),
            Series("series.stuck", tuple(stuck[phase] for phase in ORDER)),
        ),
        axes=("", "axis.partners"),
    )
