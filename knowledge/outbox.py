"""Messages to Slack before and after they are posted.

Slack has no idempotency key: the row is written first, its id travels in the message's metadata, and a post
of unknown outcome is looked up before it is tried again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, RowMapping, select, update

from knowledge.tables import outbox
from knowledge.writing import in_utc, insert_once


class OutboxState(StrEnum):
    """Where a message stands."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # posted perhaps: look before trying again
    FAILED = "failed"  # Slack refused it
    WITHHELD = "withheld"  # outsiders would read along where it should have been posted


@dataclass(frozen=True)
class OutboxMessage:
    """One message to Slack.

    Attributes:
        outbox_id: Made from what caused it.
        payload: Arguments of the post: text, blocks.
        message_ts: Slack's id of the message, once it is sent.
        tries: How often it was claimed.
    """

    outbox_id: str
    channel: str
    thread_ts: str
    payload: dict[str, Any]
    created_at: datetime
    state: OutboxState = OutboxState.PENDING
    message_ts: str | None = None
    tries: int = 0


def put_message(connection: Connection, message: OutboxMessage) -> bool:
    """Keep the message for posting; False if it was kept before, which stays as it is."""
    return insert_once(connection, outbox, asdict(message))


def claim(connection: Connection, outbox_id: str) -> OutboxMessage | None:
    """Take a pending message for posting; None if it is not pending: somebody else has it, or it is done."""
    taken = {"state": OutboxState.SENDING.value, "tries": outbox.c.tries + 1}
    if not _move(connection, outbox_id, (OutboxState.PENDING,), taken):
        return None
    return get_message(connection, outbox_id)


def rewrite(connection: Connection, outbox_id: str, payload: dict[str, Any]) -> bool:
    """Keep the message in the shape in which it is about to be posted. False if it is there already."""
    return _move(connection, outbox_id, (OutboxState.PENDING, OutboxState.SENDING), {"payload": payload})


def stands_at(connection: Connection, outbox_id: str, message_ts: str) -> bool:
    """Part of it is in Slack under `message_ts`: clicks find it from now on. False if nobody claimed it."""
    return _move(connection, outbox_id, (OutboxState.SENDING,), {"message_ts": message_ts})


def mark_sent(connection: Connection, outbox_id: str, message_ts: str) -> bool:
    """The message is in Slack under `message_ts`. False if that was known, or nobody had claimed it."""
    sent = {"state": OutboxState.SENT.value, "message_ts": message_ts}
    return _move(connection, outbox_id, (OutboxState.SENDING, OutboxState.UNKNOWN), sent)


def mark_unknown(connection: Connection, outbox_id: str) -> bool:
    """The message was posted, and no reply came back. False if it was not being sent."""
    return _move(connection, outbox_id, (OutboxState.SENDING,), {"state": OutboxState.UNKNOWN.value})


def mark_failed(connection: Connection, outbox_id: str) -> bool:
    """Slack refused the message. False if it was not being sent."""
    return _move(connection, outbox_id, (OutboxState.SENDING,), {"state": OutboxState.FAILED.value})


def withhold(connection: Connection, outbox_id: str) -> bool:
    """The message may not be read where it was to be posted. False if it was not being sent."""
    return _move(connection, outbox_id, (OutboxState.SENDING,), {"state": OutboxState.WITHHELD.value})


def release(connection: Connection, outbox_id: str, channel: str, thread_ts: str) -> bool:
    """Post a message that was withheld, there instead or there again. False if it was not withheld."""
    there = {"state": OutboxState.PENDING.value, "channel": channel, "thread_ts": thread_ts}
    return _move(connection, outbox_id, (OutboxState.WITHHELD,), there)


def reopen(connection: Connection, outbox_id: str) -> bool:
    """The message is not in Slack, somebody looked: it may be tried again. False if it was not in doubt."""
    doubtful = (OutboxState.SENDING, OutboxState.UNKNOWN)
    return _move(connection, outbox_id, doubtful, {"state": OutboxState.PENDING.value})


def leave_thread(connection: Connection, outbox_id: str) -> bool:
    """The thread is gone: it may be tried again outside of one. False if it was not being sent."""
    outside = {"state": OutboxState.PENDING.value, "thread_ts": ""}
    return _move(connection, outbox_id, (OutboxState.SENDING,), outside)


def get_message(connection: Connection, outbox_id: str) -> OutboxMessage | None:
    """The message with that id; None if there is none."""
    row = connection.execute(select(outbox).where(outbox.c.outbox_id == outbox_id)).mappings().first()
    return _message(row) if row else None


def message_at(connection: Connection, channel: str, message_ts: str) -> OutboxMessage | None:
    """What we posted as that message; None if it is none of ours."""
    at = (outbox.c.channel == channel) & (outbox.c.message_ts == message_ts)
    row = connection.execute(select(outbox).where(at)).mappings().first()
    return _message(row) if row else None


def _move(
    connection: Connection, outbox_id: str, allowed: tuple[OutboxState, ...], values: dict[str, Any]
) -> bool:
    seen = (outbox.c.outbox_id == outbox_id) & outbox.c.state.in_([state.value for state in allowed])
    return connection.execute(update(outbox).where(seen).values(values)).rowcount == 1


def _message(row: RowMapping) -> OutboxMessage:
    typed = {"state": OutboxState(row["state"]), "created_at": in_utc(row["created_at"])}
    return OutboxMessage(**{**row, **typed})
