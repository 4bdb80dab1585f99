"""Aggregates behind the measures; the prefix `sc_` keeps them apart from other sciences' columns."""

from __future__ import annotations

from typing import Final

from tools import schema
from tools.aggregates import Aggregate, Condition, Function, Op, among, ever, within
from tools.conditions import (
    ACCEPTED,
    DECIDED_LATER,
    HERE,
    INBOUND,
    LOST,
    OUTBOUND,
    SEVERE,
    VALID,
    WON,
)

YEAR: Final = 365
HALF: Final = 180
TWO_YEARS: Final = 730
QUARTER: Final = 92
"""Days that hold the ends of three months, at times of four: 30 June to 28 February does."""

_INFLUENCED: Final = among("kind", "influenced")
_EMAIL: Final = among("kind", "email")
_TOUCH: Final = among("kind", "meeting", "call", "email", "event", "training")  # as attention counts it
_TWO_WAY: Final = among("kind", "meeting", "call", "email", "event")
_BOTH_KNOWN: Final = tuple(  # a missing value meets no comparison, not even with itself
    Condition(column, Op.NOT_LATER_THAN, other=column) for column in ("licensed", "active")
)
_ON_TIME: Final = Condition("delivered_on", Op.NOT_LATER_THAN, other="promised_on")
_GRADED: Final = among("severity", "1", "2", "3", "4")
_PRICED: Final = (*WON, Condition("amount_base", Op.NOT_LATER_THAN, other="amount_base"))


def _count(name: str, table: str, *where: Condition, column: str = "") -> Aggregate:
    return Aggregate(f"sc_{name}", table, Function.COUNT, column, where=where)


def _sum(name: str, table: str, column: str, *where: Condition) -> Aggregate:
    return Aggregate(f"sc_{name}", table, Function.SUM, column, where=where)


def _first(name: str, table: str, column: str, *where: Condition) -> Aggregate:
    return Aggregate(f"sc_first_{name}_on", table, Function.MIN, column, where=(*where, *ever(column)))


def _last(name: str, table: str, column: str, *where: Condition) -> Aggregate:
    return Aggregate(f"sc_last_{name}_on", table, Function.MAX, column, where=(*where, *ever(column)))


def _revenue(window: str, *where: Condition) -> tuple[Aggregate, ...]:
    """Won revenue of a window, its influenced part, the number of won deals and of those with an amount."""
    return (
        _sum(f"revenue_{window}", "deals", "amount", *WON, *where),
        _sum(f"influenced_{window}", "deals", "amount", *WON, *_INFLUENCED, *where),
        _count(f"won_{window}", "deals", *WON, *where),
        _count(f"priced_{window}", "deals", *WON, *where, column="amount"),
    )


