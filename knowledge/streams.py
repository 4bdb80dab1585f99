"""Answers that are shown while they are written: who takes over after a crash finishes the same message."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select, update

from knowledge.tables import streams
from knowledge.writing import in_utc, insert_once


class StreamState(StrEnum):
    """Where a stream stands."""

    STARTING = "starting"  # perhaps Slack has it already
    OPEN = "open"  # it stands in Slack and is to be finished
    CLOSED = "closed"  # finished, or never begun: the message is posted like any other


@dataclass(frozen=True)
class Stream:
    """One message that grows.

    Attributes:
        outbox_id: The message that it becomes.
        thread_ts: The thread that it stands in.
        message_ts: Slack's id of it; None until Slack has told.
    """

    outbox_id: str
    channel: str
    thread_ts: str
    started_at: datetime
    state: StreamState = StreamState.STARTING
    message_ts: str | None = None


def begin_stream(connection: Connection, stream: Stream) -> bool:
    """Keep that a message is about to be begun; False if one of that id was begun before."""
    return insert_once(connection, streams, asdict(stream))


def mark_open(connection: Connection, outbox_id: str, message_ts: str) -> bool:
    """It stands in Slack under `message_ts`. False if that was known, or it is closed."""
    values = {"state": StreamState.OPEN.value, "message_ts": message_ts}
    return _move(connection, outbox_id, (StreamState.STARTING,), values)


def mark_closed(connection: Connection, outbox_id: str) -> bool:
    """It needs nothing more. False if that was known."""
    running = (StreamState.STARTING, StreamState.OPEN)
    return _move(connection, outbox_id, running, {"state": StreamState.CLOSED.value})


def get_stream(connection: Connection, outbox_id: str) -> Stream | None:
    """The stream of that message; None if it was never streamed."""
    row = connection.execute(select(streams).where(streams.c.outbox_id == outbox_id)).mappings().first()
    if row is None:
        return None
    typed = {"state": StreamState(row["state"]), "started_at": in_utc(row["started_at"])}
    return Stream(**{**row, **typed})


def streamed_in(connection: Connection, channel: str, thread_ts: str) -> frozenset[str]:
    """Slack's ids of all messages that were streamed into that thread, as far as they are known."""
    here = (streams.c.channel == channel) & (streams.c.thread_ts == thread_ts)
    known = select(streams.c.message_ts).where(here, streams.c.message_ts.is_not(None))
    return frozenset(connection.execute(known).scalars())


def _move(
    connection: Connection, outbox_id: str, allowed: tuple[StreamState, ...], values: dict[str, Any]
) -> bool:
    seen = (streams.c.outbox_id == outbox_id) & streams.c.state.in_([state.value for state in allowed])
    return connection.execute(update(streams).where(seen).values(values)).rowcount == 1
