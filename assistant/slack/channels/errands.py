"""Answers kept for posting where they belong, and shared where their asker wants them, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count

from sqlalchemy import Connection

from assistant.contract import Answer
from assistant.slack import notices
from assistant.slack.channels.audience import Audience, Barrier
from assistant.slack.channels.placing import Placing, private, thread_of
from assistant.slack.channels.shared_answers import (
    DRAFTS_APART,
    REFUSALS,
    SHARED,
    shared_copy,
    with_line,
    with_share,
)
from assistant.slack.desk import Desk
from assistant.slack.outgoing import Message, sealed
from assistant.slack.posting import Postman
from knowledge.audit import Deed, Entry, log
from knowledge.outbox import OutboxState, get_message, rewrite
from knowledge.people import person_by_email
from knowledge.threads import Question, answer_of, get_question


@dataclass(frozen=True)
class ChannelErrands:
    """What the workflows do about channels."""

    desk: Desk
    postman: Postman
    audience: Audience | None

    @property
    def placing(self) -> Placing:
        """Where answers stand."""
        return Placing(self.desk.engine, self.audience)

    def put(self, question: Question, answer: Answer, message: Message) -> list[str]:
        """Keep an answer for posting where it belongs, with what belongs to it there."""
        place, outbox_id = self.placing.place(question), f"{question.question_id}:answer"
        asked_in = thread_of(question)
        if place == asked_in:
            message = with_line(message, DRAFTS_APART) if answer.drafts else message
        elif asked_in is not None and self.audience is not None and not self.audience.books_apart:
            message = with_share(message, question.question_id)
        self.postman.put(outbox_id, place.channel, message, place.thread_ts)
        return [outbox_id]

    def put_line(self, question: Question, message: Message) -> str:
        """Keep a line of ours for posting where only the asker sees it."""
        place, outbox_id = private(question), f"{question.question_id}:answer"
        self.postman.put(outbox_id, place.channel, message, place.thread_ts)
        return outbox_id

    def point(self, question_id: str, channel: str, user_id: str) -> None:
        """Tell the asker alone that the answer stands elsewhere, if it does."""
        with self.desk.engine.connect() as connection:
            kept = get_message(connection, f"{question_id}:answer")
        if kept is None or kept.channel != channel:
            line = notices.notice(notices.ANSWERED_PRIVATELY)
            self.postman.whisper(channel, user_id, line)

    def share(self, question_id: str, attempt: str) -> list[str]:
        """Put a copy of an answer into the thread where it was asked; or say why not."""
        with self.desk.engine.connect() as connection:
            question, kept = get_question(connection, question_id), answer_of(connection, question_id)
            person = person_by_email(connection, question.asker_email) if question else None
            shared = is_shared(connection, question_id)
        thread = thread_of(question) if question else None
        if question is None or thread is None or person is None or kept is None:
            return []
        copy_id = shared_id(question_id)
        if not shared:
            if self._is_kept(attempt):
                return [attempt]  # it was refused; the next click is another try
            if barrier := self._outsiders(thread.channel):
                return [self._tell(attempt, question, REFUSALS[barrier])]
        message = shared_copy(Answer.model_validate(kept), person.name)
        self.postman.put(copy_id, thread.channel, message, thread.thread_ts)
        self.postman.release(copy_id, thread.channel, thread.thread_ts)  # perhaps it was held back before
        entry = Entry(copy_id, self.desk.now(), person.email, Deed.SHARED, question_id)
        with self.desk.engine.begin() as connection:
            log(connection, entry)
        return [copy_id, self._tell(attempt, question, SHARED)]

    def instead(self, outbox_id: str) -> list[str]:
        """What is posted in place of a message that outsiders would have read: ids.

        An answer goes to its asker alone. Whoever wanted a copy shared is told why it is not there.
        """
        if outbox_id.startswith(shared_id("")):
            self._take_back(outbox_id)
            return []
        with self.desk.engine.connect() as connection:
            question = get_question(connection, outbox_id.removesuffix(":answer"))
        if question is None:
            return []  # what was opened by a click: a next one opens it in private
        place = private(question)
        self.postman.release(outbox_id, place.channel, place.thread_ts)
        return [outbox_id]

    def _take_back(self, copy_id: str) -> None:
        """Say in place of "shared", which waits to be posted, what stands in the way."""
        channel = self.postman.posted(copy_id).channel
        line = REFUSALS[self._outsiders(channel) or Barrier.UNSURE]
        with self.desk.engine.begin() as connection:
            told = f"{copy_id}:{attempts(connection, copy_id) - 1}"
            rewrite(connection, told, sealed(notices.notice(line)))

    def _outsiders(self, channel: str) -> Barrier | None:
        return self.audience.outsiders(channel) if self.audience else Barrier.UNSURE

    def _tell(self, outbox_id: str, question: Question, line: str) -> str:
        place = private(question)
        self.postman.put(outbox_id, place.channel, notices.notice(line), place.thread_ts)
        return outbox_id

    def _is_kept(self, outbox_id: str) -> bool:
        with self.desk.engine.connect() as connection:
            return get_message(connection, outbox_id) is not None


def shared_id(question_id: str) -> str:
    """The id of the copy of an answer: there is one at most."""
    return f"share:{question_id}"


def is_shared(connection: Connection, question_id: str) -> bool:
    """Whether a copy stands in the channel, or is on its way there."""
    kept = get_message(connection, shared_id(question_id))
    return kept is not None and kept.state is not OutboxState.WITHHELD


def attempts(connection: Connection, copy_id: str) -> int:
    """How many tries to share it somebody was told of, or will be."""
    return next(number for number in count() if get_message(connection, f"{copy_id}:{number}") is None)
