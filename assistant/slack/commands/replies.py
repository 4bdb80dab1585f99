"""The answer to a command, shown to whoever typed it where they typed it; else in the direct message."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any, Final

from slack_sdk.webhook import WebhookClient

from assistant.contract import Answer
from assistant.slack import limits
from assistant.slack.answers import digest_message
from assistant.slack.blocks import actions, button, context, section
from assistant.slack.desk import Desk
from assistant.slack.outgoing import Block, Message, escape, post_arguments, text_only
from assistant.slack.posting import Postman
from assistant.slack.posting.plainer import Newer, plainer
from knowledge import outbox
from knowledge.command_replies import CommandReply, forget_reply, reply_for
from knowledge.digests import iso_week
from knowledge.outbox import OutboxState
from knowledge.people import person_by_email
from knowledge.threads import Question

OPEN: Final = "open_in_dm"
REPLY: Final = ":reply"  # ends the outbox id of what is shown where the command was typed
_ANSWER: Final = ":answer"
_SHOWN: Final = "shown"  # instead of a timestamp: Slack tells none
_TRIES: Final = 3  # of the five that Slack allows: as it is, with charts and tables in words, as words alone
_SECONDS: Final = 10
_CLICKED: Final = frozenset({"actions", "context_actions"})
_DRAFTS: Final = "The drafts are in our direct message: only there can they be approved."
_PICTURE: Final = "The chart stands here in words. In our direct message it comes as a picture."
_DECIDE: Final = "I need your decision for that. It waits in our direct message."
_log = logging.getLogger("rapport.slack.reply")
_log.setLevel(logging.CRITICAL)  # the SDK's own log holds the address, with which anybody can post


@dataclass(frozen=True)
class Replies:
    """Shows answers to commands."""

    desk: Desk
    postman: Postman

    def put(self, question: Question, answer: Answer, message: Message) -> list[str] | None:
        """Keep what is shown and what the direct message has; ids to deliver. None: no command asked."""
        reply_id, answer_id = f"{question.question_id}{REPLY}", f"{question.question_id}{_ANSWER}"
        if self._reply(question.question_id) is None and self._row(reply_id) is None:
            return None
        self.postman.put(answer_id, question.channel, message, question.thread_ts)
        decides = bool(answer.pending or answer.job)
        shown = _line(_DECIDE) if decides else reply_message(message, question.question_id)
        self.postman.put(reply_id, question.channel, _with_drafts(shown) if answer.drafts else shown)
        return [reply_id, answer_id] if decides else [reply_id]

    def put_line(self, question: Question, message: Message) -> str | None:
        """The same for a line of ours instead of an answer; the id to deliver."""
        kept = self.put(question, Answer(text=message.text), message)
        return kept[0] if kept else None

    def put_digest(self, cause: str, email: str, user_id: str) -> list[str]:
        """Make somebody's digest as it would be now, and keep it like the answer to a question."""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, email)
        if person is None:
            return []
        now = self.desk.now()
        week, asked = iso_week(person.today(now)), Question(cause, "", email, "", now, user_id)
        answer = self.desk.digest_now(person)
        return self.put(asked, answer, digest_message(answer, week)) or [f"{cause}{_ANSWER}"]

    def deliver(self, outbox_id: str) -> OutboxState:
        """Show it, once; its state then: what failed belongs into the direct message."""
        question_id = outbox_id.removesuffix(REPLY)
        row = self.postman.posted(outbox_id)
        if row.state in (OutboxState.SENT, OutboxState.FAILED):
            return row.state
        reply = self._reply(question_id)
        shown = reply is not None and reply.expires_at > self.desk.now() and _sent(reply, row.payload)
        with self.desk.engine.begin() as connection:
            outbox.claim(connection, outbox_id)
            if shown:
                outbox.mark_sent(connection, outbox_id, _SHOWN)
            else:
                outbox.mark_failed(connection, outbox_id)
            forget_reply(connection, question_id)
        return self.postman.posted(outbox_id).state

    def _reply(self, question_id: str) -> CommandReply | None:
        with self.desk.engine.connect() as connection:
            return reply_for(connection, question_id)

    def _row(self, outbox_id: str) -> outbox.OutboxMessage | None:
        with self.desk.engine.connect() as connection:
            return outbox.get_message(connection, outbox_id)


def reply_message(message: Message, question_id: str) -> Message:
    """An answer without its buttons, which Slack lets nobody change later, and the way to all of it.

    Nothing is uploaded for it: a chart that would be a picture stays in words, which say where it is one.
    """
    shown = [_bare(block) for block in message.blocks if block["type"] not in _CLICKED]
    drawn = any(block["type"] == "section" and block.get("block_id") in message.charts for block in shown)
    last = [context(escape(_PICTURE))] if drawn else []
    last.append(actions([button("Open in our direct message", OPEN, question_id)]))
    return Message(message.text, [*shown[: limits.BLOCKS - 3], *last], message.charts)


def _with_drafts(message: Message) -> Message:
    return Message(f"{message.text}\n{_DRAFTS}", [*message.blocks, context(escape(_DRAFTS))], message.charts)


def _line(said: str) -> Message:
    return Message(said, [section(escape(said))])


def _bare(block: Block) -> Block:
    return {name: value for name, value in block.items() if name != "accessory"}


def shown_here(payload: dict[str, Any]) -> dict[str, Any]:
    """A sealed message for whoever typed the command alone, with the arguments that Slack knows there."""
    sent = {name: value for name, value in post_arguments(payload).items() if name != "link_names"}
    return {**sent, "response_type": "ephemeral"}


def _plain(payload: dict[str, Any]) -> dict[str, Any]:
    """With its charts and tables in words, for where Slack shows no such blocks to one person alone."""
    return plainer(plainer(payload, Newer.CHART), Newer.TABLE)


def _sent(reply: CommandReply, payload: dict[str, Any]) -> bool:
    """Show it in place of "Looking…"; the same twice only replaces it once more."""
    client = WebhookClient(reply.response_url, timeout=_SECONDS, retry_handlers=[], logger=_log)
    ways = [payload, _plain(payload), text_only(payload)]
    for shown in [one for place, one in enumerate(ways) if one not in ways[:place]][:_TRIES]:
        try:
            answer = client.send_dict({**shown_here(shown), "replace_original": True})
        except (OSError, HTTPException):
            continue
        if answer.status_code == HTTPStatus.OK:
            return True
    return False
