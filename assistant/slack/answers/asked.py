"""The answer to a question, as who asked it reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Engine

from assistant.contract import Answer
from assistant.slack.answers.layout import answer_message, with_feedback
from assistant.slack.answers.reader import Reader, reader_of
from assistant.slack.outgoing import Message
from knowledge.people import person_by_email

if TYPE_CHECKING:  # the application reaches into surfaces of its own
    from assistant.rapport import Rapport


def asked_message(answer: Answer, asker_email: str, engine: Engine, rapport: Rapport | None) -> Message:
    """The answer with its asker's next steps, and buttons that say whether it was a good one."""
    reader = asker_of(answer, asker_email, engine, rapport)
    return with_feedback(answer_message(answer, reader, kept=True))


def asker_of(answer: Answer, asker_email: str, engine: Engine, rapport: Rapport | None) -> Reader:
    """Who asked, as far as the layout has to know."""
    with engine.connect() as connection:
        person = person_by_email(connection, asker_email)
    return reader_of(answer, person, engine, rapport)
