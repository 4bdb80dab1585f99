"""How follow-ups are set, ticked off, moved and cancelled, and how each of that is taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection

from knowledge import follow_ups
from knowledge.changes import Change
from knowledge.follow_ups import FollowUp, FollowUpState, get_follow_up
from knowledge.people import Person
from knowledge.writing import in_utc


class Act(StrEnum):
    """What is done to follow-ups."""

    ADD = "add"
    COMPLETE = "complete"
    POSTPONE = "postpone"
    DROP = "drop"


def to_add(follow_up: FollowUp) -> dict[str, Any]:
    """The payload of a change that sets a new one."""
    return {
        "act": Act.ADD.value,
        "follow_up_id": follow_up.follow_up_id,
        "text": follow_up.text,
        "due_at": in_utc(follow_up.due_at).isoformat(),
        "about": follow_up.partner_id,
        "promise_id": follow_up.promise_id,
        "seen": [follow_up.partner_id] if follow_up.partner_id else [],  # checked again when it is made
    }


def to_change(
    act: Act, meant: Sequence[FollowUp], moments: Mapping[str, datetime] | None = None
) -> dict[str, Any]:
    """The payload of a change of some that stand on the list, as they stand there now.

    Args:
        moments: When each is due from then on, by id; only to postpone.
    """
    seen = {one.follow_up_id: one.version for one in meant}
    later = {follow_up_id: in_utc(at).isoformat() for follow_up_id, at in (moments or {}).items()}
    return {"act": act.value, "versions": seen, "moments": later}


class FollowedUp:
    """Sets, ticks off, moves or cancels the actor's own follow-ups; nobody else's are touched."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Make it; how those that it changed stood before, in JSON. What changed since it was seen stays."""
        if change.payload["act"] == Act.ADD:
            follow_ups.add_follow_up(connection, _new(change, person))
            return {}
        before = {}
        for follow_up_id, version in change.payload["versions"].items():
            seen = get_follow_up(connection, follow_up_id)
            if seen is None or seen.owner_email != person.email or seen.version != version:
                continue
            if _moved(connection, change, seen):
                before[follow_up_id] = _to_json(seen)
        return before

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Put back what it changed, unless that was changed again since; False if nothing could be."""
        if change.payload["act"] == Act.ADD:
            added = get_follow_up(connection, change.payload["follow_up_id"])
            return bool(added and follow_ups.drop(connection, added, change.changed_at))
        undone = [
            follow_ups.put_back(connection, stands, before, change.changed_at)
            for stands, before in _unchanged(connection, change)
        ]
        return any(undone)


def _new(change: Change, person: Person) -> FollowUp:
    payload = change.payload
    return FollowUp(
        follow_up_id=payload["follow_up_id"],
        owner_email=person.email,
        text=payload["text"],
        due_at=datetime.fromisoformat(payload["due_at"]),
        created_at=change.changed_at,
        changed_at=change.changed_at,
        partner_id=payload["about"],
        promise_id=payload["promise_id"],
    )


def _moved(connection: Connection, change: Change, seen: FollowUp) -> FollowUp | None:
    match Act(change.payload["act"]):
        case Act.COMPLETE:
            return follow_ups.complete(connection, seen, change.changed_at)
        case Act.POSTPONE:
            until = datetime.fromisoformat(change.payload["moments"][seen.follow_up_id])
            return follow_ups.postpone(connection, seen, until, change.changed_at)
        case _:
            return follow_ups.drop(connection, seen, change.changed_at)


def _unchanged(connection: Connection, change: Change) -> Iterator[tuple[FollowUp, FollowUp]]:
    """Each one as it stands, and as it stood before; not those that were changed again."""
    for follow_up_id, kept in (change.before or {}).items():
        stands = get_follow_up(connection, follow_up_id)
        if stands is not None and stands.version == kept["version"] + 1:
            yield stands, _as_before(stands, kept)


def _to_json(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "state": follow_up.state.value,
        "due_at": follow_up.due_at.isoformat(),
        "version": follow_up.version,
        "delivered_at": follow_up.delivered_at.isoformat() if follow_up.delivered_at else None,
    }


def _as_before(stands: FollowUp, kept: dict[str, Any]) -> FollowUp:
    delivered_at = datetime.fromisoformat(kept["delivered_at"]) if kept["delivered_at"] else None
    return replace(
        stands,
        state=FollowUpState(kept["state"]),
        due_at=datetime.fromisoformat(kept["due_at"]),
        delivered_at=delivered_at,
    )
