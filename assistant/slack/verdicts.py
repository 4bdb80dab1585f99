"""Buttons under an answer that say whether it was a good one; after a bad one we ask what was meant."""

from __future__ import annotations

import re
from typing import Final

from slack_bolt import App

from assistant.slack import notices
from assistant.slack.answers import VERDICT
from assistant.slack.answers.opening import ANSWER
from assistant.slack.channels.placing import beside
from assistant.slack.clicks import Click, elements_of, on_click, posted_message
from assistant.slack.intake import Intake
from knowledge import feedback
from knowledge.feedback import Feedback, FeedbackKind
from knowledge.outbox import OutboxMessage
from knowledge.people import Person
from knowledge.threads import get_question

_BUTTONS: Final = ("positive_button", "negative_button")


def register(app: App, intake: Intake) -> None:
    """Listen to these buttons."""
    app.action(VERDICT)(on_click(intake, _judge))
    app.action(re.compile(rf"^{VERDICT}_(good|bad)$"))(on_click(intake, _judge))  # where thumbs are refused


def _judge(intake: Intake, click: Click) -> None:
    """Keep the verdict of whoever asked the question; anybody else is told that theirs is none.

    The same verdict once more says nothing new, and neither does a forged one.
    """
    message = posted_message(intake.desk.engine, click)
    if message is None or click.value not in _offered(message):
        return
    question_id, verdict = message.outbox_id.removesuffix(ANSWER), FeedbackKind(click.value)
    one = Feedback(question_id, click.person.email, verdict, intake.desk.now())
    if not _is_asker(intake, question_id, click.person):
        intake.postman.whisper(click.channel, click.user_id, notices.notice(notices.NOT_YOURS_TO_JUDGE))
        return
    with intake.desk.engine.begin() as connection:
        new = feedback.give(connection, one)
        known = feedback.kinds_of(connection, question_id, click.person.email)
    if not new or FeedbackKind.CORRECTION in known:
        return
    if verdict is FeedbackKind.GOOD:
        intake.workflows.thank(question_id, click.channel, click.user_id)
    else:
        root = message.thread_ts or click.message_ts
        place = beside(intake.errands.audience, click.channel, root, click.user_id)
        intake.say(f"{question_id}:meant", place.channel, notices.WHAT_WAS_MEANT, place.thread_ts)


def _is_asker(intake: Intake, question_id: str, person: Person) -> bool:
    with intake.desk.engine.connect() as connection:
        question = get_question(connection, question_id)
    return question is not None and question.asker_email == person.email


def _offered(message: OutboxMessage) -> set[str]:
    """The values of the buttons as we posted them; empty when there are none."""
    offered = set[str]()
    for element in elements_of(message.payload):
        if element.get("action_id") == VERDICT:
            offered |= {str(element[name]["value"]) for name in _BUTTONS}
        elif str(element.get("action_id")).startswith(f"{VERDICT}_"):
            offered.add(str(element["value"]))
    return offered
