"""Plays that people say they did with partners."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Final

import pandas as pd
from sqlalchemy import Connection, RowMapping, delete, select

from knowledge.tables import plays_done
from knowledge.writing import in_utc, insert_once, storable

_COLUMNS: Final = ("play_done_id", "partner_id", "play", "done_on", "done_by")


@dataclass(frozen=True)
class PlayDone:
    """One play, done with one partner.

    Attributes:
        play: Name of the play in the playbook of that day.
        done_by: E-mail of the person who says so.
        words: Theirs, as they wrote them.
    """

    play_done_id: str
    partner_id: str
    play: str
    done_on: date
    done_by: str
    words: str
    recorded_at: datetime


def add_play(connection: Connection, one: PlayDone) -> bool:
    """Keep it; False if it was kept before, which stays as it is."""
    return insert_once(connection, plays_done, asdict(one) | {"words": storable(one.words)})


def drop_play(connection: Connection, play_done_id: str) -> bool:
    """Take a record back; False if it is not there."""
    own = plays_done.c.play_done_id == play_done_id
    return connection.execute(delete(plays_done).where(own)).rowcount > 0


def forget_plays(connection: Connection, partner_ids: Collection[str]) -> None:
    """Remove what was done with these partners."""
    for partner_id in partner_ids:
        connection.execute(delete(plays_done).where(plays_done.c.partner_id == partner_id))


def same_play(connection: Connection, partner_id: str, play: str, day: date) -> PlayDone | None:
    """The record of that play with that partner on that day; None if there is none."""
    own = (
        (plays_done.c.partner_id == partner_id) & (plays_done.c.play == play) & (plays_done.c.done_on == day)
    )
    query = select(plays_done).where(own).order_by(plays_done.c.recorded_at).limit(1)
    row = connection.execute(query).mappings().first()
    return _play(row) if row else None


def plays_of(
    connection: Connection, partner_ids: Collection[str], until: date, since: date | None = None
) -> list[PlayDone]:
    """Plays done with these partners until the end of that day, from `since` on, the newest first."""
    query = select(plays_done).where(plays_done.c.done_on <= until)
    if since is not None:
        query = query.where(plays_done.c.done_on >= since)
    newest_first = (plays_done.c.done_on.desc(), plays_done.c.recorded_at.desc(), plays_done.c.play_done_id)
    wanted = frozenset(partner_ids)
    rows = connection.execute(query.order_by(*newest_first)).mappings()
    return [_play(row) for row in rows if row["partner_id"] in wanted]


def recorded_plays(connection: Connection, until: date) -> pd.DataFrame:
    """Every play done until the end of that day, without the words; `done_on` is datetime64."""
    query = select(*(plays_done.c[name] for name in _COLUMNS)).where(plays_done.c.done_on <= until)
    rows = connection.execute(query.order_by(plays_done.c.play_done_id)).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=list(_COLUMNS))
    return frame.assign(done_on=pd.to_datetime(frame["done_on"]).astype("datetime64[us]"))


def from_json(values: Mapping[str, Any], done_by: str, recorded_at: datetime) -> PlayDone:
    """A play from the JSON of a change."""
    return PlayDone(
        play_done_id=values["play_done_id"],
        partner_id=values["partner_id"],
        play=values["play"],
        done_on=date.fromisoformat(values["done_on"]),
        done_by=done_by,
        words=values["words"],
        recorded_at=recorded_at,
    )


def _play(row: RowMapping) -> PlayDone:
    return PlayDone(**{**row, "recorded_at": in_utc(row["recorded_at"])})
