"""Changes that people asked for in words: what waits for Confirm, what was done, what can be taken back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.tables import changes
from knowledge.writing import in_utc, insert_once


class ChangeState(StrEnum):
    """Where a change stands."""

    PENDING = "pending"
    DONE = "done"
    UNDONE = "undone"
    DECLINED = "declined"


@dataclass(frozen=True)
class Change:
    """One change.

    Attributes:
        change_id: Made from the question that caused it.
        kind: The toolbox function that makes it.
        payload: What to do, in JSON.
        before: What stood there before, in JSON, so that it can be taken back; None while nothing is done.
        changed_at: Of the latest state.
    """

    change_id: str
    kind: str
    actor_email: str
    thread_id: str
    payload: dict[str, Any]
    changed_at: datetime
    state: ChangeState = ChangeState.PENDING
    before: dict[str, Any] | None = None


def put_change(connection: Connection, change: Change) -> bool:
    """Keep a change, pending or done already; False if it was kept before, which stays as it is."""
    return insert_once(connection, changes, asdict(change))


def get_change(connection: Connection, change_id: str) -> Change | None:
    """The change with that id; None if there is none."""
    row = connection.execute(select(changes).where(changes.c.change_id == change_id)).mappings().first()
    return _change(row) if row else None


def change_to_move(connection: Connection, change_id: str) -> Change | None:
    """The same for who makes it or takes it back: whoever else wants to, waits until the transaction ends."""
    query = select(changes).where(changes.c.change_id == change_id).with_for_update()
    row = connection.execute(query).mappings().first()
    return _change(row) if row else None


def latest_change(
    connection: Connection, thread_id: str, actor_email: str, state: ChangeState
) -> Change | None:
    """The actor's latest change in the thread that is in that state, for "yes" and "undo that"."""
    own = (changes.c.thread_id == thread_id) & (changes.c.actor_email == actor_email)
    query = select(changes).where(own, changes.c.state == state.value)
    newest_first = (changes.c.changed_at.desc(), changes.c.change_id.desc())
    row = connection.execute(query.order_by(*newest_first).limit(1)).mappings().first()
    return _change(row) if row else None


def confirm(
    connection: Connection, change_id: str, at: datetime, before: dict[str, Any] | None = None
) -> bool:
    """From pending to done, with what stood there before; False if it was not pending: do nothing then."""
    known = {} if before is None else {"before": before}
    return _move(connection, change_id, ChangeState.PENDING, ChangeState.DONE, at, known)


def decline(connection: Connection, change_id: str, at: datetime) -> bool:
    """From pending to declined; False if it was not pending."""
    return _move(connection, change_id, ChangeState.PENDING, ChangeState.DECLINED, at, {})


def undo(connection: Connection, change_id: str, at: datetime) -> bool:
    """From done to undone; False if it was not done: take nothing back then."""
    return _move(connection, change_id, ChangeState.DONE, ChangeState.UNDONE, at, {})


def _move(
    connection: Connection,
    change_id: str,
    seen: ChangeState,
    to: ChangeState,
    at: datetime,
    values: dict[str, Any],
) -> bool:
    untouched = (changes.c.change_id == change_id) & (changes.c.state == seen.value)
    moved = {**values, "state": to.value, "changed_at": in_utc(at)}
    return connection.execute(update(changes).where(untouched).values(moved)).rowcount == 1


def _change(row: RowMapping) -> Change:
    typed = {"state": ChangeState(row["state"]), "changed_at": in_utc(row["changed_at"])}
    return Change(**{**row, **typed})
