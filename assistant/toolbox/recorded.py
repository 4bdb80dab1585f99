"""How the record of a play is made and taken back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from knowledge.changes import Change
from knowledge.people import Person
from knowledge.plays import add_play, drop_play, from_json


class RecordedPlay:
    """Keeps that a play was done; nothing that stood there before is replaced."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Record it under the person's name."""
        add_play(connection, from_json(change.payload, person.email, change.changed_at))
        return {}

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Remove it; False if it is gone already."""
        return drop_play(connection, change.payload["play_done_id"])