_DEALS: Final = (
    _first("won", "deals", "closed_on", *WON),
    _first("priced", "deals", "closed_on", *_PRICED),
    _first("lost", "deals", "closed_on", *LOST),
    _last("won", "deals", "closed_on", *WON),
    *_revenue("365d", *within("closed_on", YEAR)),
    *_revenue("180d", *within("closed_on", HALF)),
    *_revenue("180d_before", *within("closed_on", HALF, HALF)),
    _count("lost_365d", "deals", *LOST, *within("closed_on", YEAR)),
    _count("won_730d", "deals", *WON, *within("closed_on", TWO_YEARS)),
    _count("open", "deals", *among("stage", "open"), *ever("created_on")),
    _count(
        "closed_later",
        "deals",
        *among("stage", "won", "lost"),
        *ever("created_on"),
        Condition("closed_on", Op.AFTER),
    ),
    *(
        Aggregate(
            f"sc_{column}_breadth",
            "deals",
            Function.EFFECTIVE,
            column,
            (*WON, *within("closed_on", TWO_YEARS)),
        )
        for column in ("sector", "technology", "region")
    ),
)
_LEADS: Final = (
    _first("lead", "leads", "created_on", *INBOUND),
    _count("leads_365d", "leads", *ACCEPTED, *within("created_on", YEAR)),
    _count(
        "leads_later_365d",
        "leads",
        *ACCEPTED,
        *within("created_on", YEAR),
        *DECIDED_LATER,
    ),
)
_USAGE: Final = tuple(
    item
    for suffix, skip in (("92d", 0), ("92d_before", QUARTER))
    for item in (
        _sum(f"licensed_{suffix}", "usage", "licensed", *_BOTH_KNOWN, *within("month", QUARTER, skip)),
        _sum(f"active_{suffix}", "usage", "active", *_BOTH_KNOWN, *within("month", QUARTER, skip)),
        _count(f"months_{suffix}", "usage", *_BOTH_KNOWN, *within("month", QUARTER, skip)),
    )
)
_SKILLS: Final = (
    _first("certification", "certifications", "earned_on"),
    _count("certifications", "certifications", *VALID),
    _count("professional", "certifications", *VALID, *among("level", "professional")),
    _count("expert", "certifications", *VALID, *among("level", "expert")),
    Aggregate("sc_people", "certifications", Function.DISTINCT, "person", VALID),
    _first("delivered", "projects", "delivered_on"),
    _last("delivered", "projects", "delivered_on"),
    _count("delivered_730d", "projects", *within("delivered_on", TWO_YEARS)),
    _sum("rating_sum_730d", "projects", "rating", *within("delivered_on", TWO_YEARS)),
    _count("rated_730d", "projects", *within("delivered_on", TWO_YEARS), column="rating"),
    _count("promised_730d", "projects", *within("delivered_on", TWO_YEARS), column="promised_on"),
    _count("on_time_730d", "projects", *within("delivered_on", TWO_YEARS), _ON_TIME),
    _count(
        "overdue_730d",
        "projects",
        *within("promised_on", TWO_YEARS, 1),  # due by yesterday: the promised day itself is not over
        Condition("delivered_on", Op.MISSING_OR_AFTER),
    ),
    _first("ticket", "tickets", "opened_on", *_GRADED),
    _count("severe_365d", "tickets", *SEVERE, *within("opened_on", YEAR)),
)
_TALK: Final = (
    _first("inbound", "activities", "date", *_TWO_WAY, *INBOUND),
    _first("touch", "activities", "date", *_TOUCH),
    _first("training", "activities", "date", *among("kind", "training")),
    _first("plan", "activities", "date", *among("kind", "plan")),
    _first("reply", "activities", "date", *_EMAIL, *INBOUND),
    _last("meeting", "activities", "date", *among("kind", "meeting")),
    _last("touch", "activities", "date", *_TOUCH),
    _count("in_180d", "activities", *_TWO_WAY, *INBOUND, *within("date", HALF)),
    _count("out_180d", "activities", *_TWO_WAY, *OUTBOUND, *within("date", HALF)),
    _count("trainings_365d", "activities", *among("kind", "training"), *within("date", YEAR)),
    _count("plans_365d", "activities", *among("kind", "plan"), *within("date", YEAR)),
    _count("emails_in_180d", "activities", *_EMAIL, *INBOUND, *within("date", HALF)),
    _count("emails_out_180d", "activities", *_EMAIL, *OUTBOUND, *within("date", HALF)),
    _count("contacts", "contacts", *HERE),
)
_SURVEYS: Final = tuple(
    item
    for dimension in schema.SURVEY_DIMENSIONS
    for item in (
        _sum(
            f"{dimension}_sum_365d",
            "surveys",
            "score",
            *among("dimension", dimension),
            *within("date", YEAR),
        ),
        _count(f"{dimension}_365d", "surveys", *among("dimension", dimension), *within("date", YEAR)),
    )
)
AGGREGATES: Final[tuple[Aggregate, ...]] = (*_DEALS, *_LEADS, *_USAGE, *_SKILLS, *_TALK, *_SURVEYS)
"""What the scorecard and the profile read."""
