"""What we aim for and what our program offers."""

from __future__ import annotations

from typing import Final

from tools.schema.types import Column, Table, Type

OFFER_KINDS: Final = ("event", "training", "campaign", "incentive")
TIERS: Final = ("key_partner", "unpolished_diamond", "growth_hacker", "dementor")

TERRITORIES: Final = Table(
    "territories",
    ("region", "sector", "technology", "period"),
    (
        Column("region", about="all if empty"),
        Column("sector", about="all if empty"),
        Column("technology", about="all if empty"),
        Column("period", Type.PERIOD, about="month, quarter or year that the target is for"),
        Column("target_revenue", Type.MONEY, required=True, low=0, about="target, in base currency"),
    ),
    about="one revenue target",
)
LEVELS: Final = Table(
    "levels",
    ("program_level",),
    (
        Column("program_level", required=True, about="name of the level"),
        Column(
            "requirements",
            Type.REQUIREMENTS,
            about="such as certifications>=3;revenue>=250000;wins>=4, in a year",
        ),
        Column("benefits", about="what a partner of the level gets"),
    ),
    about="one level of the partner program",
)
OFFERS: Final = Table(
    "offers",
    ("offer_id",),
    (
        Column("offer_id", required=True, about="your id of the offer"),
        Column("kind", Type.CHOICE, choices=OFFER_KINDS, about="what it is"),
        Column("name", required=True, about="its name"),
        Column("starts_on", Type.DATE, about="first day"),
        Column("ends_on", Type.DATE, about="last day"),
        Column("sectors", Type.NAMES, about="for these; all if empty"),
        Column("technologies", Type.NAMES, about="for these; all if empty"),
        Column("tiers", Type.NAMES, choices=TIERS, about="for these; all if empty"),
        Column("link", about="where to read more or sign up"),
        Column("text", about="what we say of it; partners may read it"),
    ),
    about="one event, training, campaign or incentive that partners may be told of",
)
VENDOR: Final = Table(
    "vendor",
    ("sector", "technology", "region", "period"),
    (
        Column("sector", about="all if empty"),
        Column("technology", about="all if empty"),
        Column("region", about="all if empty"),
        Column("period", Type.PERIOD, about="month, quarter or year"),
        Column("market_share", Type.NUMBER, low=0, high=1, about="our share of the market, 0-1"),
        Column("demand_index", Type.NUMBER, low=0, about="demand, 100 = the usual"),
        Column("innovation", about="what we released; partners may read it"),
    ),
    about="how we stand in one part of the market",
)
