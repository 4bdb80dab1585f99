"""Kinds of facts that the coverage map states."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

SECTOR: Final = Kind("segments.sector", Unit.NAME, "sector", Audience.SHAREABLE)
TECHNOLOGY: Final = Kind("segments.technology", Unit.NAME, "technology", Audience.SHAREABLE)
CELLS: Final = Kind("segments.cells", Unit.COUNT, "pairs of sector and technology")
EMPTY: Final = Kind("segments.empty", Unit.COUNT, "pairs in demand without a qualified partner")
SINGLE: Final = Kind("segments.single", Unit.COUNT, "pairs with a single qualified partner")
DEMAND: Final = Kind("segments.demand", Unit.COUNT, "open deals, and won deals and leads, 12 months")
MARKET: Final = Kind("segments.market_index", Unit.SHARE, "market demand, 100 % is average")
QUALIFIED: Final = Kind("segments.qualified", Unit.COUNT, "qualified partners")
COUNTED: Final = Kind("segments.counted", Unit.COUNT, "partners counted")
REVENUE: Final = Kind("segments.won_revenue_365d", Unit.MONEY, "won there, 12 months", Audience.SHAREABLE)
AT_RISK: Final = Kind(
    "segments.revenue_on_single_365d", Unit.MONEY, "won where one partner is alone, 12 months"
)
DARK: Final = Kind("segments.dark", Unit.COUNT, "only partners who are going dark")
DELIVERED: Final = Kind(
    "segments.delivered_24m", Unit.COUNT, "projects delivered there, 24 months", Audience.SHAREABLE
)
WON: Final = Kind("segments.won_deals", Unit.COUNT, "won deals there", Audience.SHAREABLE)
HELD: Final = Kind(
    "segments.certifications", Unit.COUNT, "valid certifications in the technology", Audience.SHAREABLE
)
