"""The tiers as a picture: each partner by its leads and its market relevance."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import About, Row, about_all, are_of, row_of
from tools.charts import ChartForm, ChartSpec, Series
from tools.facts import Fact
from tools.portfolio import Portfolio
from tools.tiers import kinds
from tools.tiers.figures import in_tenths, leads_facts, relevance_facts
from tools.tiers.tier import Tier

_MOST: Final = 40  # partners: more names cannot be read in one picture

_READ: Final = ["tier", "leads", "leads_threshold", "relevance", "relevance_threshold", "relevance_derived"]


def tier_quadrant(
    portfolio: Portfolio, graded: pd.DataFrame, ids: Collection[str], first: Sequence[str] = ()
) -> ChartSpec | None:
    """Partners by market relevance (across) and leads (upwards), a series per tier; None if there are none.

    Both lines stand where high begins. A partner that a person put elsewhere, or that the band still holds,
    lies across a line from the others of its tier.

    Args:
        portfolio: At the day in question.
        graded: What `tools.tiers.tiers` returned for a history that ends with `portfolio`.
        ids: Partners that the question is about; those without a tier or a known relevance have no place.
        first: Those of them to show before others, where they are too many; then those with most leads.
    """
    placed = graded[_READ][graded["tier"].ne("") & graded["relevance"].notna()]
    rows = placed[are_of(placed.index, ids)]
    if rows.empty:
        return None
    order = rows.assign(first=are_of(rows.index, first), id=rows.index)
    order = order.sort_values(["first", "leads", "id"], ascending=[False, False, True])
    shown = [
        (About(portfolio, str(row["id"])), {str(name): cell for name, cell in row.items()})
        for row in order.head(_MOST).to_dict("records")
    ]
    series = (_of_tier(tier, shown) for tier in Tier)
    return ChartSpec(
        "chart.quadrant" if len(shown) == len(rows) else "chart.quadrant_part",
        ChartForm.SCATTER,
        (),
        tuple(one for one in series if one.points),
        axes=("axis.relevance", "axis.leads"),
        edges=_edges(portfolio, rows),
    )


def _of_tier(tier: Tier, shown: Sequence[tuple[About, Row]]) -> Series:
    mine = [(about, row) for about, row in shown if row["tier"] == tier]
    return Series(
        f"tiers.{tier}",
        points=tuple(leads_facts(about, row)[0] for about, row in mine),
        across=tuple(relevance_facts(about, row)[0] for about, row in mine),
        names=tuple(about.partner() for about, _ in mine),
    )


def _edges(portfolio: Portfolio, rows: pd.DataFrame) -> tuple[Fact, Fact]:
    """From where on relevance is high and leads are many: the same for everybody."""
    begins = row_of(rows, str(rows.index[0]))
    return (
        about_all(portfolio, kinds.RELEVANCE_HIGH, begins["relevance_threshold"]),
        replace(
            about_all(portfolio, kinds.LEADS_HIGH, begins["leads_threshold"]),
            value=in_tenths(begins["leads_threshold"]),
        ),
    )
