"""`digest_settings`: what the weekly digest does for the asker, and changes to it."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from assistant.planner.clauses import clauses_of
from assistant.planner.dates_ahead import passed_this_year
from assistant.planner.digest_slots import about_end, digest_slots, names_pause_end, pause_ends
from assistant.planner.reading import Reading
from assistant.toolbox.arguments import DigestSettings as Wanted
from assistant.toolbox.asked import reading_of
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
TODAY: Final = Kind("digest.today", Unit.DATE, "today")
PASSED: Final = Kind("digest.passed", Unit.DATE, "the day of this year")

_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FOREVER: Final = date(9999, 12, 31)


def digest_settings(arguments: Wanted, turn: Turn, office: Office) -> Findings:
    """Show or change the asker's own digest."""
    match arguments.action:
        case "why":
            return _why(arguments, turn, office)
        case "pause":
            return _paused(arguments, turn, office)
        case _:
            return _changed(arguments, turn, office)


def _paused(arguments: Wanted, turn: Turn, office: Office) -> Findings:
    """Until the day that the asker's words say from today on, whatever day a planner counted from."""
    today = _today(turn, office)
    said = _about_pause(turn, today)
    until = pause_ends(said)
    if until is None and names_pause_end(said):
        return _no_such_day(turn, today)
    until = until or arguments.paused_until
    if until is not None and until <= today:
        return _no_such_day(turn, today)
    wanted = arguments.model_copy(update={"paused_until": until})
    return _changed(wanted, turn, office, passed_this_year(about_end(said), today))


def _about_pause(turn: Turn, today: date) -> Reading:
    """The part of the message that speaks of the pause, else all of it."""
    parts = (reading_of(replace(turn, words=part), today) for part in clauses_of(turn.words))
    pausing = (part for part in parts if digest_slots(part).get("action") == "pause")
    return next(pausing, reading_of(turn, today))


def _no_such_day(turn: Turn, today: date) -> Findings:
    return Findings((Statement("digest.no_day", {"today": Fact(TODAY, None, today, turn.as_of)}),))


def _changed(arguments: Wanted, turn: Turn, office: Office, passed: date | None = None) -> Findings:
    """Make the change, or ask first: where nobody asked for it, or where its day of this year has passed."""
    person, today = turn.access.person, _today(turn, office)
    with office.engine.begin() as connection:
        now_set = settings_of(connection, person)
        wanted = _wanted(arguments, now_set)
        if not wanted:
            return Findings(_shown(connection, now_set, turn, today))
        change = Change(
            change_id=f"change:{turn.question_id}:digest",
            kind="digest_settings",
            actor_email=person.email,
            thread_id=turn.thread_id,
            payload=wanted,
            changed_at=office.now(),
        )
        asked = passed is None and asks_for("digest_settings", turn.words)
        outcome = request(connection, change, person, asked_in_words=asked)
        if outcome.done:
            stands = settings_of(connection, person)
            said = (Statement("digest.changed"), *_shown(connection, stands, turn, today))
            return Findings(said, undo=outcome.change_id)
    return Findings((_confirm(arguments, passed, turn),), pending=outcome.change_id)


def _confirm(arguments: Wanted, passed: date | None, turn: Turn) -> Statement:
    if passed is None:
        return Statement("digest.confirm")
    day = Fact(PAUSED_UNTIL, None, arguments.paused_until or _FOREVER, turn.as_of)
    return Statement(
        "digest.confirm_next_year", {"passed": Fact(PASSED, None, passed, turn.as_of), "day": day}
    )


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


def _shown(
    connection: Connection, settings: DigestSettings, turn: Turn, today: date
) -> tuple[Statement, ...]:
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
    elif settings.paused_until and settings.paused_until > today:
        said.append(Statement("digest.paused_until", {"day": fact(PAUSED_UNTIL, settings.paused_until)}))
    visible = filter(turn.access.may_see, settings.muted_partner_ids)
    muted = partner_facts(connection, visible, turn.as_of)
    said += [Statement("digest.muted", {"partner": partner}) for partner in muted.values()]
    return tuple(said)


def _today(turn: Turn, office: Office) -> date:
    return turn.access.person.today(office.now())


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
