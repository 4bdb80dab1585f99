"""What attention reads: per-partner aggregates."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools import outlook
from tools.aggregates import Aggregate, Condition, Conditions, Function, Op, among, ever, within
from tools.conditions import ACCEPTED, DECIDED_LATER, HERE, SEVERE, VALID, WON
from tools.portfolio import Portfolio

QUARTER: Final = 90
BEFORE: Final = 275  # with the last 90 days, a year
OLD_DEAL: Final = 180
EXPIRY_AHEAD: Final = 60
CONTACT_LEFT: Final = 60
TICKET_DAYS: Final = 180  # an open ticket older than that was forgotten in the export rather than by us
COMMISSION_DAYS: Final = 365
SURVEY_DAYS: Final = 180

_TALK: Final = among("kind", "meeting", "call")
_TOUCH: Final = among("kind", "meeting", "call", "email", "event", "training")
_EXPIRING: Final = (
    *VALID,
    Condition("expires_on", Op.UNTIL, days=EXPIRY_AHEAD),
)
_OLD: Final = (Condition("created_on", Op.UNTIL, days=-OLD_DEAL),)
_STILL_OPEN: Final = (*_OLD, *among("stage", "open"), Condition("closed_on", Op.MISSING_OR_AFTER))
_CLOSED_LATER: Final = (*_OLD, *among("stage", "won", "lost"), Condition("closed_on", Op.AFTER))
_LATE: Final = (*among("stage", "open"), *ever("closed_on"))
_SEVERE: Final = (
    *within("opened_on", TICKET_DAYS),
    *SEVERE,
    Condition("closed_on", Op.MISSING_OR_AFTER),
)
_UNPAID: Final = Condition("paid_on", Op.MISSING_OR_AFTER)
_PAST_DUE: Final = within("due_on", COMMISSION_DAYS, skip=1)
_COMMISSIONS: Final[dict[str, Conditions]] = {
    "held": (*among("status", "on_hold"), *within("period_ends_on", COMMISSION_DAYS), _UNPAID),
    "late": (*among("status", "pending", "approved"), *_PAST_DUE, _UNPAID),
    "late_paid_since": (*among("status", "paid"), *_PAST_DUE, Condition("paid_on", Op.AFTER)),
}


def _won(name: str, days: int, skip: int = 0) -> Aggregate:
    return _count(name, "deals", (*WON, *within("closed_on", days, skip)))


def _count(name: str, table: str, where: Conditions, column: str = "") -> Aggregate:
    return Aggregate(f"attention_{name}", table, Function.COUNT, column, where)


def _sum(name: str, table: str, column: str, where: Conditions) -> Aggregate:
    return Aggregate(f"attention_{name}", table, Function.SUM, column, where)


def _least(name: str, table: str, column: str, where: Conditions) -> Aggregate:
    return Aggregate(f"attention_{name}", table, Function.MIN, column, where)


def _last(name: str, where: Conditions) -> Aggregate:
    return Aggregate(f"attention_{name}", "activities", Function.MAX, "date", (*where, *ever("date")))


def _leads(name: str, days: int, skip: int = 0) -> tuple[Aggregate, Aggregate]:
    """Leads that are accepted today, and those of them that were decided later than the day."""
    where = (*ACCEPTED, *within("created_on", days, skip))
    later = (*where, *DECIDED_LATER)
    return (_count(f"leads_{name}", "leads", where), _count(f"leads_{name}_later", "leads", later))


def _commissions(name: str, where: Conditions) -> tuple[Aggregate, ...]:
    """Number and amount, and the same of those approved only later than the day, to be subtracted."""
    later = (*where, Condition("approved_on", Op.AFTER))
    return (
        _count(f"commissions_{name}", "commissions", where),
        _count(f"commissions_{name}_later", "commissions", later),
        _sum(f"commissions_{name}_amount", "commissions", "amount", where),
        _sum(f"commissions_{name}_amount_later", "commissions", "amount", later),
    )


def _usage(name: str, skip: int) -> tuple[Aggregate, Aggregate]:
    """Active seats added up over the months of 90 days, and the number of these months."""
    where = within("month", QUARTER, skip)
    return (
        _sum(f"usage_{name}", "usage", "active", where),
        _count(f"usage_{name}_months", "usage", where, "active"),
    )


AGGREGATES: Final[tuple[Aggregate, ...]] = (
    _won("wins_quarter", QUARTER),
    _won("wins_before", BEFORE, QUARTER),
    *_leads("quarter", QUARTER),
    *_leads("before", BEFORE, QUARTER),
    _count("touches_quarter", "activities", (*_TOUCH, *within("date", QUARTER))),
    _count("touches_before", "activities", (*_TOUCH, *within("date", BEFORE, QUARTER))),
    _least("first_activity", "activities", "date", ever("date")),
    _least("first_deal", "deals", "created_on", ever("created_on")),
    _last("last_touch", _TOUCH),
    _last("last_talk", _TALK),
    _last("last_email_in", (*among("kind", "email"), *among("direction", "in"))),
    _last("last_email_out", (*among("kind", "email"), *among("direction", "out"))),
    _count("certifications_valid", "certifications", VALID),
    _count("expiring", "certifications", _EXPIRING),
    _least("next_expiry", "certifications", "expires_on", _EXPIRING),
    Aggregate(
        "attention_contact_left_on", "contacts", Function.MAX, "left_on", within("left_on", CONTACT_LEFT)
    ),
    _count("contacts_left", "contacts", within("left_on", CONTACT_LEFT)),
    _count("contacts_here", "contacts", HERE),
    _count("old_open", "deals", _STILL_OPEN),
    _count("old_closed_later", "deals", _CLOSED_LATER),
    _least("old_open_since", "deals", "created_on", _STILL_OPEN),
    _least("old_closed_later_since", "deals", "created_on", _CLOSED_LATER),
    _count("late_deals", "deals", _LATE),
    _sum("late_deals_amount", "deals", "amount", _LATE),
    _count("tickets", "tickets", _SEVERE),
    _least("ticket_since", "tickets", "opened_on", _SEVERE),
    _least("ticket_severity", "tickets", "severity", _SEVERE),
    *(item for name, where in _COMMISSIONS.items() for item in _commissions(name, where)),
    *_usage("now", 0),
    *_usage("before", QUARTER),
    _sum("survey_total", "surveys", "score", within("date", SURVEY_DAYS)),
    _count("surveys", "surveys", within("date", SURVEY_DAYS), "score"),
    Aggregate("attention_survey_on", "surveys", Function.MAX, "date", within("date", SURVEY_DAYS)),
)
"""What attention reads beside the aggregates of `tools.outlook`."""


def days_since(portfolio: Portfolio, dates: pd.Series) -> pd.Series:
    """Days from each date to the portfolio's; NaN where there is none."""
    return outlook.days_since(portfolio, dates)


def working(portfolio: Portfolio) -> pd.Series:
    """Partners one works with now: active or paused."""
    return portfolio.partners["status"].isin(["active", "paused"])
