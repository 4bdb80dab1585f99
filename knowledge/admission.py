"""Colleagues who are not among the managers and ask to be let in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, func, select, update

from knowledge.people import Role
from knowledge.reassigning import give_role
from knowledge.stored_settings import grow_data_version
from knowledge.tables import INCOMING, access_requests
from knowledge.upserting import upserting
from knowledge.writing import in_utc, insert_once, storable

DECLINED: Final = "declined"
_managers: Final = INCOMING["managers"]


@dataclass(frozen=True)
class AccessRequest:
    """Somebody of our workspace wants to be let in.

    Attributes:
        email: As Slack has it, confirmed; name: as they call themselves, outside text.
        decision: The role they were given, or `declined`; None while nobody has decided.
    """

    slack_user_id: str
    email: str
    name: str
    asked_at: datetime
    decided_by: str | None = None
    decision: str | None = None
    decided_at: datetime | None = None


def ask(connection: Connection, request: AccessRequest) -> bool:
    """Keep it; False if they asked before."""
    texts = {"name": storable(request.name), "email": storable(request.email)}
    return insert_once(connection, access_requests, asdict(request) | texts)


def get_request(connection: Connection, slack_user_id: str) -> AccessRequest | None:
    """What somebody asked; None if they did not."""
    query = select(access_requests).where(access_requests.c.slack_user_id == slack_user_id)
    row = connection.execute(query).mappings().first()
    return _request(row) if row else None


def decide(connection: Connection, slack_user_id: str, role: Role | None, by: str, at: datetime) -> bool:
    """Let them in with a role, or not, once; False if it was decided before."""
    undecided = (access_requests.c.slack_user_id == slack_user_id) & access_requests.c.decision.is_(None)
    values = {"decision": role.value if role else DECLINED, "decided_by": by, "decided_at": in_utc(at)}
    if connection.execute(update(access_requests).where(undecided).values(values)).rowcount != 1:
        return False
    asked = get_request(connection, slack_user_id)
    if role and asked:
        give_role(connection, _add_manager(connection, asked, role), role, by, at)
    return True


def _add_manager(connection: Connection, asked: AccessRequest, role: Role) -> str:
    """The e-mail of one more manager; somebody of that address who is there already gets the Slack id."""
    known = select(_managers.c.email).where(func.lower(_managers.c.email) == asked.email.lower())
    email = connection.scalar(known) or asked.email.lower()
    row = {"email": email, "name": asked.name, "role": role.value, "slack_user_id": asked.slack_user_id}
    insert = upserting(connection, _managers).values(row)
    again = insert.on_conflict_do_update(
        index_elements=["email"], set_={"slack_user_id": insert.excluded.slack_user_id}
    )
    connection.execute(again)
    grow_data_version(connection, [])
    return str(email)


def _request(row: RowMapping) -> AccessRequest:
    decided_at = in_utc(row["decided_at"]) if row["decided_at"] else None
    return AccessRequest(**{**row, "asked_at": in_utc(row["asked_at"]), "decided_at": decided_at})
