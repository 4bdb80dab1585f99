"""What is said about a partner's tier: where it stands and why, whether it moved, what would change it."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots, is_missing, row_of
from tools.facts import Fact, Kind, Statement, Unit
from tools.portfolio import Portfolio
from tools.tiers import Tier

TIER: Final = Kind("tier.current", Unit.LABEL, "tier")
PREVIOUS: Final = Kind("tier.previous", Unit.LABEL, "tier before")
SINCE: Final = Kind("tier.since", Unit.DATE, "in this tier since")
LEADS: Final = Kind("tier.leads_365d", Unit.COUNT, "accepted leads and deals registered, 12 months")
LEADS_HIGH: Final = Kind("tier.leads_threshold", Unit.COUNT, "leads from which they count as many")
LEADS_GAP: Final = Kind("tier.leads_gap", Unit.COUNT, "leads to the boundary")
RELEVANCE: Final = Kind("tier.market_relevance", Unit.POINTS, "market relevance")
RELEVANCE_HIGH: Final = Kind(
    "tier.relevance_threshold", Unit.POINTS, "relevance from which it counts as high"
)
RELEVANCE_GAP: Final = Kind("tier.relevance_gap", Unit.POINTS, "relevance to the boundary")
NEXT: Final = Kind("tier.next", Unit.LABEL, "tier within reach")


def tier_fact(portfolio: Portfolio, graded: pd.DataFrame, partner_id: str) -> Fact | None:
    """The partner's tier as a label fact (`tier.key_partner`); None for an ended partner.

    Args:
        portfolio: At the day in question.
        graded: What `tools.tiers.tiers` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    tier = str(graded["tier"][partner_id])
    return About(portfolio, partner_id).fact(TIER, f"tier.{tier}") if tier else None


def tier_statements(portfolio: Portfolio, graded: pd.DataFrame, partner_id: str) -> tuple[Statement, ...]:
    """Standing with its two figures, the last move if the history shows one, and a better tier within reach.

    Args:
        portfolio: At the day in question.
        graded: What `tools.tiers.tiers` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    tier = tier_fact(portfolio, graded, partner_id)
    about = About(portfolio, partner_id)
    if tier is None:
        return (Statement("tier.ended", {"partner": about.partner()}),)
    row = row_of(graded, partner_id)
    moved = (_moved(about, row, tier),) if row["previous"] else ()
    return (_standing(about, row, tier), *moved, *_reachable(about, row))


def _standing(about: About, row: Row, tier: Fact) -> Statement:
    slots: Slots = {
        "partner": about.partner(),
        "tier": tier,
        "leads": about.fact(LEADS, row["leads"]),
        "leads_from": about.fact(LEADS_HIGH, math.ceil(row["leads_threshold"])),
    }
    if is_missing(row["relevance"]):
        return Statement("tier.standing_unknown", slots)
    slots["relevance"] = about.fact(RELEVANCE, row["relevance"])
    slots["relevance_from"] = about.fact(RELEVANCE_HIGH, row["relevance_threshold"])
    return Statement("tier.standing_derived" if row["relevance_derived"] else "tier.standing", slots)


def _moved(about: About, row: Row, tier: Fact) -> Statement:
    previous = about.fact(PREVIOUS, f"tier.{row['previous']}")
    since = about.fact(SINCE, row["since"])
    return Statement(
        "tier.moved", {"partner": about.partner(), "previous": previous, "tier": tier, "since": since}
    )


def _reachable(about: About, row: Row) -> tuple[Statement, ...]:
    """What is missing on each low side, with the tier that closing that gap alone would bring."""
    found = []
    if not row["leads_high"]:
        target = Tier.KEY_PARTNER if row["relevance_high"] else Tier.GROWTH_HACKER
        gap = about.fact(LEADS_GAP, math.ceil(row["leads_gap"]))
        found.append(
            Statement("tier.needs_leads", {"gap": gap, "next": about.fact(NEXT, f"tier.{target}", "leads")})
        )
    if not row["relevance_high"] and not is_missing(row["relevance"]):
        target = Tier.KEY_PARTNER if row["leads_high"] else Tier.UNPOLISHED_DIAMOND
        slots: Slots = {
            "gap": about.fact(RELEVANCE_GAP, row["relevance_gap"]),
            "next": about.fact(NEXT, f"tier.{target}", "relevance"),
        }
        found.append(Statement("tier.needs_relevance", slots))
    return tuple(found)
