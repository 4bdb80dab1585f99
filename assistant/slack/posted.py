"""What we posted as a message: Slack may show it a moment before we have kept its place."""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import Engine

from knowledge.outbox import OutboxMessage, message_at

_PAUSES: Final = (0.05, 0.1, 0.2, 0.4)  # seconds; well within the three that Slack waits


def posted_at(engine: Engine, channel: str, message_ts: str) -> OutboxMessage | None:
    """What we posted there, once that is kept; None if it is none of ours."""
    for pause in (*_PAUSES, 0.0):
        with engine.connect() as connection:
            message = message_at(connection, channel, message_ts)
        if message is not None:
            return message
        time.sleep(pause)
    return None
