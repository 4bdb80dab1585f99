"""The dated events that a journey is read from, and the aggregates that find them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within
from tools.conditions import ACCEPTED_STATUSES, VALID, WON

_QUARTER: Final = 91
_NEVER: Final = 36_500  # days ahead: no such date is in the data, so that only a missing one passes
_ACCEPTED: Final = among("status", *ACCEPTED_STATUSES)
_UNDATED: Final = (Condition("decided_on", Op.MISSING_OR_AFTER, days=_NEVER),)
_TOUCHES: Final = among("kind", "meeting", "call", "email", "event", "training", "plan")


def _first(name: str, table: str, column: str, where: Conditions = ()) -> Aggregate:
    return Aggregate(f"journey_{name}", table, Function.MIN, column, (*where, *ever(column)))


AGGREGATES: Final[tuple[Aggregate, ...]] = (
    _first("first_activity", "activities", "date"),
    _first("first_lead", "leads", "created_on"),
    _first("first_deal", "deals", "created_on"),
    _first("first_win", "deals", "closed_on", WON),
    _first("first_training", "activities", "date", among("kind", "training")),
    _first("first_certification", "certifications", "earned_on"),
    _first("first_lead_decided", "leads", "decided_on", _ACCEPTED),
    _first("first_lead_undated", "leads", "created_on", (*_ACCEPTED, *_UNDATED)),
    Aggregate(
        "journey_second_meeting",
        "activities",
        Function.SECOND,
        "date",
        (*among("kind", "meeting"), *ever("date")),
    ),
    Aggregate("journey_certification_1", "certifications", Function.MIN, "earned_on", VALID),
    Aggregate("journey_certification_2", "certifications", Function.SECOND, "earned_on", VALID),
    Aggregate(
        "journey_plan", "activities", Function.MIN, "date", (*among("kind", "plan"), *within("date", 365))
    ),
    Aggregate(
        "journey_contact_days",
        "activities",
        Function.DISTINCT,
        "date",
        (*_TOUCHES, *within("date", 180)),
    ),
    *(
        Aggregate(
            f"journey_win_quarter_{back}",
            "deals",
            Function.MIN,
            "closed_on",
            (*WON, *within("closed_on", _QUARTER, skip=back * _QUARTER)),
        )
        for back in range(4)
    ),
)

EVIDENCE: Final[Mapping[str, tuple[str, ...]]] = {
    "": (),
    "first_contact": ("first_contact_on",),
    "first_activity": ("journey_first_activity",),
    "first_lead": ("journey_first_lead",),
    "first_deal": ("journey_first_deal",),
    "application": ("applied_on",),
    "second_meeting": ("journey_second_meeting",),
    "signature": ("signed_on",),
    "onboarding": ("onboarded_on",),
    "training": ("journey_first_training", "journey_first_certification"),
    "first_business": (
        "journey_first_lead_decided",
        "journey_first_lead_undated",
        "journey_first_deal",
        "journey_first_win",
    ),
    "wins": tuple(f"journey_win_quarter_{back}" for back in range(4)),
    "plan_or_certifications": ("journey_plan", "journey_certification_1", "journey_certification_2"),
    "regression": tuple(f"journey_win_quarter_{back}" for back in range(4)),
}
"""Codes of what begins a phase, with the columns whose rows show it; words in `labels_journey.yaml`."""
