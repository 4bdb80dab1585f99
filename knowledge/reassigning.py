"""Partners given to another manager, and roles given to people, so that the next import does not undo it.

A file that still says what it said before keeps the decision; one that says something new is newer, and takes
its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, and_, delete, func, select, update

from knowledge.people import Role
from knowledge.stored_settings import grow_data_version
from knowledge.tables import INCOMING, attribute_changes, reassignments, role_changes
from knowledge.upserting import upsert
from knowledge.writing import in_utc
from tools import schema

_partners, _managers = INCOMING["partners"], INCOMING["managers"]
DECISIONS: Final = (reassignments, role_changes)
"""What people decided and a file may drop by saying something new."""


@dataclass(frozen=True)
class Handover:
    """Partners that were given to a manager at one moment and are theirs by that still.

    Attributes:
        by: E-mail of who gave them; empty for somebody at the terminal.
        count: How many partners.
    """

    to_email: str
    by: str
    at: datetime
    count: int


def assign(
    connection: Connection, partner_ids: Collection[str], to_email: str, by: str, on: date, at: datetime
) -> list[str]:
    """Give partners to a manager from a day on; ids of those that were somebody else's, sorted."""
    query = select(_partners.c.partner_id, _partners.c.manager_email)
    chosen = query.where(_partners.c.partner_id.in_(sorted(partner_ids)))
    owners = {row.partner_id: row.manager_email for row in connection.execute(chosen)}
    moved = sorted(partner_id for partner_id, owner in owners.items() if owner != to_email)
    if not moved:
        return []
    _keep_history(connection, {one: owners[one] for one in moved}, to_email, on)
    said = owners | _said_by_the_file(connection, moved)
    decided = {"to_email": to_email, "set_by": by, "set_at": in_utc(at)}
    upsert(
        connection, reassignments, [{"partner_id": one, "from_email": said[one]} | decided for one in moved]
    )
    connection.execute(
        update(_partners).where(_partners.c.partner_id.in_(moved)).values(manager_email=to_email)
    )
    grow_data_version(connection, moved)
    return moved


def handovers(connection: Connection, since: datetime) -> list[Handover]:
    """What people gave to others since then, oldest first."""
    one = (reassignments.c.to_email, reassignments.c.set_by, reassignments.c.set_at)
    given = (reassignments.c.set_at >= in_utc(since)) & (reassignments.c.to_email != reassignments.c.set_by)
    query = select(*one, func.count()).where(given).group_by(*one).order_by(reassignments.c.set_at, *one)
    return [Handover(to, by, in_utc(at), count) for to, by, at, count in connection.execute(query)]


def admins_held(connection: Connection) -> list[str]:
    """E-mails of the admins, who stay so until the transaction ends: two cannot demote each other at once."""
    admins = select(_managers.c.email).where(_managers.c.role == Role.ADMIN.value)
    return list(connection.scalars(admins.order_by(_managers.c.email).with_for_update()))


def give_role(connection: Connection, email: str, role: Role, by: str, at: datetime) -> bool:
    """Give a person a role; False if it is theirs already."""
    known = connection.scalar(select(_managers.c.role).where(_managers.c.email == email))
    if (known or Role.MANAGER.value) == role.value:
        return False
    kept = select(role_changes.c.from_role).where(role_changes.c.email == email)
    first = connection.execute(kept).first()
    row = {
        "email": email,
        "from_role": first.from_role if first else known,
        "to_role": role.value,
        "set_by": by,
        "set_at": in_utc(at),
    }
    upsert(connection, role_changes, [row])
    connection.execute(update(_managers).where(_managers.c.email == email).values(role=role.value))
    grow_data_version(connection, [])
    return True


def keep_decisions(connection: Connection, staged: Table, table: schema.Table) -> None:
    """Before staged rows are written: what people decided stays, unless the file says something new."""
    if table is schema.PARTNERS and "manager_email" in staged.c:
        names = reassignments.c.partner_id, reassignments.c.from_email, reassignments.c.to_email
        _keep(connection, staged, staged.c.partner_id, staged.c.manager_email, names)
    if table is schema.MANAGERS and "role" in staged.c:
        names = role_changes.c.email, role_changes.c.from_role, role_changes.c.to_role
        _keep(connection, staged, staged.c.email, staged.c.role, names)


def holding(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of decisions that a file dropped, those that no newer word stands against; other rows all hold.

    A decision about a partner whose row is not there holds as well: it may be part of another one.
    """
    if table is reassignments:
        key, value, decided = _partners.c.partner_id, _partners.c.manager_email, "to_email"
    elif table is role_changes:
        key, value, decided = _managers.c.email, _managers.c.role, "to_role"
    else:
        return list(rows)
    name = next(iter(table.primary_key)).name
    now = select(key, value).where(key.in_([row[name] for row in rows]))
    said = {row[0]: row[1] for row in connection.execute(now)}
    return [row for row in rows if said.get(row[name], row[decided]) == row[decided]]


def _keep(
    connection: Connection,
    staged: Table,
    key: Column[Any],
    value: Column[Any],
    names: tuple[Column[Any], Column[Any], Column[Any]],
) -> None:
    decided, before, after = names
    same_row = decided == key
    newer = select(key).where(same_row, value.is_distinct_from(before))
    connection.execute(delete(decided.table).where(decided.in_(newer)))
    kept = select(after).where(same_row).scalar_subquery()
    stays = select(decided).where(same_row, value.is_not_distinct_from(before)).exists()
    connection.execute(update(staged).where(stays).values({value.name: kept}))


def _keep_history(connection: Connection, before: Mapping[str, str | None], after: str, on: date) -> None:
    """As an import does: of several changes on one day, the first `before` and the last `after` count."""
    changes = attribute_changes.c
    same = and_(
        changes.partner_id.in_(before), changes.attribute == "manager_email", changes.changed_on == on
    )
    done = connection.scalars(
        update(attribute_changes).where(same).values(after=after).returning(changes.partner_id)
    )
    changed = frozenset(done)
    row = {"attribute": "manager_email", "changed_on": on, "after": after}
    new = [row | {"partner_id": one, "before": was} for one, was in before.items() if one not in changed]
    if new:
        upsert(connection, attribute_changes, new)


def _said_by_the_file(connection: Connection, partner_ids: Collection[str]) -> dict[str, str | None]:
    """What the last import said of the owners of those that were given away before."""
    query = select(reassignments.c.partner_id, reassignments.c.from_email)
    rows = connection.execute(query.where(reassignments.c.partner_id.in_(partner_ids)))
    return {row.partner_id: row.from_email for row in rows}
