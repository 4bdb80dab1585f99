"""Who may be written to, and where: or why nobody may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.partners import ContactCard, PartnerCard


class RefusalReason(StrEnum):
    """Why nothing was written; each has a phrase `draft.…`."""

    PARTNER_ENDED = "partner_ended"
    OPTED_OUT = "opted_out"
    CONTACT_LEFT = "contact_left"
    NO_CONTACT = "no_contact"
    NO_ADDRESS = "no_address"
    NO_TEXT = "no_text"


@dataclass(frozen=True)
class Refusal:
    """Nothing was written, and why.

    Attributes:
        other: A contact of the same partner who can be written to, if there is one.
    """

    reason: RefusalReason
    partner_id: str
    other: ContactCard | None = None


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
    if partner.status == "ended":
        return Refusal(RefusalReason.PARTNER_ENDED, partner.id)
    open_routes = [found for contact in contacts if isinstance(found := _to(partner, contact, as_of), Route)]
    wanted = [contact for contact in contacts if contact.id == wanted_id] if wanted_id else list(contacts)
    tried = [_to(partner, contact, as_of) for contact in wanted]
    for found in tried:
        if isinstance(found, Route):
            return found
    if not tried:
        return Refusal(RefusalReason.NO_CONTACT, partner.id, open_routes[0].contact if open_routes else None)
    refusal = tried[0]
    assert isinstance(refusal, Refusal)  # noqa: S101 - the loop above returned every route
    return Refusal(refusal.reason, partner.id, open_routes[0].contact if open_routes else None)


def _to(partner: PartnerCard, contact: ContactCard, as_of: date) -> Route | Refusal:
    if contact.opted_out:
        return Refusal(RefusalReason.OPTED_OUT, partner.id)
    if contact.left_on is not None and contact.left_on <= as_of:
        return Refusal(RefusalReason.CONTACT_LEFT, partner.id)
    if partner.slack_channel:
        return Route(contact, "slack", partner.slack_channel)
    if "@" in contact.email:
        return Route(contact, "email", contact.email)
    return Refusal(RefusalReason.NO_ADDRESS, partner.id)
