"""Kinds of facts that several tools state. Internal unless declared shareable with the partner."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

PARTNER: Final = Kind("partner.name", Unit.NAME, "partner", _TO_PARTNER)
PARTNER_SINCE: Final = Kind("partner.signed_on", Unit.DATE, "partner since", _TO_PARTNER, ("signed_on",))
MANAGER: Final = Kind("manager.name", Unit.NAME, "manager", _TO_PARTNER)
CONTACT: Final = Kind("contact.name", Unit.NAME, "contact", _TO_PARTNER)
CONTACT_ROLE: Final = Kind("contact.role", Unit.NAME, "role", _TO_PARTNER)

DEAL_CUSTOMER: Final = Kind("deal.customer", Unit.NAME, "customer", _TO_PARTNER)
DEAL_AMOUNT: Final = Kind("deal.amount", Unit.MONEY, "deal amount", _TO_PARTNER)
DEAL_CLOSED: Final = Kind("deal.closed_on", Unit.DATE, "closed on", _TO_PARTNER)
DEALS_WON_12M: Final = Kind(
    "deals.won_365d", Unit.COUNT, "won deals, 12 months", _TO_PARTNER, ("outlook_wins_365d",)
)
DEALS_OPEN: Final = Kind("deals.open", Unit.COUNT, "open deals", _TO_PARTNER, ("sc_open", "sc_closed_later"))
LAST_WON: Final = Kind("deals.last_won_on", Unit.DATE, "last won deal", _TO_PARTNER, ("outlook_last_won",))
WON_REVENUE_12M: Final = Kind(
    "deals.won_revenue_365d", Unit.MONEY, "won revenue, 12 months", _TO_PARTNER, ("outlook_revenue_365d",)
)

CERTIFICATION: Final = Kind("certification.name", Unit.NAME, "certification", _TO_PARTNER)
CERTIFICATION_PERSON: Final = Kind("certification.person", Unit.NAME, "certified person", _TO_PARTNER)
CERTIFICATION_EXPIRES: Final = Kind("certification.expires_on", Unit.DATE, "expires on", _TO_PARTNER)
CERTIFICATION_EARNED: Final = Kind("certification.earned_on", Unit.DATE, "earned on", _TO_PARTNER)
CERTIFICATIONS_VALID: Final = Kind(
    "certifications.valid", Unit.COUNT, "valid certifications", _TO_PARTNER, ("sc_certifications",)
)

LAST_MEETING: Final = Kind(
    "activity.last_meeting_on", Unit.DATE, "last meeting", _TO_PARTNER, ("sc_last_meeting_on",)
)
LAST_TOUCH: Final = Kind(
    "activity.last_touch_on", Unit.DATE, "last contact", _TO_PARTNER, ("sc_last_touch_on",)
)
CONTACTS_KNOWN: Final = Kind("contacts.count", Unit.COUNT, "contacts", _TO_PARTNER, ("sc_contacts",))
