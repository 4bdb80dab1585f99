"""Questions, their answers, and what may be remembered of a thread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.audit import Deed, Entry, log
from knowledge.tables import questions
from knowledge.writing import in_utc, insert_once, storable

AnswerJson: TypeAlias = dict[str, Any]
"""An answer in the shape of the contract's JSON; `assistant.contract.Answer` validates it."""


@dataclass(frozen=True)
class Question:
    """One question as it was asked.

    Attributes:
        question_id: Made from what caused it, so that a second delivery is the same question.
        text: The asker's own words.
        asked_at: With a time zone.
        channel, thread_ts: Where the answer goes; empty outside Slack.
    """

    question_id: str
    thread_id: str
    asker_email: str
    text: str
    asked_at: datetime
    channel: str = ""
    thread_ts: str = ""


@dataclass(frozen=True)
class Turn:
    """What is remembered of one earlier question: the asker's words and what was called, never the prose.

    Attributes:
        calls: Toolbox calls of the answer as `(tool, arguments)`.
        fact_ids: Facts that the answer showed.
        partner_ids: Partners that the answer showed, drafted for or offered to choose from, in that order.
        draft_ids: Drafts that the answer proposed.
        offered_ids: Partners among whom the answer asked to choose, in the order shown.
    """

    question_id: str
    text: str
    asked_at: datetime
    calls: tuple[tuple[str, dict[str, Any]], ...] = ()
    fact_ids: tuple[str, ...] = ()
    partner_ids: tuple[str, ...] = ()
    draft_ids: tuple[str, ...] = ()
    offered_ids: tuple[str, ...] = ()


def save_question(connection: Connection, question: Question) -> bool:
    """Keep the question; False if it was kept before."""
    row = asdict(replace(question, text=storable(question.text)))
    if not insert_once(connection, questions, row):
        return False
    cause = f"asked:{question.question_id}"
    log(connection, Entry(cause, question.asked_at, question.asker_email, Deed.ASKED, question.question_id))
    return True


def get_question(connection: Connection, question_id: str) -> Question | None:
    """The question with that id; None if there is none."""
    row = (
        connection.execute(select(questions).where(questions.c.question_id == question_id)).mappings().first()
    )
    return _question(row) if row else None


def texts_of(connection: Connection, question_ids: Collection[str]) -> dict[str, str]:
    """The words of these questions, by id, as far as they are still kept."""
    query = select(questions.c.question_id, questions.c.text)
    rows = connection.execute(query.where(questions.c.question_id.in_(sorted(set(question_ids)))))
    return {row.question_id: row.text for row in rows}


def save_answer(connection: Connection, question_id: str, answer: AnswerJson, at: datetime) -> bool:
    """Keep the answer unless the question has one: the first wins. Whether this one was kept."""
    unanswered = (questions.c.question_id == question_id) & questions.c.answered_at.is_(None)
    statement = update(questions).where(unanswered).values(answer=_storable(answer), answered_at=in_utc(at))
    return connection.execute(statement).rowcount == 1


def answer_of(connection: Connection, question_id: str) -> AnswerJson | None:
    """The answer that was kept; None while there is none."""
    answer: AnswerJson | None = connection.execute(
        select(questions.c.answer).where(questions.c.question_id == question_id)
    ).scalar()
    return answer


def earlier_turns(connection: Connection, question: Question, limit: int = 6) -> list[Turn]:
    """The asker's own earlier questions in this thread, oldest first, at most the last `limit`.

    What other people said or were answered in the thread is never among them.
    """
    same_thread = (questions.c.thread_id == question.thread_id) & (
        questions.c.asker_email == question.asker_email
    )
    before = (questions.c.asked_at < in_utc(question.asked_at)) & (
        questions.c.question_id != question.question_id
    )
    newest_first = (questions.c.asked_at.desc(), questions.c.question_id.desc())
    query = select(questions).where(same_thread, before).order_by(*newest_first).limit(limit)
    return [_turn(row) for row in reversed(connection.execute(query).mappings().all())]


def drafts_in_thread(connection: Connection, thread_id: str) -> list[str]:
    """Ids of the drafts that were shown in a conversation, oldest first."""
    query = select(questions.c.answer).where(questions.c.thread_id == thread_id)
    answers = connection.execute(query.order_by(questions.c.asked_at, questions.c.question_id)).scalars()
    return [draft["id"] for answer in answers if answer for draft in answer.get("drafts") or ()]


def _question(row: RowMapping) -> Question:
    fields = {name: row[name] for name in Question.__dataclass_fields__}
    return Question(**fields | {"asked_at": in_utc(row["asked_at"])})


def _turn(row: RowMapping) -> Turn:
    answer: AnswerJson = row["answer"] or {}
    return Turn(
        question_id=row["question_id"],
        text=row["text"],
        asked_at=in_utc(row["asked_at"]),
        calls=tuple((call["tool"], call.get("args", {})) for call in answer.get("calls") or ()),
        fact_ids=tuple(fact["id"] for fact in answer.get("facts") or ()),
        partner_ids=_partner_ids(answer),
        draft_ids=tuple(draft["id"] for draft in answer.get("drafts") or ()),
        offered_ids=_offered_ids(answer),
    )


def _partner_ids(answer: AnswerJson) -> tuple[str, ...]:
    shown = [part.get("partner_id") for key in ("drafts", "facts") for part in answer.get(key) or ()]
    return tuple(dict.fromkeys(partner_id for partner_id in [*shown, *_offered_ids(answer)] if partner_id))


def _offered_ids(answer: AnswerJson) -> tuple[str, ...]:
    return (*(answer.get("clarify") or ()), *(answer.get("unknown") or ()))


def _storable(value: Any) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {key: _storable(item) for key, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list | tuple) else value
