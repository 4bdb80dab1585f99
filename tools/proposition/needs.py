"""What the proposition reads beyond what economics, billing and the scorecard read already."""

from __future__ import annotations

from typing import Final

from tools.aggregates import Aggregate, Function, among, ever, within
from tools.conditions import WON

YEAR: Final = 365
_RESALE: Final = (*WON, *among("kind", "resale"))

AGGREGATES: Final[tuple[Aggregate, ...]] = (
    Aggregate("prop_resale_365d", "deals", Function.SUM, "amount", (*_RESALE, *within("closed_on", YEAR))),
    Aggregate("prop_services_365d", "projects", Function.SUM, "value", within("delivered_on", YEAR)),
    Aggregate("prop_resale_ever", "deals", Function.COUNT, "amount", (*_RESALE, *ever("closed_on"))),
    Aggregate("prop_valued_ever", "projects", Function.COUNT, "value", ever("delivered_on")),
    Aggregate("prop_certified_365d", "certifications", Function.COUNT, where=within("earned_on", YEAR)),
)
"""What they resold and delivered, and what they learned for it."""

CELLS: Final[tuple[Aggregate, ...]] = (
    Aggregate(
        "prop_won_year_before", "deals", Function.SUM, "amount", (*WON, *within("closed_on", YEAR, YEAR))
    ),
)
"""By sector and technology: what was won there in the year before the last."""

FLOWS: Final[tuple[Aggregate, ...]] = (
    Aggregate(
        "prop_commissions",
        "commissions",
        Function.SUM,
        "amount",
        ever("period_ends_on"),
        aged_by="period_ends_on",
    ),
    Aggregate(
        "prop_resale", "deals", Function.SUM, "amount", (*_RESALE, *ever("closed_on")), aged_by="closed_on"
    ),
    Aggregate(
        "prop_services", "projects", Function.SUM, "value", ever("delivered_on"), aged_by="delivered_on"
    ),
)
"""The same money row by row, for what the first year after signing brought."""
