"""What people do in their Home: open it, turn its pages, and ask for what stands at a partner's side."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Final

from slack_bolt import Ack, App

from assistant.errors import AssistantError
from assistant.follow_ups import Kept
from assistant.home import HomeState, Part
from assistant.planner.moment_meant import MORNING, in_zone
from assistant.rapport import Rapport
from assistant.slack.follow_ups.reminder import Pointer
from assistant.slack.home.asking import act_on
from assistant.slack.home.clicking import HomeClick, read_home_click
from assistant.slack.home.errands import LOOKED_AT
from assistant.slack.home.lists import DONE, DRAFT, FOLLOW, ITEM, TOMORROW
from assistant.slack.home.pieces import PAGE
from assistant.slack.home.refreshing import Refresher, actor_of
from assistant.slack.home.view import MINE, TEAM, UNDO
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from knowledge import homes
from knowledge.homes import OpenedHome
from knowledge.people import Person
from tools.time_zones import zone_named

_DIGITS: Final = 6


def register(app: App, intake: Intake) -> None:
    """Listen to the Home; without the application behind it there is none."""
    rapport = intake.errands.rapport
    if rapport is None:
        return
    app.event("app_home_opened", matchers=[_is_home])(_opening(intake, rapport))
    for pattern, act in (
        (re.compile(rf"^{PAGE}_[a-z_]+$"), _turn),
        (MINE, _whose),
        (TEAM, _whose),
        (re.compile(rf"^{DRAFT}_\d$"), _open_draft),
        (re.compile(rf"^{DONE}_\d$"), _done),
        (re.compile(rf"^{TOMORROW}_\d$"), _tomorrow),
        (re.compile(rf"^{FOLLOW}_\d$"), _follow),
        (UNDO, _undo),
        (re.compile(rf"^{ITEM}_\d$"), act_on),
    ):
        app.action(pattern)(_on_click(intake, rapport, act))
    refresher = Refresher(lambda user_id: _look(intake, rapport, user_id))

    intake.at_stop.append(refresher.stop)

    def watch(body: dict[str, Any], next_: Callable[[], None]) -> None:
        next_()
        if user_id := actor_of(body):
            refresher.deed_of(user_id)

    app.use(watch)


def _is_home(event: dict[str, Any]) -> bool:
    return event.get("tab") == "home"


def _opening(intake: Intake, rapport: Rapport) -> Callable[..., None]:
    def listener(ack: Ack, event: dict[str, Any], body: dict[str, Any]) -> None:
        user_id = event["user"]
        try:
            person = intake.members.person(user_id, body.get("team_id", ""))
        except (RefusedError, LookupFailedError):
            person = None
        moment = event.get("event_ts", "")
        if person:
            _keep(rapport, person, user_id, moment, lambda state: state.of(team=state.team))
        intake.workflows.run(f"home:{user_id}:{moment or body.get('event_id', '')}", "home.show", user_id)
        ack()

    return listener


def _on_click(
    intake: Intake, rapport: Rapport, act: Callable[[Intake, Rapport, HomeClick], None]
) -> Callable[..., None]:
    """A listener that acts on clicks in a Home by people who are served, and acknowledges all."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        if click := read_home_click(intake, body):
            act(intake, rapport, click)
        ack()

    return listener


def _turn(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    part, _, page = click.value.partition(":")
    if part in set(Part) and page.isdecimal() and len(page) < _DIGITS:
        _leave(intake, rapport, click, click.state.turned(Part(part), int(page)))


def _whose(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    _leave(intake, rapport, click, click.state.of(team=click.action_id == TEAM))


def _open_draft(intake: Intake, _rapport: Rapport, click: HomeClick) -> None:
    ids = (click.person.email, click.value, click.user_id, click.cause)
    intake.workflows.run(f"homecard:{click.user_id}:{click.cause}", "home.card", *ids)


def _done(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    _change(
        intake,
        rapport,
        click,
        lambda seen: rapport.follow_ups.complete(seen.follow_up_id, seen.version, click.person),
    )


def _tomorrow(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    person, until = click.person, _tomorrow_morning(rapport, click.person)
    _change(
        intake,
        rapport,
        click,
        lambda seen: rapport.follow_ups.postpone(seen.follow_up_id, seen.version, person, until),
    )


def _follow(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    """Remind of a promise tomorrow; what is forged or was done already changes nothing."""
    partner_id, _, promise = click.value.partition("|")
    until = _tomorrow_morning(rapport, click.person)
    kept = rapport.follow_ups.follow_promise(click.person, partner_id, promise, until)
    _leave(intake, rapport, click, click.state.with_undo(kept.undo if kept else ""))


def _tomorrow_morning(rapport: Rapport, person: Person) -> datetime:
    day = person.today(rapport.now()) + timedelta(days=1)
    return in_zone(day, MORNING, zone_named(person.timezone))


def _undo(intake: Intake, rapport: Rapport, click: HomeClick) -> None:
    with suppress(AssistantError):  # there are no partners any more
        rapport.undo(click.state.undo, click.person)
    _leave(intake, rapport, click, click.state.with_undo(""))


def _change(
    intake: Intake, rapport: Rapport, click: HomeClick, make: Callable[[Pointer], Kept | None]
) -> None:
    """Make it, and offer to take it back; what is stale or somebody else's changes nothing."""
    seen = Pointer.read(click.value)
    try:
        kept = make(seen) if seen else None
    except AssistantError:
        kept = None
    _leave(intake, rapport, click, click.state.with_undo(kept.undo if kept else ""))


def _leave(intake: Intake, rapport: Rapport, click: HomeClick, state: HomeState) -> None:
    """Keep how the Home stands now, and show it so."""
    _keep(rapport, click.person, click.user_id, click.moment, lambda _: state)
    intake.workflows.run(f"home:{click.user_id}:{click.cause}", "home.show", click.user_id)


def _keep(
    rapport: Rapport, person: Person, user_id: str, moment: str, change: Callable[[HomeState], HomeState]
) -> None:
    """Keep how the Home was left, unless something later left it otherwise: Slack's deliveries overtake."""
    with rapport.engine.begin() as connection:
        kept = homes.home_to_change(connection, person.email)
        state = HomeState.read(kept.state if kept else "")
        left_at = kept.left_at if kept else ""
        if moment >= left_at:
            state, left_at = change(state), moment
        home = OpenedHome(person.email, user_id, rapport.now(), state.model_dump_json(), left_at)
        homes.keep_home(connection, home)


def _look(intake: Intake, rapport: Rapport, user_id: str) -> None:
    """Show the Home of a user again if it is open and would look different now."""
    home_errands = intake.errands.home
    try:
        person = intake.members.person(user_id)
    except (RefusedError, LookupFailedError):
        return
    with rapport.engine.connect() as connection:
        kept = homes.opened_home(connection, person.email)
    if home_errands is None or kept is None or rapport.now() - kept.opened_at > LOOKED_AT:
        return
    if due := home_errands.refreshed(person.email):
        workflow_id, errand, ids = due
        intake.workflows.run(workflow_id, errand, *ids)
