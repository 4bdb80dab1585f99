"""What attention reads: per-partner aggregates, and days since a date."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within
from tools.portfolio import Portfolio

_WON: Final = among("stage", "won")
_TAKEN: Final = (*among("direction", "in"), *among("status", "accepted", "converted"))
_TALK: Final = among("kind", "meeting", "call")
_TOUCH: Final = among("kind", "meeting", "call", "email", "event", "training")
_VALID: Final = (*ever("earned_on"), Condition("expires_on", Op.MISSING_OR_AFTER))
QUARTER: Final = 90
BEFORE: Final = 275  # with the last 90 days, a year
OLD_DEAL: Final = 180
EXPIRY_AHEAD: Final = 60
CONTACT_LEFT: Final = 60
_EXPIRING: Final = (
    *ever("earned_on"),
    Condition("expires_on", Op.AFTER),
    Condition("expires_on", Op.UNTIL, days=EXPIRY_AHEAD),
)


def _won(name: str, function: Function, column: str, days: int, skip: int = 0) -> Aggregate:
    return Aggregate(
        f"attention_{name}", "deals", function, column, (*_WON, *within("closed_on", days, skip))
    )


def _count(name: str, table: str, where: Conditions) -> Aggregate:
    return Aggregate(f"attention_{name}", table, Function.COUNT, where=where)


def _last(name: str, where: Conditions) -> Aggregate:
    return Aggregate(f"attention_{name}", "activities", Function.MAX, "date", (*where, *ever("date")))


_OLD: Final = (Condition("created_on", Op.UNTIL, days=-OLD_DEAL),)
_STILL_OPEN: Final = (*_OLD, *among("stage", "open"), Condition("closed_on", Op.MISSING_OR_AFTER))
_CLOSED_LATER: Final = (*_OLD, *among("stage", "won", "lost"), Condition("closed_on", Op.AFTER))
_LATE: Final = (*among("stage", "open"), *ever("closed_on"))

AGGREGATES: Final[tuple[Aggregate, ...]] = (
    Aggregate("attention_last_won", "deals", Function.MAX, "closed_on", (*_WON, *ever("closed_on"))),
    Aggregate("attention_first_won", "deals", Function.MIN, "closed_on", (*_WON, *ever("closed_on"))),
    _won("first_won_730d", Function.MIN, "closed_on", 730),
    _won("wins_730d", Function.COUNT, "", 730),
    _won("wins_365d", Function.COUNT, "", 365),
    _won("wins_30d", Function.COUNT, "", 30),
    _won("wins_60d_before", Function.COUNT, "", 60, 30),
    _won("wins_quarter", Function.COUNT, "", QUARTER),
    _won("wins_before", Function.COUNT, "", BEFORE, QUARTER),
    _won("revenue_365d", Function.SUM, "amount", 365),
    _won("biggest_365d", Function.MAX, "amount", 365),
    _won("revenue_quarter", Function.SUM, "amount", QUARTER),
    _won("revenue_year_before", Function.SUM, "amount", 365, QUARTER),
    _count("leads_quarter", "leads", (*_TAKEN, *within("created_on", QUARTER))),
    _count("leads_before", "leads", (*_TAKEN, *within("created_on", BEFORE, QUARTER))),
    _count(
        "leads_quarter_later",
        "leads",
        (*_TAKEN, *within("created_on", QUARTER), Condition("decided_on", Op.AFTER)),
    ),
    _count(
        "leads_before_later",
        "leads",
        (*_TAKEN, *within("created_on", BEFORE, QUARTER), Condition("decided_on", Op.AFTER)),
    ),
    _count("touches_quarter", "activities", (*_TOUCH, *within("date", QUARTER))),
    _count("touches_before", "activities", (*_TOUCH, *within("date", BEFORE, QUARTER))),
    Aggregate("attention_first_activity", "activities", Function.MIN, "date", ever("date")),
    Aggregate("attention_first_deal", "deals", Function.MIN, "created_on", ever("created_on")),
    _last("last_touch", _TOUCH),
    _last("last_talk", _TALK),
    _last("last_email_in", (*among("kind", "email"), *among("direction", "in"))),
    _last("last_email_out", (*among("kind", "email"), *among("direction", "out"))),
    _count("certifications_valid", "certifications", _VALID),
    _count("expiring", "certifications", _EXPIRING),
    Aggregate("attention_next_expiry", "certifications", Function.MIN, "expires_on", _EXPIRING),
    Aggregate(
        "attention_contact_left_on", "contacts", Function.MAX, "left_on", within("left_on", CONTACT_LEFT)
    ),
    _count("contacts_left", "contacts", within("left_on", CONTACT_LEFT)),
    _count("contacts_here", "contacts", (Condition("left_on", Op.MISSING_OR_AFTER),)),
    _count("old_open", "deals", _STILL_OPEN),
    _count("old_closed_later", "deals", _CLOSED_LATER),
    Aggregate("attention_old_open_since", "deals", Function.MIN, "created_on", _STILL_OPEN),
    Aggregate("attention_old_closed_later_since", "deals", Function.MIN, "created_on", _CLOSED_LATER),
    _count("late_deals", "deals", _LATE),
    Aggregate("attention_late_deals_amount", "deals", Function.SUM, "amount", _LATE),
)


def days_since(portfolio: Portfolio, dates: pd.Series) -> pd.Series:
    """Days from each date to the portfolio's; NaN where there is none."""
    return (dates - pd.Timestamp(portfolio.as_of)).dt.days.mul(-1.0)


def working(portfolio: Portfolio) -> pd.Series:
    """Partners one works with now: active or paused."""
    return portfolio.partners["status"].isin(["active", "paused"])
