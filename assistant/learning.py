"""What an answer teaches: that the one before it was wrong, or that there was none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from assistant.contract import Answer
from assistant.planner.asking import own_words
from assistant.planner.correcting import correction_in, only_complains
from assistant.planner.plan import Declined
from knowledge import feedback
from knowledge.feedback import Feedback, FeedbackKind, Unanswered
from knowledge.threads import Question, Turn
from prompts.words import talk
from tools.facts import Findings, Statement
from tools.spelling import fold

_REFUSALS: Final = {
    Declined.OUT_OF_SCOPE.value: Unanswered.OUT_OF_SCOPE,
    Declined.NOT_YET.value: Unanswered.NOT_YET,
    "unknown_contact": Unanswered.UNKNOWN_NAME,
    "unknown_manager": Unanswered.UNKNOWN_NAME,
    "several_contact": Unanswered.WHICH_PARTNER,
}
_ENDINGS: Final = {"failed": Unanswered.FAILED, "which_partner": Unanswered.WHICH_PARTNER}
_HALF_SENTENCE: Final = 9  # words


@dataclass(frozen=True)
class Told:
    """An answer, and what it teaches.

    Attributes:
        unanswered: Why the question has no answer; None if it has one.
        corrects: The question whose answer was wrong, as this one says; None if it says no such thing.
    """

    answer: Answer
    unanswered: Unanswered | None = None
    corrects: str | None = None


def learn(connection: Connection, question: Question, told: Told, at: datetime) -> None:
    """Keep what the answer teaches; in the transaction that keeps the answer."""
    asker = question.asker_email
    if told.unanswered:
        kind = FeedbackKind.UNANSWERED
        feedback.give(connection, Feedback(question.question_id, asker, kind, at, reason=told.unanswered))
    if told.corrects:
        kind, said_in = FeedbackKind.CORRECTION, question.question_id
        feedback.give(connection, Feedback(told.corrects, asker, kind, at, said_in=said_in))


def why_unanswered(found: Sequence[Findings]) -> Unanswered | None:
    """Why there is no answer; None when any part of it is one."""
    reasons = [_why(one) for one in found]
    return reasons[0] if reasons and all(reasons) else None


def corrected_question(connection: Connection, words: str, past: Sequence[Turn], asker: str) -> str | None:
    """The earlier question that a message corrects; None when it corrects none.

    After a bad verdict a half sentence is taken for what was meant, and so is what follows on `no` alone.

    Args:
        words: The asker's own words.
        past: The asker's earlier questions in the thread, oldest first.
        asker: E-mail address.
    """
    answered = [turn for turn in past if not only_complains(own_words(turn.text))]
    if not answered or only_complains(words) or talk("greeting").match(fold(words)):
        return None
    question_id = answered[-1].question_id
    if correction_in(words) or answered[-1] is not past[-1]:
        return question_id
    half = len(words.split()) <= _HALF_SENTENCE and not words.endswith("?")
    doubted = half and FeedbackKind.BAD in feedback.kinds_of(connection, question_id, asker)
    return question_id if doubted else None


def _why(found: Findings) -> Unanswered | None:
    if found.clarify:
        return Unanswered.WHICH_PARTNER
    if found.unknown is not None:
        return Unanswered.UNKNOWN_NAME
    if found.refuse:
        return _REFUSALS.get(found.refuse)
    return _of_statement(found.statements[0]) if found.statements else None


def _of_statement(said: Statement) -> Unanswered | None:
    if said.key.startswith("answer.unclear"):
        return Unanswered.UNCLEAR
    return _ENDINGS.get(said.key.rpartition(".")[2])
