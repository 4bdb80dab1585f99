"""What is said about a partner's tier: where it stands and why, and whether it moved."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd

from tools.about import About, Row, Slots, is_missing, row_of
from tools.facts import Fact, Kind, Statement
from tools.portfolio import Portfolio
from tools.tiers import kinds
from tools.tiers.figures import leads_facts, relevance_facts
from tools.tiers.policy import TierPolicy
from tools.tiers.sides import accepted_leads, registered_deals
from tools.tiers.tier import NoTier


def tier_fact(portfolio: Portfolio, graded: pd.DataFrame, partner_id: str) -> Fact | None:
    """The partner's tier as a label fact (`tier.key_partner`); None for a partner without one.

    Args:
        portfolio: At the day in question.
        graded: What `tools.tiers.tiers` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    tier = str(graded["tier"][partner_id])
    return About(portfolio, partner_id).fact(kinds.TIER, f"tier.{tier}") if tier else None


def tier_statements(
    portfolio: Portfolio, graded: pd.DataFrame, partner_id: str, policy: TierPolicy
) -> tuple[Statement, ...]:
    """Standing with its two figures, or why there is none; who decided it, or the last move.

    Args:
        portfolio: At the day in question.
        graded: What `tools.tiers.tiers` returned for a history that ends with `portfolio`, with or without
            what people decided (`tools.tiers.with_decisions`).
        partner_id: The partner.
        policy: As it was for `graded`.
    """
    about, row = About(portfolio, partner_id), row_of(graded, partner_id)
    tier = tier_fact(portfolio, graded, partner_id)
    if tier is None:
        return (_none(about, row, policy),)
    if is_decided(row):
        return (_decided(about, row, tier), _by_figures(about, row))
    moved = (_moved(about, row, tier),) if row["previous"] else ()
    return (_standing(about, row, kinds.TIER, row["tier"]), *moved)


def is_decided(row: Row) -> bool:
    """Whether the tier is another one than by the figures, because a person decided so."""
    return bool(row.get("decided_by")) and row["computed"] != row["tier"]


def _by_figures(about: About, row: Row) -> Statement:
    """What the figures say beside a decision: another tier, or none yet."""
    if row["computed"]:
        return _standing(about, row, kinds.COMPUTED, row["computed"])
    return Statement("tier.computed_none", {"partner": about.partner()})


def _none(about: About, row: Row, policy: TierPolicy) -> Statement:
    """Why the partner has no tier; of a new one, from when on it will be judged."""
    slots: Slots = {"partner": about.partner()}
    if row["no_tier"] == NoTier.NEW:
        signed = about.portfolio.partners["signed_on"][about.partner_id]
        slots["from"] = about.fact(kinds.JUDGED_FROM, signed + timedelta(days=policy.new_days))
    if row["no_tier"] == NoTier.NOT_SIGNED:
        slots["days"] = about.fact(kinds.NEW_DAYS, policy.new_days)
    return Statement(f"tier.none_{row['no_tier']}", slots)


def _standing(about: About, row: Row, kind: Kind, tier: str) -> Statement:
    leads, leads_from = leads_facts(about, row)
    slots: Slots = {
        "partner": about.partner(),
        "tier": about.fact(kind, f"tier.{tier}"),
        "leads": leads,
        "leads_from": leads_from,
    }
    by_figures = "_computed" if kind is kinds.COMPUTED else ""
    known = not is_missing(row["relevance"])
    if known:
        slots["relevance"], slots["relevance_from"] = relevance_facts(about, row)
    if known and not row["leads_recorded"]:
        return Statement(f"tier.standing{by_figures}_no_leads", slots)
    slots |= _made_of(about)
    if not known:
        return Statement(f"tier.standing{by_figures}_unknown", slots)
    derived = "_derived" if row["relevance_derived"] else ""
    return Statement(f"tier.standing{by_figures}{derived}", slots)


def _made_of(about: About) -> Slots:
    """The accepted leads and the registered deals that are counted together."""
    partners = about.portfolio.partners.loc[[about.partner_id]]
    accepted, deals = accepted_leads(partners).iloc[0], registered_deals(partners).iloc[0]
    return {"accepted": about.fact(kinds.ACCEPTED, accepted), "deals": about.fact(kinds.DEALS, deals)}


def _decided(about: About, row: Row, tier: Fact) -> Statement:
    slots: Slots = {
        "partner": about.partner(),
        "tier": tier,
        "role": about.fact(kinds.DECIDED_BY, f"role.{row['decided_by']}"),
        "on": about.fact(kinds.DECIDED_ON, row["decided_on"]),
    }
    return Statement("tier.decided", slots)


def _moved(about: About, row: Row, tier: Fact) -> Statement:
    previous = about.fact(kinds.PREVIOUS, f"tier.{row['previous']}")
    since = about.fact(kinds.SINCE, row["since"])
    return Statement(
        "tier.moved", {"partner": about.partner(), "previous": previous, "tier": tier, "since": since}
    )
