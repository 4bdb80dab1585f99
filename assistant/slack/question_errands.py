"""The steps of questions: answer one, apologise for one, find those that were left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import exists, select

from assistant.contract import Answer
from assistant.errors import AssistantError
from assistant.progress import UNSEEN
from assistant.rapport import Rapport
from assistant.slack import notices
from assistant.slack.answers import asked_message
from assistant.slack.channels.errands import ChannelErrands
from assistant.slack.commands.replies import Replies
from assistant.slack.desk import Desk
from assistant.slack.draft_errands import DraftErrands
from assistant.slack.installing.empty import empty_message
from assistant.slack.pane.live import Pane
from assistant.slack.posting import Postman
from assistant.turnstile import Turnstile
from knowledge import threads
from knowledge.feedback import Feedback, FeedbackKind, Unanswered, give
from knowledge.tables import outbox, questions
from knowledge.writing import in_utc


@dataclass(frozen=True)
class QuestionErrands:
    """What the workflows do about questions.

    Attributes:
        replies: Keeps answers to commands.
        channels: Keeps all others, where they may stand.
        turnstile: Lets few answers be thought about at a time.
        live: Shows how answers come about; None: nobody looks on.
    """

    desk: Desk
    postman: Postman
    drafts: DraftErrands
    replies: Replies
    channels: ChannelErrands
    turnstile: Turnstile
    rapport: Rapport | None = None
    live: Pane | None = None

    def answer(self, question_id: str, user_id: str = "") -> list[str]:
        """Answer a question and keep what is to be posted: the answer, then a card for each draft.

        `user_id` is who sees on the way how far it is; empty for nobody.
        """
        question = self._question(question_id)
        progress = self.live.follow(question, f"{question_id}:answer", user_id) if self.live else UNSEEN
        empty = None
        try:
            with self.turnstile.thinking():
                answer = self.desk.answer(question_id, progress)
        except AssistantError as error:  # its text says what to do, as when there is no data yet
            answer = Answer(text=str(error))
            empty = empty_message(self.rapport, question.asker_email, error)
        message = empty or asked_message(answer, question.asker_email, self.desk.engine, self.rapport)
        kept = self.replies.put(question, answer, message) or self.channels.put(question, answer, message)
        for shown in answer.drafts or ():
            kept.append(f"{question_id}:draft:{shown.id}")
            card = self.drafts.first_card(answer, shown)
            self.postman.put(kept[-1], question.channel, card, question.thread_ts)
        return kept

    def apologise(self, question_id: str) -> str:
        """Say that it went wrong; nobody waits for an answer that will not come."""
        question = self._question(question_id)
        kind, reason = FeedbackKind.UNANSWERED, Unanswered.FAILED
        with self.desk.engine.begin() as connection:
            give(connection, Feedback(question_id, question.asker_email, kind, self.desk.now(), reason))
        said = notices.notice(notices.FAILED)
        return self.replies.put_line(question, said) or self.channels.put_line(question, said)

    def unanswered(self, seconds: float = 0.0) -> list[str]:
        """Questions from Slack that were kept at least so long ago and got neither answer nor apology."""
        kept = questions.c.asked_at <= in_utc(self.desk.now() - timedelta(seconds=seconds))
        waiting = questions.c.answered_at.is_(None) & (questions.c.channel != "") & kept
        told = exists().where(outbox.c.outbox_id == questions.c.question_id + ":answer")
        query = select(questions.c.question_id).where(waiting, ~told)
        with self.desk.engine.connect() as connection:
            return list(connection.execute(query).scalars())

    def _question(self, question_id: str) -> threads.Question:
        with self.desk.engine.connect() as connection:
            question = threads.get_question(connection, question_id)
        if question is None:
            raise LookupError(f"there is no question {question_id!r}")
        return question
