"""What is said of a change that a form made; only the change is needed, so that a retry says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from assistant.errors import OutOfDate
from assistant.toolbox.arguments import DigestSettings
from assistant.toolbox.digest import digest_settings
from assistant.toolbox.follow_ups import facts
from assistant.toolbox.naming import partner_fact
from assistant.toolbox.snoozing import UNTIL
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change
from knowledge.follow_ups import get_follow_up
from knowledge.reviews import Decided, Decision, from_json
from tools.about import Slots
from tools.facts import Audience, Fact, Findings, Kind, Quote, Statement
from tools.reviews import kinds
from tools.tiers.kinds import TIER
from tools.time_zones import zone_named


def told(change: Change, turn: Turn, office: Office) -> Findings:
    """What became of a form, with Undo."""
    with office.engine.connect() as connection:
        found = _TELLING[change.kind](connection, change, turn, office)
    return replace(found, undo=change.change_id)


def _note(connection: Connection, change: Change, turn: Turn, _: Office) -> Findings:
    slots: Slots = {
        "partner": partner_fact(connection, change.payload["partner_id"], turn.as_of),
        "words": _quoted(
            change.payload["note_id"],
            change.payload["text"],
            change.payload.get("author", turn.access.person.name),
            date.fromisoformat(change.payload["date"]),
            change.payload["partner_id"],
        ),
    }
    return Findings((Statement("note.saved", slots),))


def _snooze(connection: Connection, change: Change, turn: Turn, _: Office) -> Findings:
    partner_id, until = change.payload["partner_id"], date.fromisoformat(change.payload["until"])
    slots: Slots = {
        "partner": partner_fact(connection, partner_id, turn.as_of),
        "until": Fact(UNTIL, partner_id, until, turn.as_of),
    }
    return Findings((Statement("snooze.snoozed", slots),))


def _digest(_connection: Connection, _change: Change, turn: Turn, office: Office) -> Findings:
    shown = digest_settings(DigestSettings(action="show"), turn, office)
    return Findings((Statement("digest.changed"), *shown.statements))


def _follow_up(connection: Connection, change: Change, turn: Turn, _: Office) -> Findings:
    set_up = get_follow_up(connection, change.payload["follow_up_id"])
    if set_up is None:
        raise OutOfDate("This reminder is gone. Set it again if you still want it.")
    access = turn.access
    slots = facts.told(connection, set_up, access, zone_named(access.person.timezone), turn.as_of)
    said = [Statement("follow_up.added", slots)]
    if set_up.partner_id and access.may_see(set_up.partner_id):
        about = partner_fact(connection, set_up.partner_id, turn.as_of)
        said.append(Statement("form.about", {"partner": about}, follows=True))
    return Findings(tuple(said))


def _review(connection: Connection, change: Change, _: Turn, __: Office) -> Findings:
    """How many moves were accepted, and each override with its reason."""
    made = [from_json(one) for one in change.payload["put"]]
    review_on = date.fromisoformat(change.payload["review_on"])
    accepted = [one for one in made if one.decision is Decided.ACCEPTED]
    said = [statement for one in made if one not in accepted for statement in _override(connection, one)]
    if len(accepted) == 1:
        slots = _of_one(connection, accepted[0], TIER)
        said.insert(0, Statement("review.accepted_one", slots))
    elif accepted:
        count = Fact(kinds.DECIDED, None, len(accepted), review_on, subject="accepted")
        until = Fact(kinds.UNTIL, None, review_on, review_on)
        said.insert(0, Statement("review.accepted_many", {"count": count, "until": until}))
    return Findings(tuple(said))


def _override(connection: Connection, one: Decision) -> tuple[Statement, Statement]:
    words = _quoted(
        f"review:{one.partner_id}:{one.review_on}",
        one.reason,
        one.decided_by,
        one.decided_at.date(),
        one.partner_id,
    )
    because = Statement("review.because", {"words": words})
    return Statement("review.overridden", _of_one(connection, one, kinds.HELD)), because


def _of_one(connection: Connection, one: Decision, kind: Kind) -> Slots:
    return {
        "partner": partner_fact(connection, one.partner_id, one.review_on),
        "tier": Fact(kind, one.partner_id, f"tier.{one.tier}", one.review_on),
    }


def _quoted(note_id: str, text: str, author: str, day: date, partner_id: str) -> Quote:
    return Quote(
        note_id=note_id,
        partner_id=partner_id,
        start=0,
        end=len(text),
        text=text,
        author=author,
        written_on=day,
        audience=Audience.INTERNAL,
    )


_TELLING: Final[Mapping[str, Callable[[Connection, Change, Turn, Office], Findings]]] = {
    "log_note": _note,
    "snooze": _snooze,
    "digest_settings": _digest,
    "follow_ups": _follow_up,
    "review_decision": _review,
}
"""By the kind of change."""
