"""How a review's decisions are made and taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection

from knowledge.changes import Change
from knowledge.people import Person
from knowledge.reviews import Decision, decisions, drop_decisions, from_json, put_decisions, to_json


class DecidedReview:
    """Keeps decisions of one review (`put`) and reopens others (`drop`); nobody's earlier one is replaced."""

    def make(self, connection: Connection, change: Change, person: Person) -> dict[str, Any]:
        """Decide; what was dropped and who was decided, in JSON."""
        review_on = date.fromisoformat(change.payload["review_on"])
        known = _known(connection, review_on)
        dropped = [one for one in change.payload["drop"] if one in known]
        made = [replace(from_json(one), decided_by=person.email) for one in change.payload["put"]]
        new = [one for one in made if one.partner_id not in known]
        drop_decisions(connection, review_on, dropped)
        put_decisions(connection, new)
        return {"dropped": [to_json(known[one]) for one in dropped], "made": [one.partner_id for one in new]}

    def take_back(self, connection: Connection, change: Change) -> bool:
        """Drop what this change decided, unless it was decided anew since; put back what it dropped."""
        review_on = date.fromisoformat(change.payload["review_on"])
        before = change.before or {"dropped": [], "made": []}
        known = _known(connection, review_on)
        ours = {one["partner_id"]: from_json(one) for one in change.payload["put"]}
        made = [one for one in before["made"] if one in known and _same(known[one], ours[one])]
        drop_decisions(connection, review_on, made)
        back = [one for one in map(from_json, before["dropped"]) if one.partner_id not in known]
        put_decisions(connection, back)
        return bool(made or back)


def _known(connection: Connection, review_on: date) -> dict[str, Decision]:
    return {one.partner_id: one for one in decisions(connection) if one.review_on == review_on}


def _same(kept: Decision, ours: Decision) -> bool:
    return (kept.decided_by, kept.decided_at) == (ours.decided_by, ours.decided_at)
