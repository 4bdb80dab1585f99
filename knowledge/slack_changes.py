"""People and channels of whom Slack told one of our processes something, so that every other one hears of it.

A process that remembers what it saw of somebody compares before it relies on it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, func, select

from knowledge.stored_settings import grown
from knowledge.tables import slack_changes
from knowledge.upserting import upsert

_COUNTER: Final = "slack_version"


def tell(connection: Connection, slack_id: str) -> None:
    """Say that what is remembered of that person or channel may be wrong from now on; the caller commits."""
    upsert(connection, slack_changes, [{"slack_id": slack_id, "version": grown(connection, _COUNTER)}])


def told_since(connection: Connection, version: int) -> dict[str, int]:
    """Ids of people and channels that were told of after that version, each with its own version."""
    query = select(slack_changes.c.slack_id, slack_changes.c.version).where(slack_changes.c.version > version)
    return {row.slack_id: row.version for row in connection.execute(query)}


def told_version(connection: Connection) -> int:
    """The newest version; 0 if nothing was told."""
    return connection.scalar(select(func.max(slack_changes.c.version))) or 0
