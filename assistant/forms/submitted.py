"""A form that was sent off, and making what it asks for once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.errors import FieldInvalid, NotAllowed, OutOfDate
from assistant.toolbox import changing
from knowledge.changes import Change
from knowledge.partners import PartnerCard, partner_card
from knowledge.people import Person, Role, person_by_email

_NAME: Final = 80  # characters of a name in an error, so that the next step stays in sight


@dataclass(frozen=True)
class Submitted:
    """One form that a person sent off.

    Attributes:
        cause: What makes it one: a second delivery has the same, and changes nothing more.
        thread_id: The conversation in which "undo" takes it back; empty for none.
    """

    cause: str
    person: Person
    thread_id: str = ""

    @property
    def change_id(self) -> str:
        """The id of the change that it makes."""
        return f"form:{self.cause}"


def made(
    connection: Connection, sent: Submitted, kind: str, payload: Mapping[str, Any], at: datetime
) -> Change:
    """The change that the form asks for, made now or before.

    Raises:
        OutOfDate: The form was somebody else's.
    """
    change = Change(sent.change_id, kind, sent.person.email, sent.thread_id, dict(payload), at)
    kept = changing.submit(connection, change, sent.person)
    if kept is None:
        raise OutOfDate("This form is out of date. Close it and open it again.")
    return kept


def writable_partner(connection: Connection, access: Access, partner_id: str) -> PartnerCard:
    """The partner, if the person may change what is kept about it.

    Raises:
        FieldInvalid: There is no such partner that the person knows of, or it is somebody else's.
        NotAllowed: The person may only read.
    """
    card = visible_partner(connection, access, partner_id)
    if access.may_write(partner_id):
        return card
    if access.person.role is Role.VIEWER:
        raise NotAllowed("You may read, but change nothing. Ask an admin to make you a manager.")
    owner = person_by_email(connection, card.manager_email)
    whose = f"is in the book of {owner.name}" if owner else "is in nobody's book"
    raise FieldInvalid(
        "partner", f"{_short(card.name)} {whose}. Choose a partner of your own, or ask a lead to do it."
    )


def visible_partner(connection: Connection, access: Access, partner_id: str) -> PartnerCard:
    """The partner, if the person may know of it.

    Raises:
        FieldInvalid: None is chosen, or there is none that the person knows of.
    """
    if not partner_id:
        raise FieldInvalid("partner", "No partner is chosen. Type the first letters of its name.")
    card = partner_card(connection, partner_id) if access.may_see(partner_id) else None
    if card is None:
        gone = "This partner is not on file any more: it was merged or removed. Choose it again by its name."
        raise FieldInvalid("partner", gone)
    return card


def _short(name: str) -> str:
    return name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
