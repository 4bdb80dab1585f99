"""Kinds of facts that a brief states."""

from __future__ import annotations

from typing import Final

from tools.facts import Audience, Kind, Unit

_TO_PARTNER: Final = Audience.SHAREABLE

LINE: Final = Kind("brief.line", Unit.LABEL, "what the line tells")
LEVEL: Final = Kind("brief.level", Unit.NAME, "program level", _TO_PARTNER, ("program_level",))
OPEN_AMOUNT: Final = Kind("brief.open_amount", Unit.MONEY, "amount of open deals", _TO_PARTNER)
UNPAID: Final = Kind("brief.unpaid", Unit.MONEY, "commission still to be paid", _TO_PARTNER)
HELD: Final = Kind("brief.held", Unit.MONEY, "of it on hold")
TALK: Final = Kind("brief.last_talk_on", Unit.DATE, "last talk", _TO_PARTNER)
TALK_KIND: Final = Kind("brief.talk_kind", Unit.LABEL, "kind of talk", _TO_PARTNER)
TALKED_WITH: Final = Kind("brief.talked_with", Unit.NAME, "talked with", _TO_PARTNER)
LANGUAGE: Final = Kind("contact.language", Unit.NAME, "language")
OFFER: Final = Kind("brief.offer", Unit.NAME, "offer", _TO_PARTNER)
OFFER_STARTS: Final = Kind("brief.offer_starts_on", Unit.DATE, "starts", _TO_PARTNER)
OPTED_OUT: Final = Kind("contact.opted_out", Unit.LABEL, "may be written to")
TONE: Final = Kind("brief.tone", Unit.LABEL, "how they are addressed")

WON: Final = Kind("brief.won_since", Unit.COUNT, "deals won since the last talk", _TO_PARTNER)
WON_AMOUNT: Final = Kind("brief.won_amount_since", Unit.MONEY, "won since the last talk", _TO_PARTNER)
LOST: Final = Kind("brief.lost_since", Unit.COUNT, "deals lost since the last talk", _TO_PARTNER)
LEADS: Final = Kind("brief.leads_since", Unit.COUNT, "leads brought since the last talk", _TO_PARTNER)
TICKETS: Final = Kind("brief.tickets_since", Unit.COUNT, "severe tickets since the last talk", _TO_PARTNER)
LAPSED: Final = Kind("brief.lapsed_since", Unit.COUNT, "certifications run out since", _TO_PARTNER)
LEFT: Final = Kind("brief.left_since", Unit.COUNT, "contacts who left since the last talk", _TO_PARTNER)
WROTE: Final = Kind("brief.wrote_since", Unit.COUNT, "mails from them since the last talk", _TO_PARTNER)
DELIVERED: Final = Kind(
    "brief.delivered_since", Unit.COUNT, "projects delivered since the last talk", _TO_PARTNER
)
UNANSWERED: Final = Kind(
    "brief.unanswered_since", Unit.COUNT, "mails of ours without an answer since the last talk"
)
