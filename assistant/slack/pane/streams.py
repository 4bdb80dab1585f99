"""Messages that grow while they are written.

Whatever happens on the way, the finished one is the message as it would have been posted, once: what was
streamed gives way to it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any, Final

from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine

from assistant.slack.blocks import context
from assistant.slack.calling import LIMITED, LostReplyError, UnreachableError, patiently, reached, retry_after
from assistant.slack.outgoing import Block, escape, update_arguments
from assistant.slack.pane.allowance import Allowance
from assistant.slack.posting import EVENT_TYPE, Postman, mark
from knowledge import outbox, streams
from knowledge.outbox import OutboxMessage, OutboxState
from knowledge.streams import Stream, StreamState

STARTS: Final = 18  # a minute; Slack takes 20
APPENDS: Final = 90  # a minute; Slack takes 100
_ENDED: Final = frozenset({"message_not_in_streaming_state", "stopped_by_user"})
_ONLY_STEPS: Final = "no_text"  # no message ends without words; the whole of it comes at once
_CLOCKS_APART: Final = timedelta(seconds=60)
_log = logging.getLogger("rapport.slack")


@dataclass(frozen=True)
class Reader:
    """Who a stream is for, and where.

    Attributes:
        channel: A direct message.
        thread_ts: The thread in it.
    """

    user_id: str
    channel: str
    thread_ts: str


@dataclass
class Streams:
    """Begins messages that grow, lets them grow, and finishes them.

    Attributes:
        team_id: Ours.
    """

    postman: Postman
    engine: Engine
    team_id: str
    starts: Allowance = field(default_factory=lambda: Allowance(STARTS))
    appends: Allowance = field(default_factory=lambda: Allowance(APPENDS))

    def start(self, outbox_id: str, reader: Reader, chunks: Sequence[Block]) -> str:
        """Begin the message of that id; Slack's id of it, or empty: then it is posted when it is done."""
        if not self.starts.take():
            return ""
        row = Stream(outbox_id, reader.channel, reader.thread_ts, self.postman.now())
        with self.engine.begin() as connection:
            if not streams.begin_stream(connection, row):
                return ""  # a process that died began it; it is finished, not begun again
        try:
            message_ts = self._begun(reader, chunks)
        except LostReplyError:
            return ""  # perhaps it is there: that is looked up when the answer is
        except (UnreachableError, SlackApiError) as error:
            self._note(error, self.starts)
            self._close(outbox_id)
            return ""
        with self.engine.begin() as connection:
            streams.mark_open(connection, outbox_id, message_ts)
        return message_ts

    def append(self, channel: str, message_ts: str, chunks: Sequence[Block]) -> bool:
        """Let it grow. False if it cannot any more; what was to be shown comes with the finished message."""
        if not self.appends.take():
            return True
        try:
            self.postman.client.chat_appendStream(channel=channel, ts=message_ts, chunks=list(chunks))
        except (SlackApiError, OSError) as error:
            self._note(error, self.appends)
            return isinstance(error, SlackApiError) and error.response.status_code == LIMITED
        return True

    def finish(self, outbox_id: str) -> bool:
        """Make what was streamed the message in the outbox. False if nothing was, so that it is posted."""
        with self.engine.connect() as connection:
            stream = streams.get_stream(connection, outbox_id)
        if stream is None or stream.state is StreamState.CLOSED:
            return False
        message = self.postman.posted(outbox_id)
        if message.state is OutboxState.SENT:
            self._close(outbox_id)
            return True
        message_ts = stream.message_ts or self._found(stream)
        if message_ts and self._completed(message, message_ts):
            return True
        self._close(outbox_id)
        return False

    def _begun(self, reader: Reader, chunks: Sequence[Block]) -> str:
        client = self.postman.client
        call = partial(
            client.chat_startStream,
            channel=reader.channel,
            thread_ts=reader.thread_ts,
            recipient_team_id=self.team_id,
            recipient_user_id=reader.user_id,
            task_display_mode="plan",
            chunks=list(chunks),
        )
        return str(reached(call)["ts"])

    def _found(self, stream: Stream) -> str:
        """A message of ours there that carries no mark and is no other stream's; empty if there is none."""
        self.postman.pace.sleep(self.postman.settle)
        with self.engine.connect() as connection:
            known = streams.streamed_in(connection, stream.channel, stream.thread_ts)
        oldest = f"{(stream.started_at - _CLOCKS_APART).timestamp():.6f}"
        for post in self._replies(stream, oldest):
            unmarked = not post.get("metadata", {}).get("event_payload", {}).get("mark")
            if post.get("bot_id") and unmarked and post["ts"] not in known and post["ts"] != stream.thread_ts:
                with self.engine.begin() as connection:
                    streams.mark_open(connection, stream.outbox_id, post["ts"])
                return str(post["ts"])
        return ""

    def _replies(self, stream: Stream, oldest: str) -> Iterator[dict[str, Any]]:
        """What stands in the thread since then; Slack lets us look once a minute, so only after a doubt."""
        where: dict[str, str | bool] = {
            "channel": stream.channel,
            "ts": stream.thread_ts,
            "oldest": oldest,
            "include_all_metadata": True,
        }
        look = self.postman.client.api_call
        while True:
            page = patiently(partial(look, "conversations.replies", params=where), self.postman.pace.sleep)
            yield from page["messages"]
            where["cursor"] = page.get("response_metadata", {}).get("next_cursor", "")
            if not where["cursor"]:
                return

    def _completed(self, message: OutboxMessage, message_ts: str) -> bool:
        """End the stream and put the whole message in its place; both may be done twice."""
        with self.engine.begin() as connection:
            outbox.claim(connection, message.outbox_id)
            outbox.stands_at(connection, message.outbox_id, message_ts)
        try:
            self._stop(message, message_ts)
            self._replace(message, message_ts)
        except SlackApiError as error:
            _log.warning("a streamed message could not be finished: %s", error.response.get("error"))
            with self.engine.begin() as connection:
                outbox.reopen(connection, message.outbox_id)
            return False
        with self.engine.begin() as connection:
            outbox.mark_sent(connection, message.outbox_id, message_ts)
            streams.mark_closed(connection, message.outbox_id)
        return True

    def _stop(self, message: OutboxMessage, message_ts: str) -> None:
        """End the stream, unless Slack (after five minutes) or the reader has done so."""
        end = partial(
            self.postman.client.chat_stopStream,
            channel=message.channel,
            ts=message_ts,
            metadata=_metadata(message.outbox_id),
        )
        try:
            patiently(end, self.postman.pace.sleep)
        except SlackApiError as error:
            said = error.response.get("error")
            if said == _ONLY_STEPS:
                patiently(partial(end, blocks=[context(escape("…"))]), self.postman.pace.sleep)
            elif said not in _ENDED:
                raise

    def _replace(self, message: OutboxMessage, message_ts: str) -> None:
        where: dict[str, Any] = {
            "channel": message.channel,
            "ts": message_ts,
            "metadata": _metadata(message.outbox_id),
        }

        def say(payload: dict[str, Any]) -> str:
            update = partial(self.postman.client.chat_update, **update_arguments(payload), **where)
            patiently(update, self.postman.pace.sleep)
            return message_ts

        self.postman.fit(message, say)

    def _close(self, outbox_id: str) -> None:
        with self.engine.begin() as connection:
            streams.mark_closed(connection, outbox_id)

    def _note(self, error: Exception, allowance: Allowance) -> None:
        if isinstance(error, SlackApiError) and error.response.status_code == LIMITED:
            allowance.refused(retry_after(error))
        said = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        _log.info("an answer is not streamed: %s", said)


def _metadata(outbox_id: str) -> dict[str, Any]:
    return {"event_type": EVENT_TYPE, "event_payload": {"mark": mark(outbox_id)}}
