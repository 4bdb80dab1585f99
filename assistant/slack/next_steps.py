"""Buttons under an answer: ask something next, confirm a change, drop it, take it back."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Any, Final

from slack_bolt import App

from assistant.contract import Answer
from assistant.errors import AssistantError
from assistant.slack.answers import ASK, CONFIRM, DECLINE, MENU, UNDO, answer_message
from assistant.slack.answers.steps import ASKS, Step
from assistant.slack.channels.placing import beside
from assistant.slack.clicks import Click, on_click, posted_message, posted_value
from assistant.slack.intake import Intake
from assistant.slack.partner_questions import Place, ask_about, put_question
from knowledge.changes import ChangeState, get_change
from knowledge.people import Person

_WANTED: Final = {
    CONFIRM: ChangeState.DONE,
    DECLINE: ChangeState.DECLINED,
    UNDO: ChangeState.UNDONE,
}


def register(app: App, intake: Intake) -> None:
    """Listen to these buttons and menus."""
    app.action(re.compile(rf"^{ASK}_\d+$"))(on_click(intake, _ask))
    app.action(re.compile(rf"^{MENU}_\d+$"), matchers=[_asks])(on_click(intake, _ask_about))
    app.action(CONFIRM)(on_click(intake, _confirm))
    app.action(DECLINE)(on_click(intake, _decline))
    app.action(UNDO)(on_click(intake, _undo))


def _asks(action: dict[str, Any]) -> bool:
    """Whether a question was picked in a partner's menu; the menu holds forms too."""
    return str(action.get("selected_option", {}).get("value", "")).partition(":")[0] in set(Step)


def _confirm(intake: Intake, click: Click) -> None:
    _change(intake, click, intake.desk.confirm)


def _decline(intake: Intake, click: Click) -> None:
    _change(intake, click, intake.desk.decline)


def _undo(intake: Intake, click: Click) -> None:
    _change(intake, click, intake.desk.undo)


def _ask(intake: Intake, click: Click) -> None:
    """The words as we posted them."""
    if words := posted_value(intake, click):
        put_question(intake, click.person, words, _place(intake, click, click.action_id.rpartition("_")[2]))


def _ask_about(intake: Intake, click: Click) -> None:
    """What was picked in the menu of a partner's row."""
    chosen, rapport = posted_value(intake, click), intake.errands.rapport
    if chosen is None or rapport is None:
        return
    step, _, partner_id = chosen.partition(":")
    place = _place(intake, click, f"{step}-{click.action_id.rpartition('_')[2]}")
    try:
        ask_about(intake, rapport, click.person, ASKS[Step(step)], partner_id, place)
    except AssistantError as error:
        intake.say(f"no-question:{place.cause}", place.answer_in, str(error), place.thread_ts)


def _place(intake: Intake, click: Click, number: str) -> Place:
    """In a direct message the answer goes to the thread in which the button is, else to the asker alone.

    A second click asks nothing new, unless it is somebody else's: in a channel, anybody can click.
    """
    in_dm = click.channel.startswith("D")
    posted = posted_message(intake.desk.engine, click)
    cause = f"{click.channel}:{click.message_ts}-{number}"
    return Place(
        cause=cause if in_dm else f"{cause}-{click.user_id}",
        user_id=click.user_id,
        team_id=click.team_id,
        answer_in=click.channel if in_dm else click.user_id,
        thread_id=intake.conversation(click.channel, click.message_ts, click.channel),
        thread_ts=posted.thread_ts if posted and in_dm else "",
    )


def _change(intake: Intake, click: Click, decide: Callable[[str, Person], Answer]) -> None:
    change_id = posted_value(intake, click)
    if change_id is None:
        return
    posted = posted_message(intake.desk.engine, click)
    thread_ts = posted.thread_ts if posted else ""
    try:
        answer = decide(change_id, click.person)
    except AssistantError as error:
        answer = Answer(text=str(error))
    outbox_id = f"{click.action_id}:{change_id}:{click.person.email}"  # in a channel, anybody can click
    if not _is_decided(intake, change_id, click.action_id):  # what is refused now can be granted later
        outbox_id += f":{blake2b(answer.text.encode(), digest_size=8).hexdigest()}"
    place = beside(intake.errands.audience, click.channel, thread_ts, click.user_id)
    if place.channel != click.channel:
        outbox_id += ":alone"
    intake.postman.put(outbox_id, place.channel, answer_message(answer), place.thread_ts)
    intake.workflows.post(outbox_id)


def _is_decided(intake: Intake, change_id: str, action_id: str) -> bool:
    """Whether the change stands as that button wants it."""
    with intake.desk.engine.connect() as connection:
        change = get_change(connection, change_id)
    return change is not None and change.state is _WANTED[action_id]
