"""Kinds of facts about tiers. All internal: a tier word never reaches a partner."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit

_ACCEPTED: Final = ("tier_leads_taken", "-tier_leads_taken_later")
_DEALS: Final = ("tier_deals_registered", "tier_deals_undated")
_LEADS: Final = (*_ACCEPTED, *_DEALS)
_SIZES: Final = ("customers", "employees", "annual_revenue", "sectors", "technologies")
_BEHIND: Final = (*_LEADS, "market_relevance")

TIER: Final = Kind("tier.current", Unit.LABEL, "tier", behind=_BEHIND)
PREVIOUS: Final = Kind("tier.previous", Unit.LABEL, "tier before")
COMPUTED: Final = Kind("tier.computed", Unit.LABEL, "tier by the figures", behind=_BEHIND)
SINCE: Final = Kind("tier.since", Unit.DATE, "in this tier since")
LEADS: Final = Kind(
    "tier.leads_365d", Unit.COUNT, "accepted leads and deals registered, 12 months", behind=_LEADS
)
ACCEPTED: Final = Kind("tier.accepted_leads_365d", Unit.COUNT, "accepted leads, 12 months", behind=_ACCEPTED)
DEALS: Final = Kind("tier.deals_registered_365d", Unit.COUNT, "deals registered, 12 months", behind=_DEALS)
LEADS_HIGH: Final = Kind("tier.leads_threshold", Unit.COUNT, "leads from which they count as many")
LEADS_GAP: Final = Kind("tier.leads_gap", Unit.COUNT, "leads to the boundary", behind=_LEADS)
LEADS_SPARE: Final = Kind("tier.leads_spare", Unit.COUNT, "fewer leads that would cost it", behind=_LEADS)
LEADS_MORE: Final = Kind("tier.leads_assumed", Unit.COUNT, "leads assumed on top")
LEADS_THEN: Final = Kind("tier.leads_then", Unit.COUNT, "leads under the assumption", behind=_LEADS)
RELEVANCE: Final = Kind(
    "tier.market_relevance", Unit.POINTS, "market relevance", behind=("market_relevance",)
)
RELEVANCE_DERIVED: Final = Kind(
    "tier.derived_relevance", Unit.POINTS, "market relevance, worked out", behind=_SIZES
)
RELEVANCE_HIGH: Final = Kind(
    "tier.relevance_threshold", Unit.POINTS, "relevance from which it counts as high"
)
RELEVANCE_GAP: Final = Kind("tier.relevance_gap", Unit.POINTS, "relevance to the boundary")
RELEVANCE_SPARE: Final = Kind("tier.relevance_spare", Unit.POINTS, "fewer points that would cost it")
RESTS_ON: Final = Kind("tier.relevance_part", Unit.LABEL, "what relevance is worked out from")
RESTS_AT: Final = Kind(
    "tier.relevance_part_percentile", Unit.POINTS, "percentile among partners", behind=_SIZES
)
NEXT: Final = Kind("tier.next", Unit.LABEL, "tier within reach")
TARGET: Final = Kind("tier.target", Unit.LABEL, "tier asked about")
JUDGED_FROM: Final = Kind(
    "tier.judged_from", Unit.DATE, "day from which few leads count", behind=("signed_on",)
)
NEW_DAYS: Final = Kind("tier.new_days", Unit.DAYS, "days after signing until few leads count")
WHOSE: Final = Kind("tier.whose", Unit.LABEL, "partners in question")
DECIDED_ON: Final = Kind("tier.decided_on", Unit.DATE, "day of the decision")
DECIDED_BY: Final = Kind("tier.decided_by", Unit.LABEL, "role of who decided")
