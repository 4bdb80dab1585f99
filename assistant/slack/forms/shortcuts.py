"""Shortcuts: keep somebody's message as a note, be briefed on a partner, ask what if."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http.client import HTTPException
from typing import Any, Final

from slack_bolt import Ack, App
from slack_sdk.errors import SlackApiError

from assistant.errors import AssistantError
from assistant.figures import day_of
from assistant.forms import Forms
from assistant.forms.guessing import Seen
from assistant.slack import limits
from assistant.slack.forms import views
from assistant.slack.forms.kept import Kept
from assistant.slack.forms.opening import Who, open_form, show, writes
from assistant.slack.forms.views import Form
from assistant.slack.intake import Intake
from assistant.slack.members import LookupFailedError, RefusedError
from assistant.slack.outgoing import Block
from assistant.slack.wording import typed
from knowledge.held_messages import HeldMessage, hold, let_go
from knowledge.people import Person, person_by_slack_id
from tools.time_zones import day_in

SAVE_AS_NOTE: Final = "save_as_note"
OPENING: Final = {"brief_me": Form.BRIEF, "what_if": Form.WHAT_IF}
"""Global shortcuts, and the form that each opens."""


def register(app: App, intake: Intake) -> None:
    """Listen to the shortcuts, and to a form that is closed."""

    @app.message_shortcut(SAVE_AS_NOTE)
    def save_as_note(ack: Ack, body: dict[str, Any]) -> None:
        show(intake, Who.of(body), lambda forms, person: _held_note(intake, body, forms, person))
        ack()

    for callback_id, form in OPENING.items():
        app.global_shortcut(callback_id)(partial(_open, intake, form))

    @app.view_closed(Form.HELD)
    def closed(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        _let_go(intake, body["user"], Kept.read(view["private_metadata"]))
        ack()


def _open(intake: Intake, form: Form, ack: Ack, body: dict[str, Any]) -> None:
    open_form(intake, form, Who.of(body))
    ack()


def _held_note(intake: Intake, body: dict[str, Any], forms: Forms, person: Person) -> Block:
    """The message, held, and whom it seems to be about.

    Raises:
        AssistantError: The message is ours, or has no words, or the person may only read.
    """
    writes(person)
    message, channel = body["message"], body.get("channel", {})
    text = _text(intake, message)
    name, email = _author(intake, message)
    written = datetime.fromtimestamp(float(message["ts"]), UTC)
    # by Slack's clock, which may be a moment ahead of ours
    day = min(day_in(person.timezone, written), person.today(forms.office.now()))
    cause = f"message:{channel.get('id', '')}:{message['ts']}:{body['user']['id']}"
    held = HeldMessage(cause, person.email, name, day, text, forms.office.now())
    with forms.office.engine.begin() as connection:
        hold(connection, held)
    seen = Seen(text, channel.get("id", ""), channel.get("name", ""), email)
    guess = forms.guesser.partner_of(seen, person)
    partner = forms.picker.choice(person, guess) if guess else None
    return views.held_note(Kept(message_id=cause), name, day_of(day), text, partner)


def _text(intake: Intake, message: dict[str, Any]) -> str:
    """The words, without markup, as many as a note holds."""
    if message.get("user") == intake.bot_user_id:
        raise AssistantError("This is a message of mine. Choose one that somebody else has written.")
    with intake.desk.engine.connect() as connection:

        def name_of(user_id: str) -> str:
            known = person_by_slack_id(connection, user_id)
            return known.name if known else ""

        text = typed(str(message.get("text") or ""), intake.bot_user_id, name_of)
    if not text:
        raise AssistantError("There are no words in this message that I could keep. Log a note instead.")
    return text[: limits.INPUT]


def _author(intake: Intake, message: dict[str, Any]) -> tuple[str, str]:
    """Who wrote it, and the address if it is known; an app's name says that it is one."""
    user_id = str(message.get("user") or "")
    if not user_id or message.get("bot_id"):
        named = message.get("username") or message.get("bot_profile", {}).get("name") or "An app"
        return f"{named} (app)", ""
    with intake.desk.engine.connect() as connection:
        known = person_by_slack_id(connection, user_id)
    if known is not None:
        return known.name, known.email
    try:
        found = intake.quick.users_info(user=user_id)["user"]
    except (SlackApiError, OSError, HTTPException):
        return f"Slack user {user_id}", ""
    profile = found.get("profile", {})
    return found.get("real_name") or profile.get("real_name") or found.get("name") or user_id, str(
        profile.get("email") or ""
    )


def _let_go(intake: Intake, user: dict[str, Any], kept: Kept | None) -> None:
    try:
        person = intake.members.person(user["id"], user.get("team_id", ""))
    except (RefusedError, LookupFailedError):
        return
    if kept is not None and kept.message_id:
        with intake.desk.engine.begin() as connection:
            let_go(connection, kept.message_id, person.email)
