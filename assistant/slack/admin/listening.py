"""What opens the rooms of leads and admins, and what each does when its form is sent off."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPException
from typing import Any, Final

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from assistant.errors import AssistantError, NotAllowed
from assistant.slack.admin import acts, views
from assistant.slack.admin.log_view import OLDER, SWITCH, page_of
from assistant.slack.admin.reading import Reading
from assistant.slack.admin.views import Room
from assistant.slack.blocks import Option
from assistant.slack.forms.opening import BUSY, Who, show
from assistant.slack.forms.submitting import on_submit
from assistant.slack.forms.views import closing
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from assistant.slack.notices import LOOKUP_FAILED
from assistant.slack.outgoing import Block
from knowledge.errors import DatabaseError
from knowledge.people import Person

Press = Callable[[Intake, Reading, Person, str], None]
"""What a button within a room does with what it carries."""

_TITLE: Final = "Rapport"
_PEOPLE_FIELDS: Final = ("absent", "covering", "owner", "to", "who")


def register(app: App, intake: Intake) -> None:
    """Listen to the rooms, their fields and their buttons."""
    for room in Room:
        app.action(room)(partial(_open, intake, room))
    for field in _PEOPLE_FIELDS:
        app.options(field)(partial(_people, intake))
    on_submit(app, Room.COVER, intake, acts.cover)
    on_submit(app, Room.ASSIGN, intake, acts.assign)
    on_submit(app, Room.ROLE, intake, acts.give_role)
    on_submit(app, Room.CHANNELS, intake, acts.register_channel)
    app.action(re.compile(rf"^{views.END_COVER}_\d+$"))(_pressed(intake, Room.COVER, acts.end_cover))
    app.action(re.compile(rf"^{views.DROP_CHANNEL}_\d+$"))(_pressed(intake, Room.CHANNELS, acts.drop_channel))
    for action_id in (OLDER, SWITCH):
        app.action(action_id)(partial(_turn_log, intake))


def open_room(intake: Intake, room: Room, who: Who) -> None:
    """Open one of the rooms, or say why it stays closed."""
    reading = Reading.of(intake)
    if reading is not None:
        show(intake, who, lambda _, person: _view(reading, room, person))


def _open(intake: Intake, room: Room, ack: Ack, body: dict[str, Any]) -> None:
    open_room(intake, room, Who.of(body))
    ack()


def _view(reading: Reading, room: Room, person: Person) -> Block:
    if room not in views.rooms(person.role):
        raise NotAllowed("This is for leads and admins. Ask one of them.")
    return reading.view(room, person)


def _people(intake: Intake, ack: Ack, body: dict[str, Any]) -> None:
    """Colleagues to pick from; nobody for those who are not served."""
    reading, user = Reading.of(intake), body["user"]
    found: list[Option] = []
    try:
        intake.members.person(user["id"], user.get("team_id", ""))
        found = reading.colleagues(str(body.get("value") or "")) if reading else []
    except (RefusedError, LookupFailedError, DatabaseError):
        pass  # an empty list; whoever submits is told more
    ack(options=[one.block() for one in found])


def _pressed(intake: Intake, room: Room, act: Press) -> Callable[..., None]:
    """A button within a room: it acts, and the room shows how things stand then."""

    def listener(ack: Ack, body: dict[str, Any]) -> None:
        reading, value = Reading.of(intake), body["actions"][0].get("value", "")
        if reading is not None and body.get("view", {}).get("callback_id") == room:

            def acted(person: Person) -> Block:
                act(intake, reading, person, value)
                return _view(reading, room, person)

            _shown_again(intake, body, acted)
        ack()

    return listener


def _turn_log(intake: Intake, ack: Ack, body: dict[str, Any]) -> None:
    reading, page = Reading.of(intake), page_of(str(body["actions"][0].get("value", "")))
    if reading is not None and page is not None and body.get("view", {}).get("callback_id") == Room.LOG:
        _shown_again(intake, body, lambda person: reading.log(person, page))
    ack()


def _shown_again(intake: Intake, body: dict[str, Any], make: Callable[[Person], Block]) -> None:
    user = body["user"]
    try:
        view = make(intake.members.person(user["id"], user.get("team_id", "")))
    except RefusedError:
        return
    except LookupFailedError:
        view = closing(_TITLE, LOOKUP_FAILED)
    except AssistantError as error:
        view = closing(_TITLE, str(error))
    except DatabaseError:
        view = closing(_TITLE, BUSY)
    with suppress(SlackApiError, OSError, HTTPException):  # it was closed meanwhile
        intake.quick.views_update(view_id=body["view"]["id"], view=view)
