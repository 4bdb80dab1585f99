"""Buttons under an answer: ask a suggested question, confirm a change, take it back."""

from __future__ import annotations

import re
from collections.abc import Callable

from slack_bolt import App

from assistant.contract import Answer
from assistant.errors import AssistantError
from assistant.slack.answers import ASK, CONFIRM, UNDO, answer_message
from assistant.slack.clicks import Click, on_click, posted_value
from assistant.slack.intake import Asked, Intake
from knowledge.people import Person


def register(app: App, intake: Intake) -> None:
    """Listen to these buttons."""
    app.action(re.compile(rf"^{ASK}_\d+$"))(on_click(intake, _ask))
    app.action(CONFIRM)(on_click(intake, _confirm))
    app.action(UNDO)(on_click(intake, _undo))


def _confirm(intake: Intake, click: Click) -> None:
    _change(intake, click, intake.desk.confirm)


def _undo(intake: Intake, click: Click) -> None:
    _change(intake, click, intake.desk.undo)


def _ask(intake: Intake, click: Click) -> None:
    """The suggestion as we posted it, as if the person had typed it; a second click asks nothing new."""
    words = posted_value(intake, click)
    if words is None:
        return
    number = click.action_id.rpartition("_")[2]
    in_dm = click.channel.startswith("D")
    asked = Asked(
        place=f"{click.channel}:{click.message_ts}-{number}",
        user_id=click.user_id,
        team_id=click.team_id,
        text=words,
        answer_in=click.channel if in_dm else click.user_id,
        thread_ts="",
        thread_id=intake.conversation(click.channel, click.message_ts, click.channel),
    )
    intake.keep(asked, click.person)


def _change(intake: Intake, click: Click, decide: Callable[[str, Person], Answer]) -> None:
    change_id = posted_value(intake, click)
    if change_id is None:
        return
    outbox_id = f"{click.action_id}:{change_id}"
    try:
        answer = decide(change_id, click.person)
    except AssistantError as error:
        intake.say(outbox_id, click.channel, str(error))
        return
    intake.postman.put(outbox_id, click.channel, answer_message(answer))
    intake.workflows.post(outbox_id)
