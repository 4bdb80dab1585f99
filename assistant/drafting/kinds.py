"""Kinds of facts that only messages state; the partner knows all of them."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

WINS_THIS_YEAR: Final = Kind("deals.won_this_year", Unit.COUNT, "won deals this year", _TO_PARTNER)
DEAL_REGISTERED: Final = Kind("deal.created_on", Unit.DATE, "registered on", _TO_PARTNER)
LEAD_SENT: Final = Kind("lead.created_on", Unit.DATE, "lead sent on", _TO_PARTNER)
TALKED: Final = Kind("activity.talked_on", Unit.DATE, "last conversation", _TO_PARTNER)
TRAINED: Final = Kind("activity.trained_on", Unit.DATE, "last training", _TO_PARTNER)
YEARS_TOGETHER: Final = Kind("partner.years", Unit.COUNT, "years since signing", _TO_PARTNER)
SAID: Final = Kind("note.said_on", Unit.DATE, "said on", _TO_PARTNER)
ASKED: Final = Kind("note.asked_on", Unit.DATE, "asked on", _TO_PARTNER)
PROMISED: Final = Kind("note.promised_on", Unit.DATE, "promised on", _TO_PARTNER)
UNANSWERED: Final = Kind("activity.unanswered_on", Unit.DATE, "message without an answer", _TO_PARTNER)
ATTENDED: Final = Kind("activity.attended_on", Unit.DATE, "last event attended", _TO_PARTNER)
CAMPAIGNED: Final = Kind("activity.campaigned_on", Unit.DATE, "last joint campaign", _TO_PARTNER)
LEAD_SHARED: Final = Kind("lead.shared_on", Unit.DATE, "lead handed over on", _TO_PARTNER)
DEAL_TECHNOLOGY: Final = Kind("deal.technology", Unit.NAME, "technology of the deal", _TO_PARTNER)
DEAL_SECTOR: Final = Kind("deal.sector", Unit.NAME, "sector of the deal", _TO_PARTNER)
PROJECT_CUSTOMER: Final = Kind("project.customer", Unit.NAME, "customer of the project", _TO_PARTNER)
PROJECT_DELIVERED: Final = Kind("project.delivered_on", Unit.DATE, "delivered on", _TO_PARTNER)
PROJECT_TECHNOLOGY: Final = Kind("project.technology", Unit.NAME, "technology of the project", _TO_PARTNER)
FOCUS_SECTOR: Final = Kind("partner.main_sector", Unit.NAME, "main sector", _TO_PARTNER)
FOCUS_TECHNOLOGY: Final = Kind("partner.main_technology", Unit.NAME, "main technology", _TO_PARTNER)
SURVEYED: Final = Kind("survey.answered_on", Unit.DATE, "answered our survey on", _TO_PARTNER)
CASE_OPENED: Final = Kind("ticket.opened_on", Unit.DATE, "support case opened on", _TO_PARTNER)
CASE_CLOSED: Final = Kind("ticket.closed_on", Unit.DATE, "support case closed on", _TO_PARTNER)
APPLIED: Final = Kind("partner.applied_on", Unit.DATE, "applied on", _TO_PARTNER)
MET: Final = Kind("partner.first_contact_on", Unit.DATE, "first contact", _TO_PARTNER)
PROMISE_DUE: Final = Kind("note.promise_due_on", Unit.DATE, "promised for", _TO_PARTNER)
LEVEL: Final = Kind("partner.program_level", Unit.NAME, "program level", _TO_PARTNER)
LEVEL_BEFORE: Final = Kind("partner.program_level_before", Unit.NAME, "program level before", _TO_PARTNER)
LEVEL_ON: Final = Kind("partner.program_level_on", Unit.DATE, "program level since", _TO_PARTNER)
OFFER: Final = Kind("offer.name", Unit.NAME, "offer", _TO_PARTNER)
OFFER_ON: Final = Kind("offer.starts_on", Unit.DATE, "starts on", _TO_PARTNER)
OFFER_UNTIL: Final = Kind("offer.ends_on", Unit.DATE, "ends on", _TO_PARTNER)
COMMISSION_MONTH: Final = Kind("commission.month", Unit.DATE, "month of the commission", _TO_PARTNER)
PAID_YEAR: Final = Kind("commissions.paid_365d", Unit.MONEY, "commissions paid, 12 months", _TO_PARTNER)
QUARTER_ENDS: Final = Kind("quarter.ends_on", Unit.DATE, "end of the quarter", _TO_PARTNER)
OTHER_PARTNER: Final = Kind("introduction.partner", Unit.NAME, "partner introduced", _TO_PARTNER)
OTHER_PERSON: Final = Kind("introduction.person", Unit.NAME, "person introduced", _TO_PARTNER)
OTHER_TECHNOLOGY: Final = Kind("introduction.technology", Unit.NAME, "technology in question", _TO_PARTNER)
OTHER_SECTOR: Final = Kind("introduction.sector", Unit.NAME, "sector in question", _TO_PARTNER)
