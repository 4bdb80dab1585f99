"""Every way in converges here: who is it, keep the question, start its workflow."""

from __future__ import annotations

from dataclasses import dataclass

from slack_sdk import WebClient
from sqlalchemy import Connection

from assistant.slack.desk import Desk
from assistant.slack.errands import Errands
from assistant.slack.members import Members, Refusal, RefusedError
from assistant.slack.notices import notice
from assistant.slack.posting import Postman
from assistant.slack.wording import typed
from assistant.workflows import Workflows
from knowledge.outbox import message_at
from knowledge.people import Person, person_by_slack_id
from knowledge.threads import Question, get_question


@dataclass(frozen=True)
class Asked:
    """A question as it came in.

    Attributes:
        place: Channel and message, or what else is unique there: `C1:1700000000.1`.
        user_id, team_id: Who asked.
        text: As Slack sent it.
        answer_in: Where the answer goes: a channel, or a user id for the direct message.
        thread_ts: The thread to answer in; empty for none.
        thread_id: The conversation that it belongs to.
        asked_in: The channel in which others read along; empty for a direct message.
    """

    place: str
    user_id: str
    team_id: str
    text: str
    answer_in: str
    thread_ts: str
    thread_id: str
    asked_in: str = ""

    @property
    def question_id(self) -> str:
        """The same for every delivery of the same message."""
        return f"answer:{self.place}"


@dataclass(frozen=True)
class Intake:
    """What listeners work with.

    Attributes:
        quick: A client with a short timeout, for what must be done before the acknowledgement.
        bot_user_id: Our own.
    """

    desk: Desk
    members: Members
    postman: Postman
    errands: Errands
    workflows: Workflows
    quick: WebClient
    bot_user_id: str

    def take(self, asked: Asked) -> None:
        """Keep a question and start its answer. An unknown colleague gets a line, others nothing.

        Raises:
            LookupFailedError: Slack did not say who it is; the event will come again.
        """
        try:
            person = self.members.person(asked.user_id, asked.team_id)
        except RefusedError as refusal:
            if refusal.reason is Refusal.UNKNOWN:
                self.workflows.tell(f"unknown:{asked.place}", asked.answer_in, "unknown_person")
            return
        self.keep(asked, person)

    def keep(self, asked: Asked, person: Person) -> None:
        """Keep the question of somebody who is served, and start its answer."""
        with self.desk.engine.connect() as connection:
            text = typed(asked.text, self.bot_user_id, lambda user_id: _name(connection, user_id))
        if not text:
            return
        self.desk.receive(
            Question(
                question_id=asked.question_id,
                thread_id=asked.thread_id,
                asker_email=person.email,
                text=text,
                asked_at=self.desk.now(),
                channel=asked.answer_in,
                thread_ts=asked.thread_ts,
            )
        )
        self.workflows.answer(asked.question_id, asked.asked_in, asked.user_id)

    def say(self, outbox_id: str, channel: str, text: str, thread_ts: str = "") -> None:
        """Post a line into a channel that is known."""
        self.postman.put(outbox_id, channel, notice(text), thread_ts)
        self.workflows.post(outbox_id)

    def conversation(self, channel: str, thread_ts: str, otherwise: str) -> str:
        """The conversation a message belongs to: a thread under an answer of ours goes on with that one."""
        if not thread_ts:
            return otherwise
        with self.desk.engine.connect() as connection:
            root = message_at(connection, channel, thread_ts)
            question = get_question(connection, ":".join(root.outbox_id.split(":")[:3])) if root else None
        return question.thread_id if question else f"{channel}:{thread_ts}"


def _name(connection: Connection, user_id: str) -> str:
    person = person_by_slack_id(connection, user_id)
    return person.name if person else ""
