"""What people make of answers: verdicts by button, corrections in words, and questions without an answer.

Only ids are kept; the words of a correction are those of the question in which it was said.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, delete, select

from knowledge.tables import feedback, questions
from knowledge.writing import in_utc, insert_once


class FeedbackKind(StrEnum):
    """What somebody's feedback is."""

    GOOD = "good"
    BAD = "bad"
    CORRECTION = "correction"  # "no, I meant Acme Ltd"
    UNANSWERED = "unanswered"


class Unanswered(StrEnum):
    """Why a question got no answer."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_YET = "not_yet"
    UNCLEAR = "unclear"
    UNKNOWN_NAME = "unknown_name"
    WHICH_PARTNER = "which_partner"
    FAILED = "failed"


_VERDICTS: Final = (FeedbackKind.GOOD, FeedbackKind.BAD)


@dataclass(frozen=True)
class Feedback:
    """One piece of feedback on one question, by whoever asked it.

    Attributes:
        reason: Why there was no answer; None for other kinds.
        said_in: The question that is the correction; None for other kinds.
        given_at: With a time zone.
    """

    question_id: str
    asker_email: str
    kind: FeedbackKind
    given_at: datetime
    reason: Unanswered | None = None
    said_in: str | None = None


def give(connection: Connection, one: Feedback) -> bool:
    """Keep the feedback, once; a person's last verdict takes the place of the one before.

    Returns:
        Whether anything changed: not if it is on file already, or the question is somebody else's.
    """
    own = and_(questions.c.question_id == one.question_id, questions.c.asker_email == one.asker_email)
    if connection.execute(select(questions.c.question_id).where(own)).first() is None:
        return False
    if one.kind in _VERDICTS:
        other = feedback.c.kind.in_([kind for kind in _VERDICTS if kind is not one.kind])
        connection.execute(delete(feedback).where(_by(one.question_id, one.asker_email), other))
    return insert_once(connection, feedback, asdict(one))


def kinds_of(connection: Connection, question_id: str, asker_email: str) -> frozenset[FeedbackKind]:
    """What feedback the asker has given on the answer."""
    query = select(feedback.c.kind).where(_by(question_id, asker_email))
    return frozenset(FeedbackKind(kind) for kind in connection.execute(query).scalars())


def all_feedback(connection: Connection) -> tuple[Feedback, ...]:
    """All feedback, oldest first."""
    order = (feedback.c.given_at, feedback.c.question_id, feedback.c.kind)
    rows = connection.execute(select(feedback).order_by(*order)).mappings()
    return tuple(_read(row) for row in rows)


def _by(question_id: str, asker_email: str) -> ColumnElement[bool]:
    return and_(feedback.c.question_id == question_id, feedback.c.asker_email == asker_email)


def _read(row: RowMapping) -> Feedback:
    return Feedback(
        question_id=row["question_id"],
        asker_email=row["asker_email"],
        kind=FeedbackKind(row["kind"]),
        given_at=in_utc(row["given_at"]),
        reason=Unanswered(row["reason"]) if row["reason"] else None,
        said_in=row["said_in"],
    )
