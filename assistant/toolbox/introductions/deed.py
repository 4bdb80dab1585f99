"""How introductions are proposed, answered, made and taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection

from knowledge.changes import Change
from knowledge.introductions import (
    drop_introduction,
    from_json,
    get_introduction,
    introductions,
    put_introduction,
    set_values,
    values_of,
)
from knowledge.people import Person
from tools.introductions import State, may_exchange

_WRITTEN: Final = ("state", "consent", "other_consent", "made_on", "outcome")
"""Columns that make a proposal more than a proposal."""


class Introduced:
    """Proposes an introduction (`new`), or writes columns of one (`set`), as they are in the table."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Propose or write; what the columns held before, in JSON."""
        if "new" in change.payload:
            new = from_json(change.payload["new"])
            put_introduction(connection, replace(new, proposed_by=person.email))
            return {}
        before = values_of(connection, _id(change), change.payload["set"].keys()) or {}
        set_values(connection, _id(change), change.payload["set"])
        return before

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Put back what stood there, unless something was answered, made or logged on top of it since."""
        if "new" in change.payload:
            return self._withdraw(connection, change)
        if values_of(connection, _id(change), change.payload["set"].keys()) != change.payload["set"]:
            return False
        if _answers(change) and not _open(connection, _id(change)):
            return False
        set_values(connection, _id(change), change.before or {})
        return True

    def fits(self, connection: Connection, change: Change) -> bool:
        """Whether it can still be made: what a change waits for may have changed while it waited."""
        if "new" in change.payload:
            new = from_json(change.payload["new"])
            return not any(
                {*one.partner_ids} == {*new.partner_ids} and one.state is State.PROPOSED
                for one in introductions(connection)
            )
        standing = get_introduction(connection, _id(change))
        if standing is None:
            return False
        if "state" in change.payload["set"]:
            return standing.state is State.PROPOSED and may_exchange(standing)
        if "outcome" in change.payload["set"]:
            return standing.state is State.MADE
        return standing.state is State.PROPOSED

    def _withdraw(self, connection: Connection, change: Change) -> bool:
        new = change.payload["new"]
        if values_of(connection, new["introduction_id"], _WRITTEN) != {name: new[name] for name in _WRITTEN}:
            return False
        drop_introduction(connection, new["introduction_id"])
        return True


def _id(change: Change) -> str:
    return str(change.payload["introduction_id"])


def _answers(change: Change) -> bool:
    return any(name.endswith("consent") for name in change.payload["set"])


def _open(connection: Connection, introduction_id: str) -> bool:
    """Whether it has not been made since; one that an answer closed is open to that answer's undo."""
    values = values_of(connection, introduction_id, ("state",))
    return values is not None and values["state"] != State.MADE
