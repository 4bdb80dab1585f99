"""The button "Share here" under a private answer."""

from __future__ import annotations

from slack_bolt import App
from sqlalchemy import Connection

from assistant.slack.channels.errands import attempts, is_shared, shared_id
from assistant.slack.channels.shared_answers import SHARE
from assistant.slack.clicks import Click, on_click, posted_value
from assistant.slack.intake import Intake
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
    copy_id = shared_id(question_id)
    number = 0 if is_shared(connection, question_id) else attempts(connection, copy_id)
    return f"{copy_id}:{number}"
