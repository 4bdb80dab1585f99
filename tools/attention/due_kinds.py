"""Kinds of facts about what is due, each with the aggregates that it opens down to."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE
_COUNT: Final = Unit.COUNT
_DATE: Final = Unit.DATE


def _behind(*names: str) -> tuple[str, ...]:
    """Aggregates of attention; one that was subtracted has a minus before its name."""
    return tuple(f"-attention_{name[1:]}" if name[0] == "-" else f"attention_{name}" for name in names)


PROMISE_DUE: Final = Kind("attention.promise_due_on", _DATE, "our promise is due on")
PROMISE_LATE: Final = Kind("attention.promise_late_days", Unit.DAYS, "days our promise is late")
THEIR_PROMISE_DUE: Final = Kind("attention.their_promise_due_on", _DATE, "their promise was due on")
THEIR_PROMISE_LATE: Final = Kind("attention.their_promise_late_days", Unit.DAYS, "days their promise is late")
"""Promises open to the note in which they stand; each fact names it."""

EMAIL_IN: Final = Kind(
    "attention.last_email_in_on", _DATE, "their last email", behind=_behind("last_email_in")
)
WAITING: Final = Kind(
    "attention.waiting_days", Unit.DAYS, "days they wait for an answer", behind=_behind("last_email_in")
)
TOUCH_DAYS: Final = Kind(
    "attention.days_since_contact", Unit.DAYS, "days since the last contact", behind=_behind("last_touch")
)

TICKETS: Final = Kind(
    "tickets.open_severe", _COUNT, "open tickets of severity 1 or 2", _TO_PARTNER, _behind("tickets")
)
TICKET_SINCE: Final = Kind(
    "tickets.oldest_severe_on", _DATE, "oldest of these is from", _TO_PARTNER, _behind("ticket_since")
)
TICKET_DAYS: Final = Kind(
    "tickets.oldest_severe_days", Unit.DAYS, "days the oldest is open", _TO_PARTNER, _behind("ticket_since")
)

_LATE: Final = _behind(
    "commissions_late",
    "commissions_late_paid_since",
    "-commissions_late_later",
    "-commissions_late_paid_since_later",
)
_HELD: Final = _behind("commissions_held", "-commissions_held_later")
COMMISSIONS_LATE: Final = Kind("commissions.late", _COUNT, "commissions not paid in time", _TO_PARTNER, _LATE)
COMMISSIONS_LATE_AMOUNT: Final = Kind(
    "commissions.late_amount", Unit.MONEY, "amount of late commissions", _TO_PARTNER, _LATE
)
COMMISSIONS_HELD: Final = Kind("commissions.held", _COUNT, "commissions on hold", behind=_HELD)
COMMISSIONS_HELD_AMOUNT: Final = Kind(
    "commissions.held_amount", Unit.MONEY, "amount of commissions on hold", behind=_HELD
)
HOLD_REASON: Final = Kind("commissions.hold_reason", Unit.NAME, "why commissions are on hold")

LEVEL_ASKS: Final = Kind(
    "attention.level_asks",
    _COUNT,
    "certifications that their level asks for",
    _TO_PARTNER,
    ("program_level",),
)
LEVEL_LEFT: Final = Kind(
    "attention.level_left",
    _COUNT,
    "certifications that outlast the next 60 days",
    _TO_PARTNER,
    ("program_certifications_left",),
)
EXPIRING: Final = Kind(
    "certifications.expiring_60d",
    _COUNT,
    "certifications that expire within 60 days",
    _TO_PARTNER,
    _behind("expiring"),
)
EXPIRES: Final = Kind(
    "certifications.next_expiry_on",
    _DATE,
    "next certification expires on",
    _TO_PARTNER,
    _behind("next_expiry"),
)
LEFT: Final = Kind(
    "contacts.left_60d", _COUNT, "contacts who left within 60 days", behind=_behind("contacts_left")
)
LEFT_ON: Final = Kind(
    "contacts.last_left_on", _DATE, "last contact left on", behind=_behind("contact_left_on")
)
HERE: Final = Kind("contacts.here", _COUNT, "contacts still there", behind=_behind("contacts_here"))

LATE_DEALS: Final = Kind(
    "deals.past_close_date",
    _COUNT,
    "open deals past their closing date",
    _TO_PARTNER,
    _behind("late_deals"),
)
OPEN_AMOUNT: Final = Kind(
    "deals.old_open_amount",
    Unit.MONEY,
    "amount of late open deals",
    _TO_PARTNER,
    _behind("late_deals_amount"),
)
OLD_DEALS: Final = Kind(
    "deals.open_180d",
    _COUNT,
    "deals open for more than 180 days",
    _TO_PARTNER,
    _behind("old_open", "old_closed_later"),
)
OLD_SINCE: Final = Kind(
    "deals.oldest_open_on",
    _DATE,
    "oldest open deal is from",
    _TO_PARTNER,
    _behind("old_open_since", "old_closed_later_since"),
)

SEATS: Final = Kind(
    "usage.active_90d", _COUNT, "active seats, mean of 90 days", _TO_PARTNER, _behind("usage_now")
)
SEATS_BEFORE: Final = Kind(
    "usage.active_90d_before",
    _COUNT,
    "active seats, mean of the 90 days before",
    _TO_PARTNER,
    _behind("usage_before"),
)
SURVEY: Final = Kind(
    "surveys.mean_180d", Unit.POINTS, "mean survey answer, 0 to 10, 180 days", behind=_behind("surveys")
)
SURVEYED: Final = Kind("surveys.last_on", _DATE, "last survey answer", behind=_behind("survey_on"))
