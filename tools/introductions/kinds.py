"""Kinds of facts about introductions: all internal, since each tells one side of the other."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit

PARTNER: Final = Kind("introduction.partner", Unit.NAME, "partner in an introduction")
PERSON: Final = Kind("introduction.person", Unit.NAME, "person in an introduction")
ROLE: Final = Kind("introduction.role", Unit.NAME, "role of that person")
MANAGER: Final = Kind("introduction.manager", Unit.NAME, "who looks after the partner")
TECHNOLOGY: Final = Kind("introduction.technology", Unit.NAME, "technology")
SECTOR: Final = Kind("introduction.sector", Unit.NAME, "sector")
REGION: Final = Kind("introduction.region", Unit.NAME, "region", behind=("region",))
LANGUAGE: Final = Kind("introduction.language", Unit.LABEL, "language in common")
TOPIC: Final = Kind("introduction.topic", Unit.NAME, "what it is about")
ASKED_ROLE: Final = Kind("introduction.asked_role", Unit.NAME, "role that was asked for")

SCORE: Final = Kind("introduction.score", Unit.POINTS, "how well they complete each other")
OVERLAP: Final = Kind("introduction.overlap", Unit.SHARE, "business in the same sectors and technologies")
DEMAND: Final = Kind(
    "introduction.demand", Unit.COUNT, "open deals, and won deals and leads of 12 months, in the technology"
)
DELIVERED: Final = Kind("introduction.delivered", Unit.COUNT, "delivered projects in the technology")
LAST_DELIVERED: Final = Kind("introduction.last_delivered_on", Unit.DATE, "last of these projects")
WON: Final = Kind("introduction.won", Unit.COUNT, "won deals in the technology")
CERTIFIED: Final = Kind("introduction.certified_people", Unit.COUNT, "people certified in the technology")
PAIRS: Final = Kind("introduction.pairs", Unit.COUNT, "pairs that complete each other")
FITTING: Final = Kind("introduction.fitting", Unit.COUNT, "partners who complete it")
TICKETS: Final = Kind(
    "introduction.severe_tickets",
    Unit.COUNT,
    "open tickets of severity 1 or 2",
    behind=("attention_tickets",),
)

COUNT: Final = Kind("introduction.count", Unit.COUNT, "introductions")
STATE: Final = Kind("introduction.state", Unit.LABEL, "where an introduction stands")
CONSENT: Final = Kind("introduction.consent", Unit.LABEL, "what a side said")
PROPOSED_ON: Final = Kind("introduction.proposed_on", Unit.DATE, "proposed on")
CONSENT_ON: Final = Kind("introduction.consent_on", Unit.DATE, "answered on")
MADE_ON: Final = Kind("introduction.made_on", Unit.DATE, "introduced on")
OUTCOME_ON: Final = Kind("introduction.outcome_on", Unit.DATE, "outcome logged on")
