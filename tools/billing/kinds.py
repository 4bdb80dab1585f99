"""Kinds of facts about commissions: a partner may know its own, never totals over partners or why we hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tools import kinds as common
from tools.billing.ledger import State
from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE
_MONEY: Final = Unit.MONEY

EARNED: Final = Kind("commissions.earned", _MONEY, "commissions earned", _TO_PARTNER)
OWED: Final = Kind("commissions.owed", _MONEY, "commissions still to be paid", _TO_PARTNER)
OWED_BACK: Final = Kind("commissions.owed_back", _MONEY, "commissions to be paid back to us", _TO_PARTNER)
ELSEWHERE: Final = Kind("commissions.owed_elsewhere", _MONEY, "owed for other periods", _TO_PARTNER)
OPEN_BACK: Final = Kind("commissions.open_clawbacks", _MONEY, "taken back and not settled", _TO_PARTNER)
CLAWED: Final = Kind("commissions.taken_back", _MONEY, "commissions taken back", _TO_PARTNER)
OTHER_PERIODS: Final = Kind("commissions.paid_for_others", _MONEY, "paid for other periods", _TO_PARTNER)
UNDATED: Final = Kind("commissions.paid_undated", _MONEY, "paid without a date", _TO_PARTNER)
IN_CURRENCY: Final = Kind("commissions.in_currency", _MONEY, "commissions in their currency", _TO_PARTNER)
IN_STATE: Final = {
    State.PAID: Kind("commissions.paid", _MONEY, "commissions paid", _TO_PARTNER),
    State.LATE: Kind("commissions.late_owed", _MONEY, "commissions not paid in time", _TO_PARTNER),
    State.ON_HOLD: Kind("commissions.on_hold", _MONEY, "commissions on hold"),
    State.APPROVED: Kind("commissions.approved", _MONEY, "approved commissions, not yet due", _TO_PARTNER),
    State.PENDING: Kind("commissions.pending", _MONEY, "commissions waiting for approval", _TO_PARTNER),
}
HELD_PAST_DUE: Final = Kind("commissions.on_hold_past_due", _MONEY, "on hold and past the due date")

BEYOND: Final = Kind("commissions.beyond_the_table", _MONEY, "commissions that the table leaves out")

COUNT: Final = Kind("commissions.count", Unit.COUNT, "commissions", _TO_PARTNER)
PARTNERS: Final = Kind("commissions.partners", Unit.COUNT, "partners")
PERIOD: Final = Kind("commissions.period", Unit.NAME, "period", _TO_PARTNER)
DUE: Final = Kind("commission.due_on", Unit.DATE, "due on", _TO_PARTNER)
PAID_ON: Final = Kind("commission.paid_on", Unit.DATE, "paid on", _TO_PARTNER)
OVERDUE: Final = Kind("commission.overdue_days", Unit.DAYS, "days past the due date", _TO_PARTNER)
AMOUNT: Final = Kind("commission.amount", _MONEY, "commission", _TO_PARTNER)
BASE: Final = Kind("commission.amount_in_base", _MONEY, "commission in base currency", _TO_PARTNER)
RATE: Final = Kind("commission.rate", Unit.SHARE, "commission per deal amount", _TO_PARTNER)
STATE: Final = Kind("commission.state", Unit.LABEL, "where the commission stands", _TO_PARTNER)
HELD_STATE: Final = Kind("commission.state_on_hold", Unit.LABEL, "that the commission is on hold")
REASON: Final = Kind("commission.hold_reason", Unit.NAME, "why it is on hold")
INVOICE: Final = Kind("commission.invoice", Unit.NAME, "invoice or payout", _TO_PARTNER)
STAGE: Final = Kind("commission.deal_stage", Unit.LABEL, "stage of the deal", _TO_PARTNER)
DEAL_KIND: Final = Kind("commission.deal_kind", Unit.LABEL, "kind of deal", _TO_PARTNER)
INVOICES: Final = Kind("commissions.invoices", Unit.COUNT, "invoices")
CUSTOMERS: Final = Kind("commissions.customers", Unit.COUNT, "customers")
ASKED: Final = Kind("commissions.asked_for", Unit.NAME, "what was asked for")

PAYABLE: Final = Kind("commissions.payable", _MONEY, "commission without what is on hold")
PART: Final = Kind("commissions.part", Unit.LABEL, "part of the difference")
PART_AMOUNT: Final = Kind("commissions.part_amount", _MONEY, "its part of the difference")
GAP: Final = Kind("commissions.difference", _MONEY, "difference of two periods")
DEALS_WORTH: Final = Kind("commissions.deals_worth", _MONEY, "amount of commissioned deals", _TO_PARTNER)
DEALS: Final = Kind("commissions.deals", Unit.COUNT, "commissioned deals", _TO_PARTNER)
KIND_RATE: Final = Kind("commissions.kind_rate", Unit.SHARE, "commission rate of a kind of deal", _TO_PARTNER)
KIND_SHARE: Final = Kind("commissions.kind_share", Unit.SHARE, "share of a kind of deal", _TO_PARTNER)
CUSTOMER: Final = common.DEAL_CUSTOMER
DEAL_AMOUNT: Final = common.DEAL_AMOUNT


def over_all(kind: Kind) -> Kind:
    """The kind as a figure over several partners, which is ours alone."""
    return replace(kind, name=f"{kind.name}_over_all", audience=Audience.INTERNAL)
