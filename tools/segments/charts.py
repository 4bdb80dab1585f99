"""The coverage map as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from tools.about import Among, about_all
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Fact
from tools.portfolio import Portfolio
from tools.segments import kinds
from tools.segments.coverage import Segments

_MOST: Final = 8  # sectors, and technologies: more cannot be read in one picture


def coverage_chart(
    portfolio: Portfolio, segments: Segments, cells: pd.DataFrame, among: Among
) -> ChartSpec | None:
    """Qualified partners by sector (a row each) and technology (a column each), those in most demand first.

    A cell that nobody asks for and where nobody is qualified is empty.

    Args:
        portfolio: At the day in question.
        segments: Of the whole portfolio.
        cells: What `coverage` returned.
        among: Makes facts about the partners that are counted.
    """
    if cells.empty:
        return None
    sectors, technologies = (_most_wanted(cells, name) for name in ("sector", "technology"))
    qualified = cells["qualified"].to_dict()

    def count(sector: str, technology: str) -> Fact | None:
        number = qualified.get((sector, technology))
        return None if number is None else among.fact(kinds.QUALIFIED, number, f"{sector} {technology}")

    def row(sector: str) -> Series:
        name = about_all(portfolio, kinds.SECTOR, segments.spelled("sector", sector), sector)
        return Series(name, tuple(count(sector, technology) for technology in technologies))

    names = (
        about_all(portfolio, kinds.TECHNOLOGY, segments.spelled("technology", one), one)
        for one in technologies
    )
    return ChartSpec(
        "chart.coverage",
        ChartForm.HEAT,
        tuple(names),
        tuple(row(sector) for sector in sectors),
    )


def _most_wanted(cells: pd.DataFrame, level: str) -> Sequence[str]:
    """The values of that level with most demand, most first."""
    demand = cells["demand"].groupby(level=level).sum().sort_index()
    return [str(one) for one in demand.sort_values(ascending=False, kind="stable").index[:_MOST]]
