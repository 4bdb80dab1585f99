"""What would make one partner reach a tier, how safe it is in its own, and what more leads would do."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Final

import pandas as pd

from tools.about import Slots, is_missing, row_of
from tools.facts import Findings, Statement, Suggestion
from tools.portfolio import Portfolio
from tools.tiers import kinds
from tools.tiers.assumed import Assumed, assumptions
from tools.tiers.case import Case, losses
from tools.tiers.figures import counted
from tools.tiers.policy import TierPolicy
from tools.tiers.sides import relevance_parts
from tools.tiers.statements import tier_statements
from tools.tiers.tier import NoTier, Tier

_SIDES: Final = {
    Tier.KEY_PARTNER: (True, True),
    Tier.UNPOLISHED_DIAMOND: (False, True),
    Tier.GROWTH_HACKER: (True, False),
    Tier.DEMENTOR: (False, False),
}
_SIDES_OF: Final = {sides: tier for tier, sides in _SIDES.items()}


def partner_what_if(
    portfolio: Portfolio,
    graded: pd.DataFrame,
    partner_id: str,
    policy: TierPolicy,
    *,
    target: Tier | None = None,
    more_leads: int | None = None,
    assumed: Assumed = Assumed(),  # noqa: B008 frozen
) -> Findings:
    """The smallest change on each side that brings a tier, or how safe the present one is.

    Args:
        portfolio: At the day in question.
        graded: What `tools.tiers.tiers` returned for a history that ends with `portfolio`.
        partner_id: The partner.
        policy: As it was for `graded`.
        target: The tier to reach; the next better one if it is left out.
        more_leads: Leads that the partner had more (fewer, if negative).
        assumed: In what `policy` differs from how it is; said with the answer.
    """
    case = Case.of(portfolio, graded, partner_id, policy)
    standing = tier_statements(portfolio, graded, partner_id, policy)
    if case.row["no_tier"] == NoTier.ENDED:
        return Findings(standing)
    wanted = target or Tier.KEY_PARTNER
    asked = _with_more(case, more_leads) if more_leads else _towards(case, wanted)
    first = () if case.tier else standing
    why = () if first else standing
    return Findings(
        statements=(*first, *asked, *assumptions(portfolio, policy, assumed), *why, *_rests_on(case)),
        suggestions=(
            Suggestion("suggest.profile", {"partner": case.about.partner()}),
            Suggestion("suggest.tier_moves"),
        ),
    )


def _towards(case: Case, target: Tier) -> Iterator[Statement]:
    """What is missing for the tier; where nothing is, how much the partner can lose."""
    many, relevant = _SIDES[target]
    lacks_leads = many and not case.leads.high
    lacks_relevance = relevant and not case.relevance.high
    if lacks_leads or lacks_relevance:
        yield from _way(case, target, leads=lacks_leads, relevance=lacks_relevance)
    elif case.tier:
        yield from _safety(case, target)
    elif case.on_record:
        yield _once_judged(case)


def _once_judged(case: Case) -> Statement:
    """What the figures say of a partner that is too new to be judged on few leads."""
    tier = _SIDES_OF[case.leads.high, case.relevance.high]
    return Statement(
        "tier.once_judged",
        {"partner": case.about.partner(), "tier": case.tier_fact(kinds.NEXT, tier, "judged")},
    )


def _way(case: Case, target: Tier, *, leads: bool, relevance: bool) -> Iterator[Statement]:
    more, points = case.leads.to_reach(), case.relevance.to_reach()
    unknown = is_missing(case.row["relevance"])
    many = leads or case.leads.high
    tier = _SIDES_OF[many, relevance or case.relevance.high]
    slots: Slots = {
        "partner": case.about.partner(),
        "target": case.tier_fact(kinds.TARGET, tier, target),
    }
    if (leads and more is None) or (relevance and points is None):
        yield Statement("tier.out_of_reach", slots)
        return
    if leads:
        slots["leads"] = case.about.fact(kinds.LEADS_GAP, more)
    if relevance:
        slots["points"] = (
            case.about.fact(kinds.RELEVANCE_HIGH, case.relevance.threshold_at(0.0), "to_reach")
            if unknown
            else case.about.fact(kinds.RELEVANCE_GAP, points)
        )
    sides = "both" if leads and relevance else "leads" if leads else "relevance"
    later = "_later" if case.early and not many else ""
    yield Statement(f"tier.way_{sides}{'_unknown' if relevance and unknown else ''}{later}", slots)
    if sides == "both":
        yield _alone(case)
    yield from _band(case, leads=leads, relevance=relevance)
    yield _next_step(case, leads=leads)


def _alone(case: Case) -> Statement:
    """What each of two missing sides would bring without the other."""
    leads = case.tier_fact(kinds.NEXT, Tier.GROWTH_HACKER, "leads")
    if case.early:  # relevance alone is not judged yet
        return Statement("tier.leads_alone", {"by_leads": leads})
    relevance = case.tier_fact(kinds.NEXT, Tier.UNPOLISHED_DIAMOND, "relevance")
    return Statement("tier.each_alone", {"by_leads": leads, "by_relevance": relevance})


def _band(case: Case, *, leads: bool, relevance: bool) -> Iterator[Statement]:
    """That the band helps to stay, not to get in, where the partner stands inside it."""
    inside = [
        not side.high and side.value_at(0) >= side.floor(side.threshold_at(side.value_at(0)))
        for side, lacks in ((case.leads, leads), (case.relevance, relevance))
        if lacks
    ]
    if any(inside):
        yield Statement("tier.band_to_get_in")


def _next_step(case: Case, *, leads: bool) -> Statement:
    if leads:
        return Statement("tier.step_leads", {"partner": case.about.partner()})
    if case.row["relevance_derived"] or is_missing(case.row["relevance"]):
        return Statement("tier.step_relevance_derived", {"partner": case.about.partner()})
    return Statement("tier.step_relevance", {"partner": case.about.partner()})


def _safety(case: Case, target: Tier) -> Iterator[Statement]:
    """That the tier is reached, and what would cost it."""
    slots: Slots = {"partner": case.about.partner(), "tier": case.present()}
    if target.value == case.tier:
        yield Statement("tier.already", slots)
    else:
        yield Statement("tier.above", slots | {"target": case.tier_fact(kinds.TARGET, target, target)})
    yield from losses(case)


def _with_more(case: Case, more: int) -> Iterator[Statement]:
    """The tier with so many leads more or fewer, and what would still be missing."""
    high = case.leads.high_at(more)
    tier = case.tier_at(leads_high=high, relevance_high=case.relevance.high)
    slots: Slots = {
        "partner": case.about.partner(),
        "more": case.about.fact(kinds.LEADS_MORE, abs(more), str(more)),
        "leads": counted(case.about, kinds.LEADS_THEN, case.leads.value_at(more), str(more)),
    }
    fewer = "fewer" if more < 0 else "more"
    if tier and (more > 0 or case.on_record):
        slots["tier"] = case.tier_fact(kinds.NEXT, tier, str(more))
        yield Statement(f"tier.with_{fewer}_{'same' if tier == case.tier else 'moves'}", slots)
    else:
        yield Statement(f"tier.with_{fewer}_none{'' if case.tier else '_still'}", slots)
    short = case.leads.to_reach()
    if not high and more > 0 and short is not None:
        best = case.tier_fact(kinds.TARGET, _SIDES_OF[True, case.relevance.high], "leads")
        yield Statement("tier.it_takes", {"leads": case.about.fact(kinds.LEADS_GAP, short), "target": best})


def _rests_on(case: Case) -> Iterator[Statement]:
    """The figures that a worked-out relevance rests on, each as a percentile."""
    if not case.row["relevance_derived"]:
        return
    parts = row_of(relevance_parts(case.about.portfolio), case.about.partner_id)
    for name, at in parts.items():
        if is_missing(at):
            continue
        slots: Slots = {
            "part": case.about.fact(kinds.RESTS_ON, f"relevance.{name}", str(name)),
            "percentile": case.about.fact(kinds.RESTS_AT, math.floor(at), str(name)),
        }
        yield Statement("tier.rests_on", slots, follows=True)
