"""Kinds of facts about certifications and program levels; partners may know all that is about themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tools import kinds
from tools.about import About, plain
from tools.facts import Audience, Fact, Kind, Unit
from tools.portfolio import Portfolio
from tools.program.levels import Requirement

_TO_PARTNER: Final = Audience.SHAREABLE

TECHNOLOGY: Final = Kind("certification.technology", Unit.NAME, "technology", _TO_PARTNER)
CERTIFICATE_LEVEL: Final = Kind("certification.level", Unit.LABEL, "certification level", _TO_PARTNER)
HELD: Final = replace(kinds.CERTIFICATIONS_VALID, behind=("program_certifications",))
CERTIFIED_PEOPLE: Final = Kind("certifications.people", Unit.COUNT, "certified people", _TO_PARTNER)
EXPIRING: Final = Kind("certifications.expiring", Unit.COUNT, "expiring certifications", _TO_PARTNER)
LAPSED: Final = Kind("certifications.lapsed", Unit.COUNT, "lapsed certifications", _TO_PARTNER)
TWICE: Final = Kind("certifications.held_twice", Unit.COUNT, "certifications held twice", _TO_PARTNER)
UNTIL: Final = Kind("certifications.until", Unit.DATE, "until", _TO_PARTNER)

LEVEL: Final = Kind("program.level", Unit.NAME, "program level", _TO_PARTNER, ("program_level",))
ASKED_LEVEL: Final = Kind("program.level_asked_about", Unit.NAME, "program level asked about", _TO_PARTNER)
REACHED: Final = Kind("program.level_met", Unit.NAME, "highest level they meet", _TO_PARTNER)
NEXT_LEVEL: Final = Kind("program.next_level", Unit.NAME, "next program level", _TO_PARTNER)
HOLDS_UNTIL: Final = Kind("program.holds_until", Unit.DATE, "holds until", _TO_PARTNER)
REQUIREMENT: Final = Kind("program.requirement", Unit.LABEL, "requirement", _TO_PARTNER)
UNMET: Final = Kind("program.requirements_short", Unit.COUNT, "requirements not met", _TO_PARTNER)
ASKED_COUNT: Final = Kind("program.requirements", Unit.COUNT, "requirements of the level", _TO_PARTNER)
RENEW: Final = Kind("program.renewals_needed", Unit.COUNT, "certifications to renew at least", _TO_PARTNER)
LEFT: Final = Kind("program.certifications_left", Unit.COUNT, "certifications left", _TO_PARTNER)
UNVALUED: Final = Kind("program.wins_without_amount", Unit.COUNT, "won deals without an amount", _TO_PARTNER)
EXISTING: Final = Kind("program.levels", Unit.NAME, "levels of the program")
ASKED_FOR: Final = Kind("program.asked_for", Unit.NAME, "what was asked for")

PARTNERS: Final = Kind("program.partners", Unit.COUNT, "partners")
SHORT_PARTNERS: Final = Kind("program.partners_short", Unit.COUNT, "partners that do not meet their level")
RISK_PARTNERS: Final = Kind("program.partners_at_risk", Unit.COUNT, "partners about to lose their level")
ABOVE_PARTNERS: Final = Kind("program.partners_above", Unit.COUNT, "partners that meet a higher level")
UNPLACED: Final = Kind("program.partners_without_level", Unit.COUNT, "partners without a program level")

ACTUAL: Final = {
    Requirement.CERTIFICATIONS: HELD,
    Requirement.REVENUE: replace(kinds.WON_REVENUE_12M, behind=("program_revenue",)),
    Requirement.WINS: replace(kinds.DEALS_WON_12M, behind=("program_wins",)),
}
REQUIRED: Final = {
    one: Kind(f"program.required_{one}", unit, f"{words} asked for", _TO_PARTNER)
    for one, unit, words in (
        (Requirement.CERTIFICATIONS, Unit.COUNT, "certifications"),
        (Requirement.REVENUE, Unit.MONEY, "won revenue"),
        (Requirement.WINS, Unit.COUNT, "won deals"),
    )
}
SHORT: Final = {
    one: Kind(f"program.short_{one}", REQUIRED[one].unit, f"{words} missing", _TO_PARTNER, ACTUAL[one].behind)
    for one, words in (
        (Requirement.CERTIFICATIONS, "certifications"),
        (Requirement.REVENUE, "won revenue"),
        (Requirement.WINS, "won deals"),
    )
}

NEEDED: Final = {
    one: replace(SHORT[one], name=f"program.needed_{one}", label=f"{words} needed to keep the level")
    for one, words in (
        (Requirement.CERTIFICATIONS, "certifications"),
        (Requirement.REVENUE, "won revenue"),
        (Requirement.WINS, "won deals"),
    )
}


def placed(about: About, level: str) -> Fact:
    """The partner's level, as the program or the data spells it."""
    return about.fact(LEVEL, level, level)


def on_row(about: About, kind: Kind, value: object, certification_id: str) -> Fact:
    """A fact that one certificate holds."""
    fact = about.fact(kind, value, subject=certification_id)
    return replace(fact, rows=(f"certification:{certification_id}",))


def over(portfolio: Portfolio, kind: Kind, value: object, subject: str = "") -> Fact:
    """A fact about all partners in question, in the portfolio's currency."""
    currency = portfolio.currency if kind.unit is Unit.MONEY else ""
    return Fact(kind, None, plain(value, kind.unit), portfolio.as_of, subject, currency)
