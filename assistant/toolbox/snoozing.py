"""`snooze`: a partner stays off the asker's attention list until a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.planner.dates_ahead import passed_this_year
from assistant.planner.reading import Reading
from assistant.planner.snooze_slots import names_an_end, snoozed_until
from assistant.toolbox.arguments import Snooze as Wanted
from assistant.toolbox.asked import asked_to_snooze, reading_of
from assistant.toolbox.changing import request
from assistant.toolbox.naming import partner_fact, partner_facts
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change, get_change
from knowledge.snoozes import get_snooze, snoozed_ids, snoozes_of
from tools.about import Slots
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec, Unit

UNTIL: Final = Kind("snooze.until", Unit.DATE, "snoozed until")
COUNT: Final = Kind("snooze.count", Unit.COUNT, "snoozed partners")
TODAY: Final = Kind("snooze.today", Unit.DATE, "today")
PASSED: Final = Kind("snooze.passed", Unit.DATE, "the day of this year")
LATEST: Final = Kind("snooze.latest", Unit.DATE, "latest day")
BY_DEFAULT: Final = timedelta(days=14)
LONGEST: Final = timedelta(days=2 * 365)
_COLUMNS: Final = ("partner", "snoozed until")


def snooze(arguments: Wanted, turn: Turn, office: Office) -> Findings:
    """Keep a partner off the asker's own list until a day, wake it up, or show what is snoozed."""
    if arguments.action == "show":
        return _shown(turn, office)
    if arguments.partner is None:
        return Findings((Statement("snooze.which"),))
    if not turn.access.may_write(arguments.partner):
        return Findings(refuse="not_allowed")
    with office.engine.begin() as connection:
        slots: Slots = {"partner": partner_fact(connection, arguments.partner, turn.as_of)}
        if kept := get_change(connection, _change_id(arguments, turn)):  # answered again: told as before
            return _changed(connection, kept, arguments, slots, turn)
        make = _woken if arguments.action == "wake" else _snoozed
        return make(connection, arguments, slots, turn, office)


def asleep(turn: Turn, office: Office) -> frozenset[str]:
    """The partners that the asker has snoozed now."""
    with office.engine.connect() as connection:
        return snoozed_ids(connection, turn.access.person.email, _today(turn, office))


def _snoozed(connection: Connection, arguments: Wanted, slots: Slots, turn: Turn, office: Office) -> Findings:
    """Until the day that the asker's words say from today on, whatever day a planner counted from."""
    if _ended(arguments.partner or "", turn, office):
        return Findings((Statement("snooze.ended", slots),))
    today = _today(turn, office)
    slots["today"] = Fact(TODAY, None, today, turn.as_of)
    reading = reading_of(turn, today)
    until = snoozed_until(reading) or arguments.until
    if until is None and names_an_end(reading):
        return Findings((_no_such_day(slots, today, turn),))
    until = until or today + BY_DEFAULT
    if until <= today:
        slots["until"] = Fact(UNTIL, arguments.partner, until, turn.as_of)
        return Findings((Statement("snooze.past", slots),))
    if until > today + LONGEST:
        return Findings((_no_such_day(slots, today, turn),))
    return _changed(connection, _change(arguments, turn, office, until), arguments, slots, turn)


def _woken(connection: Connection, arguments: Wanted, slots: Slots, turn: Turn, office: Office) -> Findings:
    kept = get_snooze(connection, turn.access.person.email, arguments.partner or "")
    if kept is None or kept.until <= _today(turn, office):
        return Findings((Statement("snooze.awake", slots),))
    return _changed(connection, _change(arguments, turn, office, None), arguments, slots, turn)


def _changed(connection: Connection, change: Change, arguments: Wanted, slots: Slots, turn: Turn) -> Findings:
    """Make the change if the asker's own words ask for it, else ask."""
    day = date.fromisoformat(change.payload["until"]) if change.payload["until"] else None
    said: Slots = {"partner": slots["partner"]}
    if day is not None:
        said["until"] = Fact(UNTIL, arguments.partner, day, turn.as_of)
    key = "snoozed" if day else "woken"
    reading = reading_of(turn, turn.access.person.today(change.changed_at))
    passed = passed_this_year(reading.masked, reading.as_of) if day else None
    if passed is not None:
        key, said["passed"] = "next_year", Fact(PASSED, None, passed, turn.as_of)
    understood = passed is None and (day is None or _in_words(day, reading))
    asked = understood and asked_to_snooze(arguments, turn)
    outcome = request(connection, change, turn.access.person, asked_in_words=asked)
    if outcome.done:
        return Findings((Statement(f"snooze.{'snoozed' if day else 'woken'}", said),), undo=outcome.change_id)
    return Findings((Statement(f"snooze.confirm_{key}", said),), pending=outcome.change_id)


def _in_words(day: date, reading: Reading) -> bool:
    """Whether the day is the one that the words say, if they say one."""
    return not names_an_end(reading) or snoozed_until(reading) == day


def _no_such_day(slots: Slots, today: date, turn: Turn) -> Statement:
    latest = Fact(LATEST, None, today + LONGEST, turn.as_of)
    return Statement("snooze.no_day", {**slots, "latest": latest})


def _change_id(arguments: Wanted, turn: Turn) -> str:
    return f"change:{turn.question_id}:{arguments.action}:{arguments.partner}"


def _change(arguments: Wanted, turn: Turn, office: Office, until: date | None) -> Change:
    """What to do, in JSON; without a day the partner is woken up."""
    return Change(
        change_id=_change_id(arguments, turn),
        kind="snooze",
        actor_email=turn.access.person.email,
        thread_id=turn.thread_id,
        payload={"partner_id": arguments.partner, "until": until.isoformat() if until else None},
        changed_at=office.now(),
    )


def _shown(turn: Turn, office: Office) -> Findings:
    """What the asker has snoozed until when, what comes back first on top; ended partners do not matter."""
    with office.engine.connect() as connection:
        kept = snoozes_of(connection, turn.access.person.email, _today(turn, office))
        names = partner_facts(connection, [one.partner_id for one in kept], turn.as_of)
    seen = [
        one
        for one in kept
        if one.partner_id in names
        and turn.access.may_see(one.partner_id)
        and not _ended(one.partner_id, turn, office)
    ]
    if not seen:
        return Findings((Statement("snooze.nobody"),))
    rows = tuple((names[one.partner_id], Fact(UNTIL, one.partner_id, one.until, turn.as_of)) for one in seen)
    count = Fact(COUNT, None, len(rows), turn.as_of)
    first = {"count": count, "partner": rows[0][0], "until": rows[0][1]}
    return Findings(
        (Statement("snooze.list", first),),
        table=TableSpec("snooze.title", _COLUMNS, rows),
        suggestions=(Suggestion("suggest.wake", {"partner": rows[0][0]}),),
    )


def _ended(partner_id: str, turn: Turn, office: Office) -> bool:
    status = office.standings.at(turn.as_of).portfolio.partners["status"]
    return bool(status.get(partner_id, default="") == "ended")


def _today(turn: Turn, office: Office) -> date:
    return turn.access.person.today(office.now())
