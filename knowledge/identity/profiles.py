"""What is known of each partner that tells whether another one is the same company."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from knowledge.identity.set_aside import PARTNERS, merged_ids
from knowledge.tables import ATTRIBUTES, INCOMING
from tools.likeness import Profile

_contacts: Final = INCOMING["contacts"]
_COLUMNS: Final = ("partner_id", "name", "aliases", "country", "city", "website", ATTRIBUTES)


def profiles(connection: Connection) -> list[Profile]:
    """All partners, in the order of their ids."""
    merged: dict[str, list[str]] = defaultdict(list)
    for source_id, partner_id in sorted(merged_ids(connection).items()):
        merged[partner_id].append(source_id)
    mails = _mails(connection)
    query = select(*(PARTNERS.c[name] for name in _COLUMNS)).order_by(PARTNERS.c.partner_id)
    return [
        _profile(row, merged[row["partner_id"]], mails[row["partner_id"]])
        for row in connection.execute(query).mappings()
    ]


def _profile(row: RowMapping, merged: list[str], mails: list[str]) -> Profile:
    cells = row[ATTRIBUTES] or {}
    return Profile(
        partner_id=row["partner_id"],
        name=row["name"],
        aliases=tuple(row["aliases"] or ()),
        country=row["country"] or "",
        city=row["city"] or "",
        website=row["website"] or "",
        merged_ids=tuple(merged),
        mails=tuple(mails),
        attributes=tuple((label, str(cell)) for label, cell in cells.items()),
    )


def _mails(connection: Connection) -> dict[str, list[str]]:
    """Partner to the addresses of its contacts, those who left included: it was the partner's domain."""
    mails: dict[str, list[str]] = defaultdict(list)
    query = select(_contacts.c.partner_id, _contacts.c.email).where(_contacts.c.email.is_not(None))
    for partner_id, email in connection.execute(query.order_by(_contacts.c.contact_id)):
        mails[partner_id].append(email)
    return mails
