"""Where the answer to a command may be shown to whoever typed it, for as long as Slack lets us."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Connection, delete, select

from knowledge.tables import command_replies
from knowledge.writing import in_utc, insert_once


@dataclass(frozen=True)
class CommandReply:
    """The way back to a command.

    Attributes:
        cause: What is answered: a question's id.
        response_url: Whoever has it can post there.
        expires_at: Slack takes nothing there any more.
    """

    cause: str
    response_url: str = field(repr=False)
    expires_at: datetime


def keep_reply(connection: Connection, reply: CommandReply) -> None:
    """Keep the way back; one that was kept for this cause stays."""
    insert_once(connection, command_replies, asdict(reply))


def reply_for(connection: Connection, cause: str) -> CommandReply | None:
    """The way back; None if there is none, or it was used."""
    query = select(command_replies).where(command_replies.c.cause == cause)
    row = connection.execute(query).mappings().first()
    return CommandReply(**{**row, "expires_at": in_utc(row["expires_at"])}) if row else None


def forget_reply(connection: Connection, cause: str) -> None:
    """Forget the way back."""
    connection.execute(delete(command_replies).where(command_replies.c.cause == cause))


def forget_expired(connection: Connection, now: datetime) -> None:
    """Forget every way back that leads nowhere any more."""
    connection.execute(delete(command_replies).where(command_replies.c.expires_at <= in_utc(now)))
