"""Clicks under a reminder: done, another day. Each is checked against what we posted, and done once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.errors import AssistantError
from assistant.follow_ups import FollowUps, Kept
from assistant.planner.moment_meant import MORNING, in_zone
from assistant.slack.clicks import Click, elements_of, on_click, posted_message, posted_value, read_click
from assistant.slack.follow_ups.reminder import (
    DONE,
    NEXT_WEEK,
    PICK,
    TOMORROW,
    Pointer,
    moment_words,
    outcome_message,
)
from assistant.slack.intake import Intake
from tools.time_zones import zone_named

CHANGED: Final = "This reminder has changed since. Say \u201cmy reminders\u201d to see how they stand now."
_WEEK: Final = 7


def register(app: App, intake: Intake) -> None:
    """Listen to these buttons."""
    app.action(_named(DONE))(on_click(intake, _done))
    app.action(_named(TOMORROW))(on_click(intake, _tomorrow))
    app.action(_named(NEXT_WEEK))(on_click(intake, _next_week))
    app.action(PICK)(_picked(intake))


def _named(action: str) -> re.Pattern[str]:
    return re.compile(rf"^{action}(_\d+)?$")


def _done(intake: Intake, click: Click) -> None:
    _change(intake, click, lambda own, seen: own.complete(seen.follow_up_id, seen.version, click.person))


def _tomorrow(intake: Intake, click: Click) -> None:
    today = _today(intake, click)
    _move(intake, click, posted_value(intake, click), today + timedelta(days=1))


def _next_week(intake: Intake, click: Click) -> None:
    today = _today(intake, click)
    _move(intake, click, posted_value(intake, click), today + timedelta(days=_WEEK - today.weekday()))


def _picked(intake: Intake) -> Callable[..., None]:
    """A listener to the calendar, which carries no value: which reminder it is, its message tells."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        click, day = read_click(intake, body), _day(body["actions"][0].get("selected_date"))
        if click and day:
            _move(intake, click, _shown_with(intake, click), day)
        ack()

    return listener


def _move(intake: Intake, click: Click, value: str | None, day: date) -> None:
    person, until = click.person, in_zone(day, MORNING, zone_named(click.person.timezone))
    _change(
        intake, click, lambda own, seen: own.postpone(seen.follow_up_id, seen.version, person, until), value
    )


def _change(
    intake: Intake,
    click: Click,
    change: Callable[[FollowUps, Pointer], Kept | None],
    value: str | None = None,
) -> None:
    """Make the change once; who clicks must own the reminder, and it must stand as it was shown."""
    rapport = intake.errands.rapport
    seen = Pointer.read(value or posted_value(intake, click) or "")
    if rapport is None or seen is None:
        return
    if rapport.follow_ups.get(seen.follow_up_id, click.person) is None:  # erased, or somebody else's
        intake.say(f"follow_up_gone:{click.trigger_id}", click.user_id, CHANGED)
        return
    place = f"{seen.follow_up_id}:{seen.version}"
    try:
        kept = change(rapport.follow_ups, seen)
    except AssistantError as error:
        intake.say(f"follow_up_refused:{click.trigger_id}", click.channel, str(error))
        return
    if kept is None:
        intake.say(f"follow_up_stale:{place}", click.channel, CHANGED)
        return
    outbox_id = f"follow_up_changed:{place}"
    intake.postman.put(outbox_id, click.channel, outcome_message(_said(kept, click), kept.undo))
    intake.workflows.post(outbox_id)


def _said(kept: Kept, click: Click) -> str:
    follow_up = kept.follow_up
    if not follow_up.is_pending:
        return f"Done and off your list: {follow_up.text}"
    when = moment_words(follow_up.due_at, zone_named(click.person.timezone))
    return f"I will remind you again on {when}: {follow_up.text}"


def _shown_with(intake: Intake, click: Click) -> str | None:
    """What the button beside the calendar carries, as we posted it."""
    message = posted_message(intake.desk.engine, click)
    elements = elements_of(message.payload) if message else ()
    return next((str(one["value"]) for one in elements if one.get("action_id") == DONE), None)


def _day(selected: object) -> date | None:
    try:
        return date.fromisoformat(selected) if isinstance(selected, str) else None
    except ValueError:
        return None


def _today(intake: Intake, click: Click) -> date:
    now: datetime = intake.desk.now()
    return click.person.today(now)
