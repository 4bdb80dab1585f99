"""Every way in converges here: who is it, keep the question, start its workflow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import TYPE_CHECKING, Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Connection

from assistant.planner.asking import own_words
from assistant.slack.desk import Desk
from assistant.slack.members import Members, Refusal, RefusedError
from assistant.slack.notices import NO_WORDS_HERE, TOO_LATE, notice
from assistant.slack.outgoing import Block
from assistant.slack.posting import Postman
from assistant.slack.wording import holds_others_words, spoken, typed
from knowledge.command_replies import CommandReply, forget_expired, keep_reply
from knowledge.outbox import message_at
from knowledge.people import Person, person_by_slack_id
from knowledge.threads import Question, get_question

if TYPE_CHECKING:  # errands reach into every feature, and every feature's listeners work with an intake
    from assistant.slack.errands import Errands
    from assistant.workflows import Workflows


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
        others_words: Whether something was forwarded or quoted with it, which nobody reads.
        files: Whether files came with it.
    """

    place: str
    user_id: str
    team_id: str
    text: str
    answer_in: str
    thread_ts: str
    thread_id: str
    asked_in: str = ""
    others_words: bool = False
    files: bool = False

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
        at_stop: What features end before the database closes.
    """

    desk: Desk
    members: Members
    postman: Postman
    errands: Errands
    workflows: Workflows
    quick: WebClient
    bot_user_id: str
    at_stop: list[Callable[[], None]] = field(default_factory=list)

    def asked(self, event: Mapping[str, Any]) -> Asked:
        """A message as a question."""
        channel, ts, thread_ts = event["channel"], event["ts"], event.get("thread_ts", "")
        in_dm = channel.startswith("D")
        return Asked(
            place=f"{channel}:{ts}",
            user_id=event["user"],
            team_id=event.get("user_team") or event.get("team", ""),
            text=spoken(event),
            answer_in=channel if in_dm else event["user"],
            thread_ts=(thread_ts or ts) if in_dm else "",  # there every message of a person begins a thread
            thread_id=self.conversation(channel, thread_ts, channel if in_dm else f"{channel}:{ts}"),
            asked_in="" if in_dm else channel,
            others_words=holds_others_words(event),
            files=bool(event.get("files")),
        )

    def take(self, asked: Asked) -> None:
        """Keep a question and start its answer. An unknown colleague gets a line, others nothing.

        Raises:
            LookupFailedError: Slack did not say who it is; the event will come again.
        """
        try:
            person = self.members.person(asked.user_id, asked.team_id)
        except RefusedError as refusal:
            self.turn_away(refusal, asked.user_id, asked.answer_in)
            return
        if not self.keep(asked, person):
            self._nothing_said(asked)

    def turn_away(self, refusal: RefusedError, user_id: str, place: str) -> None:
        """Tell a colleague whom we do not know what to do, in a channel or to them alone; others nothing."""
        if refusal.reason is Refusal.UNKNOWN:
            once = f"unknown:{user_id}:{self.desk.now():%Y-%m-%d}"  # a day, however often they ask
            self.workflows.tell(once, place, "unknown_person")

    def keep(self, asked: Asked, person: Person, reply: CommandReply | None = None) -> bool:
        """Keep the question of somebody who is served, and start its answer. False if nothing is asked.

        `reply` is the way back to a command.
        """
        if asked.files and asked.asked_in:
            self.workflows.tell(f"files:{asked.place}", asked.user_id, "files_elsewhere")
        text = self.words_of(asked)
        if not text:
            return False
        if reply is not None:
            self.keep_reply(reply)
        question = self.question(asked, person, text)
        if self.desk.receive(question) and self.errands.live:
            self.errands.live.asked(question)
        self.workflows.answer(asked.question_id, asked.asked_in, asked.user_id)
        return True

    def _nothing_said(self, asked: Asked) -> None:
        """Say what is missing to somebody who sent only what others wrote, or mentioned us without a word."""
        if asked.others_words or self._typed(asked):
            self.workflows.tell(f"own-words:{asked.place}", asked.answer_in, "own_words")
        elif not asked.asked_in:
            self.say(f"no-words:{asked.place}", asked.answer_in, NO_WORDS_HERE, asked.thread_ts)
        elif not asked.files:
            self.workflows.tell(f"no-words:{asked.place}", asked.answer_in, "no_words")

    def question(self, asked: Asked, person: Person, text: str) -> Question:
        """What was asked, as it is kept."""
        return Question(
            question_id=asked.question_id,
            thread_id=asked.thread_id,
            asker_email=person.email,
            text=text,
            asked_at=self.desk.now(),
            channel=asked.answer_in,
            thread_ts=asked.thread_ts,
        )

    def words_of(self, asked: Asked) -> str:
        """The asker's own words, without markup."""
        return own_words(self._typed(asked))

    def _typed(self, asked: Asked) -> str:
        with self.desk.engine.connect() as connection:
            return typed(asked.text, self.bot_user_id, lambda user_id: _name(connection, user_id))

    def keep_reply(self, reply: CommandReply) -> None:
        """Keep the way back to a command, and forget those that lead nowhere any more."""
        with self.desk.engine.begin() as connection:
            forget_expired(connection, self.desk.now())
            if reply.response_url:
                keep_reply(connection, reply)

    def say(self, outbox_id: str, channel: str, text: str, thread_ts: str = "") -> None:
        """Post a line into a channel that is known."""
        self.postman.put(outbox_id, channel, notice(text), thread_ts)
        self.workflows.post(outbox_id)

    def open(self, user_id: str, trigger_id: str, view: Block) -> str:
        """Open a modal for whoever clicked; its id, empty if it did not open, which they are told."""
        try:
            return str(self.quick.views_open(trigger_id=trigger_id, view=view)["view"]["id"])
        except (SlackApiError, OSError, HTTPException):
            # the click was too long ago, or nobody knows whether the form came: another click opens it
            self.say(f"late:{user_id}:{trigger_id}", user_id, TOO_LATE)
        return ""

    def conversation(self, channel: str, thread_ts: str, otherwise: str) -> str:
        """The conversation of a message: a thread under a question or its answer goes on with that one."""
        if not thread_ts:
            return otherwise
        with self.desk.engine.connect() as connection:
            root = message_at(connection, channel, thread_ts)
            answered = ":".join(root.outbox_id.split(":")[:3]) if root else f"answer:{channel}:{thread_ts}"
            question = get_question(connection, answered)
        return question.thread_id if question else f"{channel}:{thread_ts}"


def _name(connection: Connection, user_id: str) -> str:
    person = person_by_slack_id(connection, user_id)
    return person.name if person else ""
