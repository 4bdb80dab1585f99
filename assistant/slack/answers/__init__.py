"""Answers as blocks: what they show, what can be done next, and what opens from them."""

from assistant.slack.answers.asked import asked_message, asker_of
from assistant.slack.answers.layout import (
    VERDICT,
    after_prose,
    answer_message,
    digest_message,
    twin_of,
    with_feedback,
)
from assistant.slack.answers.reader import NOBODY, Reader, reader_of
from assistant.slack.answers.steps import ASK, CONFIRM, DECLINE, MENU, UNDO

__all__ = [
    "ASK",
    "CONFIRM",
    "DECLINE",
    "MENU",
    "NOBODY",
    "UNDO",
    "VERDICT",
    "Reader",
    "after_prose",
    "answer_message",
    "asked_message",
    "asker_of",
    "digest_message",
    "reader_of",
    "twin_of",
    "with_feedback",
]
