"""Kinds of facts that attention states."""

from __future__ import annotations

from typing import Final

from tools import kinds
from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

LAST_WON: Final = kinds.LAST_WON
FIRST_WON: Final = Kind("deals.first_won_on", Unit.DATE, "first won deal", _TO_PARTNER)
SILENT: Final = Kind("attention.silent_days", Unit.DAYS, "days since the last won deal")
RHYTHM: Final = Kind("attention.rhythm_days", Unit.DAYS, "usual days between won deals")
WINS_30: Final = Kind("attention.won_30d", Unit.COUNT, "won deals, 30 days", _TO_PARTNER)
WINS_60_BEFORE: Final = Kind(
    "attention.won_60d_before", Unit.COUNT, "won deals, the 60 days before", _TO_PARTNER
)
WINS_365: Final = kinds.DEALS_WON_12M
CONCENTRATION: Final = Kind("attention.biggest_deal_share", Unit.SHARE, "share of the biggest deal")
TYPICAL: Final = Kind("attention.typical_quarter", Unit.MONEY, "won revenue of a typical 90 days")
LAST_QUARTER: Final = Kind("attention.last_quarter", Unit.MONEY, "won revenue, last 90 days")
LOSS: Final = Kind("attention.expected_loss", Unit.MONEY, "expected loss, next 90 days")
REASON: Final = Kind("attention.reason", Unit.LABEL, "main reason")
AT_STAKE: Final = Kind("attention.at_stake", Unit.MONEY, "at stake, next 90 days")

WINS_QUARTER: Final = Kind("attention.won_90d", Unit.COUNT, "won deals, 90 days", _TO_PARTNER)
WINS_BEFORE: Final = Kind(
    "attention.won_275d_before", Unit.COUNT, "won deals, the nine months before", _TO_PARTNER
)
LEADS_QUARTER: Final = Kind("attention.leads_90d", Unit.COUNT, "accepted leads, 90 days", _TO_PARTNER)
LEADS_BEFORE: Final = Kind(
    "attention.leads_275d_before", Unit.COUNT, "accepted leads, the nine months before", _TO_PARTNER
)
TOUCHES_QUARTER: Final = Kind("attention.touches_90d", Unit.COUNT, "meetings, calls and emails, 90 days")
TOUCHES_BEFORE: Final = Kind("attention.touches_275d_before", Unit.COUNT, "the same, the nine months before")

PROMISE_DUE: Final = Kind("attention.promise_due_on", Unit.DATE, "our promise is due on")
PROMISE_LATE: Final = Kind("attention.promise_late_days", Unit.DAYS, "days our promise is late")
EMAIL_IN: Final = Kind("attention.last_email_in_on", Unit.DATE, "their last email")
WAITING: Final = Kind("attention.waiting_days", Unit.DAYS, "days they wait for an answer")
EXPIRING: Final = Kind(
    "certifications.expiring_60d", Unit.COUNT, "certifications that expire within 60 days", _TO_PARTNER
)
EXPIRES: Final = Kind(
    "certifications.next_expiry_on", Unit.DATE, "next certification expires on", _TO_PARTNER
)
LEFT: Final = Kind("contacts.left_60d", Unit.COUNT, "contacts who left within 60 days")
LEFT_ON: Final = Kind("contacts.last_left_on", Unit.DATE, "last contact left on")
HERE: Final = Kind("contacts.here", Unit.COUNT, "contacts still there")
LATE_DEALS: Final = Kind(
    "deals.past_close_date", Unit.COUNT, "open deals past their closing date", _TO_PARTNER
)
OLD_DEALS: Final = Kind("deals.open_180d", Unit.COUNT, "deals open for more than 180 days", _TO_PARTNER)
OLD_SINCE: Final = Kind("deals.oldest_open_on", Unit.DATE, "oldest open deal is from", _TO_PARTNER)
OPEN_AMOUNT: Final = Kind(
    "deals.old_open_amount", Unit.MONEY, "amount of old or late open deals", _TO_PARTNER
)
LAST_TOUCH: Final = Kind("activity.last_touch_on", Unit.DATE, "last contact", _TO_PARTNER)
TOUCH_DAYS: Final = Kind("attention.days_since_contact", Unit.DAYS, "days since the last contact")
SIGNED: Final = kinds.PARTNER_SINCE

LANE: Final = Kind("attention.lane", Unit.LABEL, "lane")
PLAY: Final = Kind("attention.play", Unit.LABEL, "suggested next step")
NEEDING: Final = Kind("attention.partners", Unit.COUNT, "partners that need attention")
TOLD: Final = Kind("attention.told", Unit.COUNT, "partners told in words")
SHOWN: Final = Kind("attention.shown", Unit.COUNT, "partners shown")
TOTAL: Final = Kind("attention.of_partners", Unit.COUNT, "partners looked at")
SMALL_PLACES: Final = Kind("attention.small_places", Unit.COUNT, "places of the smaller half by revenue")
SMALL_REVENUE: Final = Kind("attention.small_revenue", Unit.SHARE, "share of the smaller half in won revenue")
PARTING: Final = Kind("attention.parting", Unit.COUNT, "partners to consider parting ways with")
