"""Kinds of facts that answers about workload state; all internal. Hours are hours a week."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit
from tools.tiers import kinds as tiers

_SERVICE: Final = (*tiers.TIER.behind, "status")

NEEDED: Final = Kind("load.hours_needed", Unit.HOURS, "hours a week that partners need")
AVAILABLE: Final = Kind("load.hours_available", Unit.HOURS, "hours a week for partners")
OVER: Final = Kind("load.hours_over", Unit.HOURS, "hours a week too many")
ROOM: Final = Kind("load.hours_left", Unit.HOURS, "hours a week left")
SPENT: Final = Kind("load.hours_spent_90d", Unit.HOURS, "hours a week spent, last 90 days")
PARTNER_HOURS: Final = Kind("load.partner_hours", Unit.HOURS, "hours a week that they need", behind=_SERVICE)
PARTNER_SPENT: Final = Kind(
    "load.partner_hours_spent_90d",
    Unit.HOURS,
    "hours a week spent, last 90 days",
    behind=("load_activities_90d", "load_ticket_hours_90d"),
)
GROUP_HOURS: Final = Kind("load.group_hours", Unit.HOURS, "hours a week that they need together")
ADDED: Final = Kind("load.activation_hours", Unit.HOURS, "hours a week for their journey phase")
ROOM_FOR: Final = Kind("load.room_for", Unit.COUNT, "typical partners that fit in")
TYPICAL: Final = Kind("load.typical_hours", Unit.HOURS, "hours a week of a typical partner")
ONE_PERSON: Final = Kind(
    "load.partners_per_person", Unit.COUNT, "typical partners that one person can handle"
)
EACH: Final = Kind("load.hours_of_one_person", Unit.HOURS, "hours a week of one person")
PARTNERS: Final = Kind("load.partners", Unit.COUNT, "partners")
PEOPLE: Final = Kind("load.people", Unit.COUNT, "people")
OVERLOADED: Final = Kind("load.overloaded", Unit.COUNT, "overloaded people")
HIRE: Final = Kind("load.people_missing", Unit.COUNT, "people missing")
DEFAULT: Final = Kind("load.default_hours", Unit.HOURS, "hours a week assumed")
UNKNOWN: Final = Kind("load.people_without_hours", Unit.COUNT, "people without hours on file")
SHARE: Final = Kind("load.partner_share", Unit.SHARE, "share of hours for partners")
TIMES: Final = Kind("load.service_times", Unit.COUNT, "service takes times as long")
MORE: Final = Kind("load.more_people", Unit.COUNT, "people more")
FEWER: Final = Kind("load.fewer_people", Unit.COUNT, "people fewer")
UNOWNED: Final = Kind("load.unowned", Unit.COUNT, "partners without a manager")
MOVES: Final = Kind("load.moves", Unit.COUNT, "partners that change manager")
BEFORE: Final = Kind("load.hours_before", Unit.HOURS, "hours a week before the change")
REGION: Final = Kind("load.region", Unit.NAME, "region")
LEFT: Final = Kind("load.partners_left", Unit.COUNT, "partners that find nobody")
MISSING: Final = Kind("load.hours_missing", Unit.HOURS, "hours a week missing")
AFTER: Final = Kind("load.hours_after", Unit.HOURS, "hours a week after the change")
TAKEN: Final = Kind("load.taken_over", Unit.COUNT, "partners taken over")
TAKEN_HOURS: Final = Kind("load.taken_hours", Unit.HOURS, "hours a week taken over")
TIER: Final = Kind("load.tier", Unit.LABEL, "tier")
PHASE: Final = Kind("load.phase", Unit.LABEL, "journey phase")
WHY: Final = Kind("load.why", Unit.LABEL, "why this one")
GIVER: Final = Kind("load.from", Unit.NAME, "from")
TAKER: Final = Kind("load.to", Unit.NAME, "to")
