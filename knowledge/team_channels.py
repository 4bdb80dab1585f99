"""Slack channels of our own teams: answers may stand there for all to read, once an admin said so."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, delete, select

from knowledge.tables import team_channels
from knowledge.writing import in_utc, put_rows

MONDAY: Final = 0
MORNING: Final = 8


@dataclass(frozen=True)
class TeamChannel:
    """One registered channel.

    Attributes:
        channel_id: Slack's id, such as `C0123456789`.
        name: What people call it, without `#`.
        region: Whose partners its digest is about: managers' of that region; empty for everybody's.
        digest: Whether it gets a weekly digest, at `hour` (0 to 23) of `weekday` (0 is Monday) there.
        timezone: IANA name such as `Europe/Berlin`; empty for UTC.
        registered_by: The admin's e-mail.
    """

    channel_id: str
    name: str
    registered_by: str
    registered_at: datetime
    region: str = ""
    digest: bool = False
    weekday: int = MONDAY
    hour: int = MORNING
    timezone: str = ""


def register_channel(connection: Connection, channel: TeamChannel) -> None:
    """Keep the channel, in place of what was kept about it before."""
    put_rows(connection, team_channels, [asdict(channel) | {"registered_at": in_utc(channel.registered_at)}])


def remove_channel(connection: Connection, channel_id: str) -> bool:
    """Answers go to people alone again there; False if it was not registered."""
    gone = delete(team_channels).where(team_channels.c.channel_id == channel_id)
    return connection.execute(gone).rowcount == 1


def get_channel(connection: Connection, channel_id: str) -> TeamChannel | None:
    """The channel if it is registered."""
    query = select(team_channels).where(team_channels.c.channel_id == channel_id)
    row = connection.execute(query).mappings().first()
    return _channel(row) if row else None


def all_channels(connection: Connection) -> list[TeamChannel]:
    """Every registered channel, by name."""
    query = select(team_channels).order_by(team_channels.c.name, team_channels.c.channel_id)
    return [_channel(row) for row in connection.execute(query).mappings()]


def _channel(row: RowMapping) -> TeamChannel:
    return TeamChannel(**{**row, "registered_at": in_utc(row["registered_at"])})
