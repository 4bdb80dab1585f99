"""Aggregates behind the measures; the prefix `sc_` keeps them apart from other sciences' columns."""

from __future__ import annotations

from typing import Final

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within

YEAR: Final = 365
HALF: Final = 180

_WON: Final = among("stage", "won")
_INFLUENCED: Final = among("kind", "influenced")
_ACCEPTED: Final = (*among("direction", "in"), *among("status", "accepted", "converted"))
VALID: Final[Conditions] = (*ever("earned_on"), Condition("expires_on", Op.MISSING_OR_AFTER))
_TOUCH: Final = among("kind", "meeting", "call", "email", "event", "training")  # as attention counts it
_TWO_WAY: Final = among("kind", "meeting", "call", "email", "event")


def _count(name: str, table: str, *where: Condition) -> Aggregate:
    return Aggregate(f"sc_{name}", table, Function.COUNT, where=where)


def _revenue(name: str, *where: Condition) -> Aggregate:
    return Aggregate(f"sc_{name}", "deals", Function.SUM, "amount", where=(*_WON, *where))


_DEALS: Final = (
    _count("won_ever", "deals", *_WON, *ever("closed_on")),
    _count("lost_ever", "deals", *among("stage", "lost"), *ever("closed_on")),
    _count("won_365d", "deals", *_WON, *within("closed_on", YEAR)),
    _count("lost_365d", "deals", *among("stage", "lost"), *within("closed_on", YEAR)),
    _count("won_730d", "deals", *_WON, *within("closed_on", 2 * YEAR)),
    _count("open", "deals", *among("stage", "open"), *ever("created_on")),
    _count(
        "closed_later",
        "deals",
        *among("stage", "won", "lost"),
        *ever("created_on"),
        Condition("closed_on", Op.AFTER),
    ),
    Aggregate("sc_last_won_on", "deals", Function.MAX, "closed_on", (*_WON, *ever("closed_on"))),
    _revenue("revenue_365d", *within("closed_on", YEAR)),
    _revenue("influenced_365d", *_INFLUENCED, *within("closed_on", YEAR)),
    _revenue("revenue_180d", *within("closed_on", HALF)),
    _revenue("influenced_180d", *_INFLUENCED, *within("closed_on", HALF)),
    _revenue("revenue_180d_before", *within("closed_on", HALF, HALF)),
    _revenue("influenced_180d_before", *_INFLUENCED, *within("closed_on", HALF, HALF)),
    *(
        Aggregate(
            f"sc_{column}_breadth",
            "deals",
            Function.EFFECTIVE,
            column,
            (*_WON, *within("closed_on", 2 * YEAR)),
        )
        for column in ("sector", "technology", "region")
    ),
)
_OTHERS: Final = (
    _count("leads_ever", "leads", *ever("created_on")),
    _count("leads_365d", "leads", *_ACCEPTED, *within("created_on", YEAR)),
    _count(
        "leads_later_365d",
        "leads",
        *_ACCEPTED,
        *within("created_on", YEAR),
        Condition("decided_on", Op.AFTER),
    ),
    _count("certifications_ever", "certifications", *ever("earned_on")),
    _count("certifications", "certifications", *VALID),
    _count("professional", "certifications", *VALID, *among("level", "professional")),
    _count("expert", "certifications", *VALID, *among("level", "expert")),
    Aggregate("sc_people", "certifications", Function.DISTINCT, "person", VALID),
    _count("directed_ever", "activities", *among("direction", "in"), *ever("date")),
    _count("in_180d", "activities", *_TWO_WAY, *among("direction", "in"), *within("date", HALF)),
    _count("out_180d", "activities", *_TWO_WAY, *among("direction", "out"), *within("date", HALF)),
    _count("trainings_ever", "activities", *among("kind", "training"), *ever("date")),
    _count("trainings_365d", "activities", *among("kind", "training"), *within("date", YEAR)),
    _count("plans_ever", "activities", *among("kind", "plan"), *ever("date")),
    _count("plans_365d", "activities", *among("kind", "plan"), *within("date", YEAR)),
    _count(
        "emails_in_180d",
        "activities",
        *among("kind", "email"),
        *among("direction", "in"),
        *within("date", HALF),
    ),
    _count(
        "emails_out_180d",
        "activities",
        *among("kind", "email"),
        *among("direction", "out"),
        *within("date", HALF),
    ),
    _count("emails_in_ever", "activities", *among("kind", "email"), *among("direction", "in"), *ever("date")),
    Aggregate(
        "sc_last_meeting_on", "activities", Function.MAX, "date", (*among("kind", "meeting"), *ever("date"))
    ),
    Aggregate("sc_last_touch_on", "activities", Function.MAX, "date", (*_TOUCH, *ever("date"))),
    _count("contacts", "contacts", Condition("left_on", Op.MISSING_OR_AFTER)),
)
AGGREGATES: Final[tuple[Aggregate, ...]] = (*_DEALS, *_OTHERS)
"""What the scorecard and the profile read."""
