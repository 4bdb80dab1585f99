"""Leaving a partner out of one's own digest, by a click; undone without touching what else was set since."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from knowledge.changes import Change
from knowledge.digests import save_settings, settings_of
from knowledge.people import Person, person_by_email

KIND = "mute"


class Muted:
    """The deed: a partner is muted, or is not any more."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Change the list; whether the partner was on it before."""
        was = change.payload["muted_id"] in settings_of(connection, person).muted_partner_ids
        _set(connection, person, change.payload["muted_id"], muted=change.payload["muted"])
        return {"muted": was}

    def take_back(self, connection: Connection, change: Change) -> bool:
        """As it was before; False if it was changed since, or the person is gone."""
        person = person_by_email(connection, change.actor_email)
        if person is None or change.before is None:
            return False
        stands = change.payload["muted_id"] in settings_of(connection, person).muted_partner_ids
        if stands is not change.payload["muted"]:
            return False
        _set(connection, person, change.payload["muted_id"], muted=change.before["muted"])
        return True


def mute_change(person: Person, partner_id: str, cause: str, at: datetime, *, muted: bool) -> Change:
    """The wish to mute a partner or to hear of it again; `cause` makes it one change."""
    return Change(
        change_id=f"change:{KIND}:{cause}",
        kind=KIND,
        actor_email=person.email,
        thread_id="",
        payload={"muted_id": partner_id, "seen": [partner_id], "muted": muted},
        changed_at=at,
    )


def _set(connection: Connection, person: Person, partner_id: str, *, muted: bool) -> None:
    settings = settings_of(connection, person)
    others = tuple(one for one in settings.muted_partner_ids if one != partner_id)
    save_settings(connection, replace(settings, muted_partner_ids=(*others, partner_id) if muted else others))
