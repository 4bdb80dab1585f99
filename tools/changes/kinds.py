"""Kinds of facts that explain a change."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

SINCE: Final = Kind("change.since", Unit.DATE, "since", _TO_PARTNER)
UNTIL: Final = Kind("change.until", Unit.DATE, "until", _TO_PARTNER)
OWN: Final = Kind("change.own_points", Unit.POINTS, "from what they did")
PEERS: Final = Kind("change.peer_points", Unit.POINTS, "from what other partners did")
WEIGHTS: Final = Kind("change.data_points", Unit.POINTS, "from data that came or went")

WON: Final = Kind("change.won_deals", Unit.COUNT, "won deals since", _TO_PARTNER)
WON_AMOUNT: Final = Kind("change.won_amount", Unit.MONEY, "won since", _TO_PARTNER)
LOST: Final = Kind("change.lost_deals", Unit.COUNT, "lost deals since", _TO_PARTNER)
ROLLED_OFF: Final = Kind("change.rolled_off_deals", Unit.COUNT, "won deals now older than 12 months")
ROLLED_OFF_AMOUNT: Final = Kind("change.rolled_off_amount", Unit.MONEY, "won more than 12 months ago")
AGED: Final = Kind("change.aged_deals", Unit.COUNT, "won deals now older than six months")
AGED_AMOUNT: Final = Kind("change.aged_amount", Unit.MONEY, "won more than six months ago")
OUTGROWN: Final = Kind("change.outgrown_deals", Unit.COUNT, "won deals no longer compared with")
OUTGROWN_AMOUNT: Final = Kind("change.outgrown_amount", Unit.MONEY, "won, no longer compared with")
LOST_EARLIER: Final = Kind("change.lost_earlier", Unit.COUNT, "lost deals now older than 12 months")
LEADS: Final = Kind("change.leads", Unit.COUNT, "leads accepted since", _TO_PARTNER)
EARNED: Final = Kind("change.earned", Unit.COUNT, "certifications earned since", _TO_PARTNER)
LAPSED: Final = Kind("change.lapsed", Unit.COUNT, "certifications lapsed since", _TO_PARTNER)
LEADS_EARLIER: Final = Kind("change.leads_earlier", Unit.COUNT, "accepted leads now older than 12 months")
TRAININGS_EARLIER: Final = Kind("change.trainings_earlier", Unit.COUNT, "trainings now older than 12 months")
FROM_THEM: Final = Kind(
    "activity.from_them_180d", Unit.COUNT, "contacts from them, 180 days", behind=("sc_in_180d",)
)
FROM_US: Final = Kind(
    "activity.from_us_180d", Unit.COUNT, "contacts from us, 180 days", behind=("sc_out_180d",)
)
MAILS_FROM_THEM: Final = Kind(
    "activity.mails_from_them_180d", Unit.COUNT, "e-mails from them, 180 days", behind=("sc_emails_in_180d",)
)
MAILS_FROM_US: Final = Kind(
    "activity.mails_from_us_180d", Unit.COUNT, "e-mails from us, 180 days", behind=("sc_emails_out_180d",)
)
TRAININGS: Final = Kind("change.trainings", Unit.COUNT, "trainings since", _TO_PARTNER)
PLAN: Final = Kind("activity.joint_plan_on", Unit.DATE, "joint plan of", _TO_PARTNER)

IN_USE: Final = Kind("usage.active", Unit.COUNT, "licences in use", _TO_PARTNER)
LICENSED: Final = Kind("usage.licensed", Unit.COUNT, "licences", _TO_PARTNER)
USED_IN: Final = Kind("usage.month", Unit.DATE, "month that ended on", _TO_PARTNER)
DELIVERED: Final = Kind("change.delivered", Unit.COUNT, "projects delivered since", _TO_PARTNER)
DELIVERED_EARLIER: Final = Kind("change.delivered_earlier", Unit.COUNT, "projects now older than 24 months")
DELIVERED_ON: Final = Kind("project.delivered_on", Unit.DATE, "delivered on", _TO_PARTNER)
PROMISED_ON: Final = Kind("project.promised_on", Unit.DATE, "promised for", _TO_PARTNER)
RATED: Final = Kind("change.rated", Unit.COUNT, "projects rated since")
RATING: Final = Kind("project.rating", Unit.COUNT, "customer's rating of 10")
IN_TIME: Final = Kind("change.in_time", Unit.COUNT, "projects delivered in time since", _TO_PARTNER)
LATE: Final = Kind("change.late", Unit.COUNT, "projects delivered late since", _TO_PARTNER)
OVERDUE: Final = Kind("change.overdue", Unit.COUNT, "projects that came due undelivered", _TO_PARTNER)
SEVERE: Final = Kind("change.severe_tickets", Unit.COUNT, "severe tickets since")
SEVERE_EARLIER: Final = Kind("change.severe_earlier", Unit.COUNT, "severe tickets now older than 12 months")
OPENED_ON: Final = Kind("ticket.opened_on", Unit.DATE, "opened on", _TO_PARTNER)
ANSWER: Final = Kind("survey.score", Unit.COUNT, "answer of 10")
ANSWERED_ON: Final = Kind("survey.answered_on", Unit.DATE, "answered on", _TO_PARTNER)
COUNTED: Final = Kind("change.counted", Unit.COUNT, "measures counted now and not then")
UNCOUNTED: Final = Kind("change.uncounted", Unit.COUNT, "measures counted then and not now")
