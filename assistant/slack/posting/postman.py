"""Posting once: the row is there first, its mark travels in the message, and doubt is settled by looking."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http.client import HTTPException
from typing import Any, Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.calling import (
    BACKOFF,
    LIMITED,
    LostReplyError,
    UnreachableError,
    patiently,
    reached,
    retry_after,
)
from assistant.slack.outgoing import Message, post_arguments, sealed, update_arguments
from assistant.slack.places import Places
from assistant.slack.posting.fitting import Fitting
from assistant.slack.posting.pace import Pace
from assistant.slack.posting.pictures import Pictures
from assistant.slack.posting.plainer import CHARTS
from knowledge import outbox
from knowledge.outbox import OutboxMessage, OutboxState

EVENT_TYPE: Final = "rapport_post"
_CHANNELS: Final = "CG"  # first letters of the ids of places in which others read along
_NO_THREAD: Final = frozenset({"thread_not_found", "cannot_reply_to_message"})
_log = logging.getLogger("rapport.slack")


class _WithheldError(Exception):
    """Outsiders would read it."""


@dataclass
class Postman:
    """Puts messages into the outbox and brings them to Slack.

    Attributes:
        client: Without retries of its own: the SDK's would post twice.
        settle: Seconds before looking for a post whose reply was lost.
        is_barred: Whether outsiders read along in a channel, so that nothing of ours may stand there.
    """

    client: WebClient
    engine: Engine
    now: Callable[[], datetime]
    pace: Pace = field(default_factory=Pace)
    settle: float = 1.0
    is_barred: Callable[[str], bool] = field(default=lambda _channel: False)
    places: Places = field(init=False)
    fitting: Fitting = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places(self.client, self.pace.sleep)
        self.fitting = Fitting(self.engine, Pictures(self.client), self.now, self.pace.sleep)

    def put(self, outbox_id: str, channel: str, message: Message, thread_ts: str = "") -> None:
        """Keep a message for posting, sealed; one that was kept under this id stays as it is."""
        row = OutboxMessage(outbox_id, self.places.find(channel), thread_ts, kept(message), self.now())
        with self.engine.begin() as connection:
            outbox.put_message(connection, row)

    def deliver(self, outbox_id: str, *, to_partner: bool = False) -> OutboxState:
        """Bring a message to Slack, once.

        A row that is `sending` when this starts was left by a process that died. What cannot be found after a
        lost reply is posted again, but never to a partner. What is for ourselves is withheld from a channel
        in which outsiders read along.
        """
        message = self._row(outbox_id)
        if message.state in (OutboxState.SENDING, OutboxState.UNKNOWN):
            self._settle(message, again=not to_partner)
        while self._row(outbox_id).state is OutboxState.PENDING:
            self._try(outbox_id, to_partner=to_partner)
        return self._row(outbox_id).state

    def update(self, channel: str, message_ts: str, message: Message) -> bool:
        """Change a message of ours, fitted like a post; the same twice is harmless. False if refused."""

        def say(payload: dict[str, Any]) -> str:
            change = partial(self.client.chat_update, channel=channel, ts=message_ts)
            return str(patiently(partial(change, **update_arguments(payload)), self.pace.sleep)["ts"])

        try:
            self.fitting.post(kept(message), say, lambda _: None)
        except SlackApiError as error:
            _log.warning("Slack refused to update a message: %s", error.response.get("error"))
            return False
        return True

    def whisper(self, channel: str, user_id: str, message: Message) -> None:
        """Show a line to one person in a channel, if it works: nothing depends on it."""
        try:
            self.client.chat_postEphemeral(channel=channel, user=user_id, **sealed(message))
        except (SlackApiError, OSError, HTTPException) as error:
            _log.info("a hint in a channel was not shown: %s", type(error).__name__)

    def fit(self, message: OutboxMessage, say: Callable[[dict[str, Any]], str]) -> str:
        """Say a message that was claimed in a shape that the workspace takes; the row keeps that shape."""
        keep = partial(self._move, outbox.rewrite, message.outbox_id)
        return self.fitting.post(message.payload, say, keep)

    def posted(self, outbox_id: str) -> OutboxMessage:
        """The row, with the message's place once it is sent."""
        return self._row(outbox_id)

    def release(self, outbox_id: str, place: str, thread_ts: str = "") -> None:
        """Have a message that was withheld posted there instead, or there again."""
        channel = self.places.find(place)
        with self.engine.begin() as connection:
            outbox.release(connection, outbox_id, channel, thread_ts)

    def _try(self, outbox_id: str, *, to_partner: bool) -> None:
        message = self._row(outbox_id)
        self.pace.wait(message.channel)
        with self.engine.begin() as connection:
            claimed = outbox.claim(connection, outbox_id)
        if claimed is None:
            return
        try:
            message_ts = self._post(claimed, to_partner=to_partner)
        except _WithheldError:
            self._move(outbox.withhold, outbox_id)
        except UnreachableError:
            self._move(outbox.reopen, outbox_id)
            self.pace.sleep(BACKOFF[min(claimed.tries, len(BACKOFF)) - 1])
        except LostReplyError:
            self._settle(claimed, again=not to_partner)
        except SlackApiError as error:
            self._refused(claimed, error)
        else:
            self._sent(outbox_id, message_ts)

    def _post(self, message: OutboxMessage, *, to_partner: bool) -> str:
        metadata = {"event_type": EVENT_TYPE, "event_payload": {"mark": mark(message.outbox_id)}}
        where: dict[str, Any] = {"channel": message.channel, "metadata": metadata}
        if message.thread_ts:
            where["thread_ts"] = message.thread_ts

        def say(payload: dict[str, Any]) -> str:
            if not to_partner and message.channel[0] in _CHANNELS and self.is_barred(message.channel):
                raise _WithheldError
            arguments = {**post_arguments(payload), **where}
            return str(reached(lambda: self.client.chat_postMessage(**arguments))["ts"])

        return self.fit(message, say)

    def _refused(self, message: OutboxMessage, error: SlackApiError) -> None:
        if error.response.status_code == LIMITED:
            self._move(outbox.reopen, message.outbox_id)
            self.pace.sleep(retry_after(error))
            return
        in_dm_thread = message.thread_ts and message.channel.startswith("D")
        if in_dm_thread and error.response.get("error") in _NO_THREAD:
            self._move(outbox.leave_thread, message.outbox_id)  # they deleted its head, and wait all the same
            return
        _log.error("Slack refused a message: %s", error.response.get("error"))
        self._move(outbox.mark_failed, message.outbox_id)

    def _settle(self, message: OutboxMessage, *, again: bool) -> None:
        """Find out whether a message is in Slack."""
        self.pace.sleep(self.settle)
        found = self._find(message)
        if found:
            self._sent(message.outbox_id, found)
        elif again:
            self._move(outbox.reopen, message.outbox_id)
        else:
            self._move(outbox.mark_unknown, message.outbox_id)

    def _find(self, message: OutboxMessage) -> str:
        """The timestamp of the post that carries our mark; empty if there is none."""
        wanted, cursor = mark(message.outbox_id), ""
        oldest = f"{message.created_at.timestamp() - 60:.6f}"
        while True:
            page = patiently(partial(self._page, message, oldest, cursor), self.pace.sleep)
            for post in page["messages"]:
                if post.get("metadata", {}).get("event_payload", {}).get("mark") == wanted:
                    return str(post["ts"])
            cursor = page.get("response_metadata", {}).get("next_cursor", "")
            if not cursor:
                return ""

    def _page(self, message: OutboxMessage, oldest: str, cursor: str) -> Any:  # noqa: ANN401 - the SDK's answer
        since = {"channel": message.channel, "oldest": oldest, "include_all_metadata": True}
        if cursor:
            since["cursor"] = cursor
        if message.thread_ts:
            return self.client.api_call("conversations.replies", params={**since, "ts": message.thread_ts})
        return self.client.api_call("conversations.history", params=since)

    def _row(self, outbox_id: str) -> OutboxMessage:
        with self.engine.connect() as connection:
            message = outbox.get_message(connection, outbox_id)
        if message is None:
            raise LookupError(f"there is no message {outbox_id!r} in the outbox")
        return message

    def _sent(self, outbox_id: str, message_ts: str) -> None:
        with self.engine.begin() as connection:
            outbox.mark_sent(connection, outbox_id, message_ts)

    def _move(self, move: Callable[..., bool], outbox_id: str, *details: dict[str, Any]) -> None:
        with self.engine.begin() as connection:
            move(connection, outbox_id, *details)


def mark(outbox_id: str) -> str:
    """What a message carries to be found again: says nothing to others who can read metadata."""
    return hashlib.sha256(outbox_id.encode()).hexdigest()[:32]


def kept(message: Message) -> dict[str, Any]:
    """The sealed message, with its charts in case they have to be drawn."""
    charts = {name: chart.model_dump(mode="json") for name, chart in message.charts.items()}
    return {**sealed(message), **({CHARTS: charts} if charts else {})}
