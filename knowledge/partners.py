"""Who the partners and their contacts are: names, languages and addresses, without figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, select

from knowledge.tables import INCOMING

_partners: Final = INCOMING["partners"]
_contacts: Final = INCOMING["contacts"]
_PARTNER: Final = select(_partners).where(_partners.c.partner_id == bindparam("partner"))
_CONTACTS: Final = select(_contacts).where(_contacts.c.partner_id == bindparam("partner"))
# made once: a thousand messages ask each of them several thousand times


@dataclass(frozen=True)
class PartnerCard:
    """Who one partner is. Texts are empty when not given.

    Attributes:
        manager_email: Owner of the partner; empty when nobody owns it.
        language: Its first language, an ISO code as a rule.
        ended_on: Last day of the partnership; None when not given.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    manager_email: str = ""
    status: str = ""
    type: str = ""
    website: str = ""
    slack_channel: str = ""
    language: str = ""
    ended_on: date | None = None


@dataclass(frozen=True)
class ContactCard:
    """A person at a partner. Texts are empty when not given.

    Attributes:
        opted_out: Never to be written to.
        left_on: The day from which on the person is no longer there.
    """

    id: str
    partner_id: str
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    primary: bool = False
    opted_out: bool = False
    left_on: date | None = None


def partner_card(connection: Connection, partner_id: str) -> PartnerCard | None:
    """The partner with that id; None if there is none."""
    row = connection.execute(_PARTNER, {"partner": partner_id}).mappings().first()
    return _partner(row) if row else None


def partner_cards(connection: Connection, partner_ids: Iterable[str] | None = None) -> dict[str, PartnerCard]:
    """The partners with these ids, or all of them, by id and in that order; unknown ids are left out."""
    query = select(_partners).order_by(_partners.c.partner_id)
    if partner_ids is not None:
        query = query.where(_partners.c.partner_id.in_(sorted(set(partner_ids))))
    return {row["partner_id"]: _partner(row) for row in connection.execute(query).mappings()}


def contacts_of(connection: Connection, partner_id: str) -> list[ContactCard]:
    """The partner's contacts, primary ones first, then by id; those who left or opted out are among them."""
    found = connection.execute(_CONTACTS, {"partner": partner_id}).mappings()
    return sorted(map(_contact, found), key=lambda contact: (not contact.primary, contact.id))


def contact_card(connection: Connection, contact_id: str) -> ContactCard | None:
    """The contact with that id; None if there is none."""
    query = select(_contacts).where(_contacts.c.contact_id == contact_id)
    row = connection.execute(query).mappings().first()
    return _contact(row) if row else None


def _partner(row: RowMapping) -> PartnerCard:
    return PartnerCard(
        id=row["partner_id"],
        name=row["name"],
        aliases=tuple(row["aliases"] or ()),
        manager_email=row["manager_email"] or "",
        status=row["status"] or "",
        type=row["type"] or "",
        website=row["website"] or "",
        slack_channel=row["slack_channel"] or "",
        language=next(iter(row["languages"] or ()), ""),
        ended_on=row["ended_on"],
    )


def _contact(row: RowMapping) -> ContactCard:
    return ContactCard(
        id=row["contact_id"],
        partner_id=row["partner_id"],
        name=row["name"],
        role=row["role"] or "",
        email=row["email"] or "",
        phone=row["phone"] or "",
        language=row["language"] or "",
        primary=bool(row["primary"]),
        opted_out=bool(row["opted_out"]),
        left_on=row["left_on"],
    )
