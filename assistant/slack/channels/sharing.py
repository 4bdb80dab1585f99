"""The button "Share here" under a private answer."""

from __future__ import annotations

from itertools import count

from slack_bolt import App
from sqlalchemy import Connection

from assistant.slack.channels.errands import shared_id
from assistant.slack.channels.shared_answers import SHARE
from assistant.slack.clicks import Click, on_click, posted_value
from assistant.slack.intake import Intake
from knowledge.outbox import get_message
from knowledge.threads import get_question


def register(app: App, intake: Intake) -> None:
    """Listen to the button."""
    app.action(SHARE)(on_click(intake, _share))


def _share(intake: Intake, click: Click) -> None:
    """Share the asker's own answer, once; a try that was refused may be made again."""
    question_id = posted_value(intake, click)
    if question_id is None:
        return
    with intake.desk.engine.connect() as connection:
        question = get_question(connection, question_id)
        attempt = _attempt(connection, question_id)
    if question is not None and question.asker_email == click.person.email:
        intake.workflows.run(attempt, "channels.share", question_id, attempt)


def _attempt(connection: Connection, question_id: str) -> str:
    """The id of this try, the same for clicks at the same time: one more after each that was refused."""
    if get_message(connection, shared_id(question_id)) is not None:
        return f"{shared_id(question_id)}:0"
    tries = (f"{shared_id(question_id)}:{number}" for number in count())
    return next(one for one in tries if get_message(connection, one) is None)
