"""`digest_settings`: what the weekly digest does for the asker, and changes to it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from assistant.toolbox.arguments import DigestSettings as Wanted
from assistant.toolbox.changing import request
from assistant.toolbox.naming import partner_fact, partner_facts
from assistant.toolbox.snoozing import asleep
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change
from knowledge.digests import DigestSettings, settings_of
from prompts.intents import asks_for
from tools.attention import Lane
from tools.facts import Fact, Findings, Kind, Statement, Unit

WEEKDAY: Final = Kind("digest.weekday", Unit.LABEL, "day of the digest")
HOUR: Final = Kind("digest.hour", Unit.LABEL, "hour of the digest")
TIMEZONE: Final = Kind("digest.timezone", Unit.NAME, "time zone")
ITEMS: Final = Kind("digest.items", Unit.COUNT, "most partners in the digest")
PAUSED_UNTIL: Final = Kind("digest.paused_until", Unit.DATE, "no digest before")

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FOREVER: Final = date(9999, 12, 31)


def digest_settings(arguments: Wanted, turn: Turn, office: Office) -> Findings:
    """Show or change the asker's own digest."""
    person = turn.access.person
    if arguments.action == "why":
        return _why(arguments, turn, office)
    with office.engine.begin() as connection:
        now_set = settings_of(connection, person)
        wanted = _wanted(arguments, now_set)
        if not wanted:
            return Findings(_shown(connection, now_set, turn))
        change = Change(
            change_id=f"change:{turn.question_id}:digest",
            kind="digest_settings",
            actor_email=person.email,
            thread_id=turn.thread_id,
            payload=wanted,
            changed_at=office.now(),
        )
        outcome = request(connection, change, person, asked_in_words=asks_for("digest_settings", turn.words))
        if outcome.done:
            said = (Statement("digest.changed"), *_shown(connection, settings_of(connection, person), turn))
            return Findings(said, undo=outcome.change_id)
    return Findings((Statement("digest.confirm"),), pending=outcome.change_id)


def _wanted(arguments: Wanted, now_set: DigestSettings) -> dict[str, Any]:
    """The settings to change, in JSON; empty when nothing is to change."""
    muted = set(now_set.muted_partner_ids)
    match arguments.action:
        case "set":
            given = arguments.model_dump(include={"weekday", "hour", "items"}, exclude_none=True)
            return {name: value for name, value in given.items() if value != asdict(now_set)[name]}
        case "pause":
            return {"paused_until": (arguments.paused_until or _FOREVER).isoformat()}
        case "resume":
            return {"paused_until": None}
        case "mute" if arguments.partner:
            return {"muted_partner_ids": sorted(muted | {arguments.partner})}
        case "unmute" if arguments.partner:
            return {"muted_partner_ids": sorted(muted - {arguments.partner})}
        case _:
            return {}


def _shown(connection: Connection, settings: DigestSettings, turn: Turn) -> tuple[Statement, ...]:
    def fact(kind: Kind, value: Any) -> Fact:  # noqa: ANN401 -- as wide as a fact's value
        return Fact(kind, None, value, turn.as_of)

    when = {
        "weekday": fact(WEEKDAY, f"weekday.{_DAYS[settings.weekday]}"),
        "hour": fact(HOUR, f"{settings.hour:02d}:00"),
        "timezone": fact(TIMEZONE, settings.timezone),
        "items": fact(ITEMS, settings.items),
    }
    said = [Statement("digest.settings", when)]
    if settings.paused_until == _FOREVER:
        said = [Statement("digest.paused")]
    elif settings.paused_until and settings.paused_until > turn.as_of:
        said.append(Statement("digest.paused_until", {"day": fact(PAUSED_UNTIL, settings.paused_until)}))
    visible = filter(turn.access.may_see, settings.muted_partner_ids)
    muted = partner_facts(connection, visible, turn.as_of)
    said += [Statement("digest.muted", {"partner": partner}) for partner in muted.values()]
    return tuple(said)


def _why(arguments: Wanted, turn: Turn, office: Office) -> Findings:
    """Why a partner is in the digest: its item as it stands now."""
    standing = office.standings.at(turn.as_of)
    if arguments.partner is None:
        return Findings((Statement("digest.which"),))
    with office.engine.connect() as connection:
        slots = {"partner": partner_fact(connection, arguments.partner, turn.as_of)}
    if arguments.partner in asleep(turn, office):
        return Findings((Statement("digest.snoozed", slots),))
    item = standing.attention.item(arguments.partner)
    if item is None or item.lane is Lane.PART_WAYS:
        return Findings((Statement("digest.not_in", slots),))
    return Findings((Statement("digest.because", slots), *item.reasons))
