"""Tokens of Slack that rotate, sealed; one worker at a time may exchange them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select, update

from knowledge.tables import slack_tokens
from knowledge.writing import in_utc, insert_once


@dataclass(frozen=True)
class SealedToken:
    """A pair of tokens as it is kept.

    Attributes:
        name: Whose pair it is.
        version: Grows with every exchange.
        sealed: Encrypted; this module cannot read it.
        expires_at: When the access token ends.
        claimed_until: Until when somebody has the right to exchange it; None: nobody.
    """

    name: str
    version: int
    sealed: str
    expires_at: datetime
    claimed_until: datetime | None = None


def token_named(connection: Connection, name: str) -> SealedToken | None:
    """The pair of that name; None before the first exchange."""
    row = connection.execute(select(slack_tokens).where(slack_tokens.c.name == name)).mappings().first()
    if row is None:
        return None
    claimed = row["claimed_until"]
    moments = {"expires_at": in_utc(row["expires_at"]), "claimed_until": claimed and in_utc(claimed)}
    return SealedToken(**{**row, **moments})


def claim(connection: Connection, name: str, version: int, now: datetime, until: datetime) -> bool:
    """Take the right to exchange that version; False if somebody has it, or has exchanged it already.

    A name that is not known yet is kept without a token, as version 0.
    """
    if version == 0:
        empty = SealedToken(name, 0, "", now)
        insert_once(connection, slack_tokens, vars(empty))
    free = or_(slack_tokens.c.claimed_until.is_(None), slack_tokens.c.claimed_until <= in_utc(now))
    ours = (slack_tokens.c.name == name) & (slack_tokens.c.version == version) & free
    taken = update(slack_tokens).where(ours).values(claimed_until=in_utc(until))
    return connection.execute(taken).rowcount == 1


def store(connection: Connection, name: str, version: int, sealed: str, expires_at: datetime) -> bool:
    """Keep what came for that version, as the next one; False if another one stands there."""
    ours = (slack_tokens.c.name == name) & (slack_tokens.c.version == version)
    new = {
        "version": version + 1,
        "sealed": sealed,
        "expires_at": in_utc(expires_at),
        "claimed_until": None,
    }
    return connection.execute(update(slack_tokens).where(ours).values(**new)).rowcount == 1


def release(connection: Connection, name: str, version: int) -> None:
    """Give the right back: nothing was exchanged."""
    ours = (slack_tokens.c.name == name) & (slack_tokens.c.version == version)
    connection.execute(update(slack_tokens).where(ours).values(claimed_until=None))
