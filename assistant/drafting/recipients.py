"""Who may be written to, and where: or why nobody may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assistant.mailing.mailbox import is_address
from knowledge.partners import ContactCard, PartnerCard


class RefusalReason(StrEnum):
    """Why nothing was written; each has a phrase `draft.…`."""

    PARTNER_ENDED = "partner_ended"
    OPTED_OUT = "opted_out"
    CONTACT_LEFT = "contact_left"
    NO_CONTACT = "no_contact"
    NO_OTHER_CONTACT = "no_other_contact"
    NO_ADDRESS = "no_address"
    NO_TEXT = "no_text"
    NO_OFFER = "no_offer"
    NO_LEVEL_CHANGE = "no_level_change"
    NO_COMMISSION = "no_commission"
    NO_CONSENT = "no_consent"
    TOO_SOON = "too_soon"  # somebody has just written to the contact
    ANSWERED = "answered"  # they have written since
    SEVERE_TICKET = "severe_ticket"


@dataclass(frozen=True)
class Refusal:
    """Nothing was written, and why.

    Attributes:
        other: A contact of the same partner who can be written to, if there is one.
        person: Who cannot be written to, where it is about one person.
    """

    reason: RefusalReason
    partner_id: str
    other: ContactCard | None = None
    person: ContactCard | None = None


@dataclass(frozen=True)
class Route:
    """How a message reaches a partner: `email` and an address, or `slack` and a channel."""

    contact: ContactCard
    channel: str
    to: str


def route(
    partner: PartnerCard, contacts: Sequence[ContactCard], wanted_id: str | None, as_of: date
) -> Route | Refusal:
    """The way to the wanted contact, or to the first who may be written to.

    Args:
        partner: Who is written to.
        contacts: Of this partner, primary ones first.
        wanted_id: The contact whom the asker named.
        as_of: The day from which on somebody may have left.
    """
    if has_ended(partner, as_of):
        return Refusal(RefusalReason.PARTNER_ENDED, partner.id)
    found = [_to(partner, contact, as_of) for contact in contacts]
    first = next((way for way in found if isinstance(way, Route)), None)
    wanted = [way for way, one in zip(found, contacts, strict=True) if not wanted_id or one.id == wanted_id]
    if first is not None and not wanted_id:
        return first
    named = next(iter(wanted), Refusal(RefusalReason.NO_CONTACT, partner.id))
    return replace(named, other=first.contact) if first and isinstance(named, Refusal) else named


def has_ended(partner: PartnerCard, as_of: date) -> bool:
    """Whether the partnership is over: by its last day where that is on file, else by its status."""
    return partner.ended_on <= as_of if partner.ended_on else partner.status == "ended"


def _to(partner: PartnerCard, contact: ContactCard, as_of: date) -> Route | Refusal:
    if contact.opted_out:
        return Refusal(RefusalReason.OPTED_OUT, partner.id, person=contact)
    if contact.left_on is not None and contact.left_on <= as_of:
        return Refusal(RefusalReason.CONTACT_LEFT, partner.id, person=contact)
    if partner.slack_channel:
        return Route(contact, "slack", partner.slack_channel)
    if is_address(contact.email):
        return Route(contact, "email", contact.email)
    return Refusal(RefusalReason.NO_ADDRESS, partner.id, person=contact)
