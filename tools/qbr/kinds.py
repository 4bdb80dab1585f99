"""Kinds of facts about a quarter that the partner knows as well as we do."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit


def _shared(name: str, unit: Unit, label: str) -> Kind:
    return Kind(f"qbr.{name}", unit, label, Audience.SHAREABLE)


QUARTER: Final = _shared("quarter", Unit.NAME, "quarter")
BEFORE: Final = _shared("quarter_before", Unit.NAME, "quarter before")
MONTH: Final = _shared("month", Unit.NAME, "month")

WON: Final = _shared("won", Unit.COUNT, "deals won")
REVENUE: Final = _shared("revenue", Unit.MONEY, "won revenue")
OPEN: Final = _shared("open", Unit.COUNT, "open deals")
OPEN_AMOUNT: Final = _shared("open_amount", Unit.MONEY, "amount of open deals")
HOPED_FOR: Final = _shared("hoped_for_on", Unit.DATE, "hoped for by")
LEADS_IN: Final = _shared("leads_in", Unit.COUNT, "leads brought")
LEADS_TAKEN: Final = _shared("leads_taken", Unit.COUNT, "leads taken up")
LEADS_OUT: Final = _shared("leads_out", Unit.COUNT, "leads shared")

DELIVERED: Final = _shared("delivered", Unit.COUNT, "projects delivered")
ON_TIME: Final = _shared("on_time", Unit.COUNT, "delivered on time")
PROJECT_CUSTOMER: Final = _shared("project_customer", Unit.NAME, "customer")
PROMISED_ON: Final = _shared("promised_on", Unit.DATE, "promised for")
DELIVERED_ON: Final = _shared("delivered_on", Unit.DATE, "delivered on")

CERTIFIED: Final = _shared("certified", Unit.COUNT, "valid certifications")
EARNED: Final = _shared("certified_in_quarter", Unit.COUNT, "certifications earned in the quarter")
EXPIRING: Final = _shared("expiring", Unit.COUNT, "certifications that expire within a quarter")

LICENSED: Final = _shared("licensed", Unit.COUNT, "licensed")
ACTIVE: Final = _shared("active", Unit.COUNT, "active")

OPENED: Final = _shared("tickets_opened", Unit.COUNT, "tickets opened")
CLOSED: Final = _shared("tickets_closed", Unit.COUNT, "tickets closed")
STILL_OPEN: Final = _shared("tickets_open", Unit.COUNT, "tickets still open")

EARNED_COMMISSION: Final = _shared("commission", Unit.MONEY, "commission for the quarter")
PAID_COMMISSION: Final = _shared("commission_paid", Unit.MONEY, "of it paid")
UNPAID_COMMISSION: Final = _shared("commission_unpaid", Unit.MONEY, "of it still to be paid")

OFFER: Final = _shared("offer", Unit.NAME, "offer")
OFFER_KIND: Final = _shared("offer_kind", Unit.LABEL, "kind")
OFFER_STARTS: Final = _shared("offer_starts_on", Unit.DATE, "starts")
OFFER_ENDS: Final = _shared("offer_ends_on", Unit.DATE, "ends")
