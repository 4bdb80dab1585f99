"""Aggregates behind the program's requirements; the prefix `program_` keeps them apart from other columns."""

from __future__ import annotations

from typing import Final

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, ever, within
from tools.conditions import VALID, WON

YEAR: Final = 365
LAPSING_DAYS: Final = 60
"""Days ahead within which a certification that expires counts as lapsing soon."""

KEPT_DAYS: Final = 90
"""Days ahead after which `program_*_kept` tells what is left, if nothing new comes."""

_WON: Final = (*WON, *within("closed_on", YEAR))
_WON_KEPT: Final = (*WON, *within("closed_on", YEAR - KEPT_DAYS - 1))
_EARNED: Final = ever("earned_on")


def _valid_after(days: int) -> Conditions:
    """Earned, and still valid on the day after (as_of + days); the day it expires on is its last."""
    return (*_EARNED, Condition("expires_on", Op.MISSING_OR_AFTER, days=days))


AGGREGATES: Final = (
    Aggregate("program_certifications", "certifications", Function.COUNT, where=VALID),
    Aggregate(
        "program_certifications_left", "certifications", Function.COUNT, where=_valid_after(LAPSING_DAYS)
    ),
    Aggregate("program_certifications_kept", "certifications", Function.COUNT, where=_valid_after(KEPT_DAYS)),
    Aggregate("program_certifications_ever", "certifications", Function.COUNT, where=_EARNED),
    Aggregate("program_revenue", "deals", Function.SUM, "amount", _WON),
    Aggregate("program_wins", "deals", Function.COUNT, where=_WON),
    Aggregate("program_wins_valued", "deals", Function.COUNT, "amount", _WON),
    Aggregate("program_revenue_kept", "deals", Function.SUM, "amount", _WON_KEPT),
    Aggregate("program_wins_kept", "deals", Function.COUNT, where=_WON_KEPT),
    Aggregate("program_deals_ever", "deals", Function.COUNT, where=ever("created_on")),
)
"""Each certificate on record counts once: one person with two certificates counts twice, also when both have
the same name. A won deal counts from the day it closed for 365 days."""
