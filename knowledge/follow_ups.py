"""Reminders and tasks: what a person asked to be told again, and when; each moves by compare-and-set."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, Select, func, select, update

from knowledge.tables import follow_ups, merged_partners
from knowledge.writing import in_utc, insert_once, storable


class FollowUpState(StrEnum):
    """Where a follow-up stands."""

    OPEN = "open"
    DELIVERED = "delivered"
    DONE = "done"
    DROPPED = "dropped"


PENDING: Final = frozenset({FollowUpState.OPEN, FollowUpState.DELIVERED})
"""What is still on its owner's list: its moment is to come, or has come and nobody said that it is done."""


@dataclass(frozen=True)
class FollowUp:
    """One reminder or task of one person; nobody else reads it.

    Attributes:
        text: What to be reminded of, in the owner's own words; empty for one about a promise in a note, whose
            words stay in the note.
        due_at: When it is delivered.
        partner_id: Whom it is about, where that partner is part of another one by now the other one; empty
            for nobody.
        version: Grows with every change, so that each new moment is delivered once.
        promise_id: The promise that it was proposed from (`promise_id`); empty for none.
        delivered_at: When it was last delivered; None if it was not, or was postponed since.
    """

    follow_up_id: str
    owner_email: str
    text: str
    due_at: datetime
    created_at: datetime
    changed_at: datetime
    partner_id: str = ""
    state: FollowUpState = FollowUpState.OPEN
    version: int = 1
    promise_id: str = ""
    delivered_at: datetime | None = None

    @property
    def is_pending(self) -> bool:
        """Whether it is still on its owner's list."""
        return self.state in PENDING


def add_follow_up(connection: Connection, follow_up: FollowUp) -> bool:
    """Keep a new one; False if one of that id was kept before, which stays as it is."""
    row = asdict(replace(follow_up, text=storable(follow_up.text)))
    return insert_once(
        connection, follow_ups, {name: value or None for name, value in row.items()} | {"text": row["text"]}
    )


def get_follow_up(connection: Connection, follow_up_id: str) -> FollowUp | None:
    """The one with that id, whoever owns it; None if there is none."""
    query = _all().where(follow_ups.c.follow_up_id == follow_up_id)
    row = connection.execute(query).mappings().first()
    return _follow_up(row) if row else None


def follow_ups_of(
    connection: Connection, owner_email: str, states: Collection[FollowUpState] = PENDING
) -> list[FollowUp]:
    """What that person has, in one of these states, what is due first before."""
    own = (follow_ups.c.owner_email == owner_email) & follow_ups.c.state.in_([one.value for one in states])
    query = _all().where(own).order_by(follow_ups.c.due_at, follow_ups.c.follow_up_id)
    return [_follow_up(row) for row in connection.execute(query).mappings()]


def due_follow_ups(connection: Connection, at: datetime) -> list[FollowUp]:
    """Everybody's that should have been delivered by then and was not, what was due first before."""
    waiting = (follow_ups.c.state == FollowUpState.OPEN.value) & (follow_ups.c.due_at <= in_utc(at))
    query = _all().where(waiting).order_by(follow_ups.c.due_at, follow_ups.c.follow_up_id)
    return [_follow_up(row) for row in connection.execute(query).mappings()]


def promises_followed(connection: Connection, owner_email: str) -> frozenset[str]:
    """Ids of the promises that the person has, or had, a follow-up of, unless it was dropped."""
    own = (follow_ups.c.owner_email == owner_email) & follow_ups.c.promise_id.is_not(None)
    query = select(follow_ups.c.promise_id).where(own, follow_ups.c.state != FollowUpState.DROPPED.value)
    return frozenset(connection.execute(query).scalars())


def complete(connection: Connection, seen: FollowUp, at: datetime) -> FollowUp | None:
    """From the list to done; None if it changed since it was seen, or is not on the list."""
    return _moved(connection, seen, replace(seen, state=FollowUpState.DONE), at)


def drop(connection: Connection, seen: FollowUp, at: datetime) -> FollowUp | None:
    """Off the list without being done; None if it changed since it was seen, or is not on the list."""
    return _moved(connection, seen, replace(seen, state=FollowUpState.DROPPED), at)


def postpone(connection: Connection, seen: FollowUp, until: datetime, at: datetime) -> FollowUp | None:
    """To be delivered at another moment; None if it changed since it was seen, or is not on the list."""
    later = replace(seen, state=FollowUpState.OPEN, due_at=in_utc(until), delivered_at=None)
    return _moved(connection, seen, later, at)


def mark_delivered(connection: Connection, seen: FollowUp, at: datetime) -> bool:
    """From open to delivered; False if it changed since it was seen: deliver nothing then."""
    if seen.state is not FollowUpState.OPEN:
        return False
    delivered = replace(seen, state=FollowUpState.DELIVERED, delivered_at=in_utc(at))
    return _set(connection, seen, delivered, at) is not None


def put_back(connection: Connection, seen: FollowUp, before: FollowUp, at: datetime) -> FollowUp | None:
    """As it stood before a change; None if it changed since it was seen."""
    return _set(connection, seen, replace(before, version=seen.version + 1), at)


def promise_id(note_id: str, start: int, end: int) -> str:
    """What a promise in a note is called: it stays while the note says the same."""
    return f"{note_id}:{start}:{end}"


def place_of_promise(promise_id: str) -> tuple[str, int, int]:
    """The note of a promise, and where in its text it begins and ends."""
    note_id, start, end = promise_id.rsplit(":", 2)
    return note_id, int(start), int(end)


def _all() -> Select[Any]:
    """Every follow-up; a partner that is part of another one stands for that one."""
    columns = [column for column in follow_ups.c if column is not follow_ups.c.partner_id]
    partner_id = func.coalesce(merged_partners.c.partner_id, follow_ups.c.partner_id).label("partner_id")
    merged = follow_ups.c.partner_id == merged_partners.c.source_id
    return select(*columns, partner_id).select_from(follow_ups.outerjoin(merged_partners, merged))


def _moved(connection: Connection, seen: FollowUp, to: FollowUp, at: datetime) -> FollowUp | None:
    if not seen.is_pending:
        return None
    return _set(connection, seen, replace(to, version=seen.version + 1), at)


def _set(connection: Connection, seen: FollowUp, to: FollowUp, at: datetime) -> FollowUp | None:
    same = (follow_ups.c.version == seen.version) & (follow_ups.c.state == seen.state.value)
    values = {
        "state": to.state.value,
        "due_at": in_utc(to.due_at),
        "version": to.version,
        "delivered_at": to.delivered_at,
        "changed_at": in_utc(at),
    }
    change = update(follow_ups).where(follow_ups.c.follow_up_id == seen.follow_up_id, same).values(values)
    return replace(to, changed_at=in_utc(at)) if connection.execute(change).rowcount == 1 else None


def _follow_up(row: RowMapping) -> FollowUp:
    moments = {name: in_utc(row[name]) for name in ("due_at", "created_at", "changed_at")}
    delivered_at = in_utc(row["delivered_at"]) if row["delivered_at"] else None
    optional = {name: row[name] or "" for name in ("partner_id", "promise_id")}
    state = FollowUpState(row["state"])
    return FollowUp(**{**row, **moments, **optional, "state": state, "delivered_at": delivered_at})
