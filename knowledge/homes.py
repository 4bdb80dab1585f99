"""Whose Home tab is open lately, how it was left, and what it showed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Final

from sqlalchemy import Connection, delete, func, select

from knowledge.people import person_by_email
from knowledge.reviews import decisions_version
from knowledge.stored_settings import data_version, store_setting, stored_setting
from knowledge.tables import changes, covers, drafts, follow_ups, settings
from knowledge.writing import insert_once

_PREFIX: Final = "home:"
_SHOWN: Final = "home_shown:"  # apart, since what is shown and how it is left change at the same time


@dataclass(frozen=True)
class OpenedHome:
    """One person's Home tab.

    Attributes:
        opened_at: When it was last looked at.
        state: How it was left: its pages, whose partners; the surface's own words.
        left_at: When it was left so, as Slack writes it; sorts as text. Empty before anybody touched it.
    """

    email: str
    user_id: str
    opened_at: datetime
    state: str = ""
    left_at: str = ""


def opened_home(connection: Connection, email: str) -> OpenedHome | None:
    """The person's Home; None if it was never opened."""
    stored = stored_setting(connection, _PREFIX + email)
    return _home(stored) if stored else None


def home_to_change(connection: Connection, email: str) -> OpenedHome | None:
    """The same for who changes it: whoever else wants to, waits until the transaction ends."""
    insert_once(connection, settings, {"name": _PREFIX + email, "value": ""})  # what is there can be held
    query = select(settings.c.value).where(settings.c.name == _PREFIX + email).with_for_update()
    stored = connection.scalar(query)
    return _home(stored) if stored else None


def homes_opened_since(connection: Connection, moment: datetime) -> list[OpenedHome]:
    """Every Home that was opened since then, by e-mail."""
    query = select(settings.c.value).where(settings.c.name.startswith(_PREFIX, autoescape=True))
    homes = [_home(value) for value in connection.execute(query.order_by(settings.c.name)).scalars()]
    return [home for home in homes if home.opened_at >= moment]


def keep_home(connection: Connection, home: OpenedHome) -> None:
    """Keep how a Home stands in place of what was kept of it (`home_to_change`)."""
    kept = asdict(home) | {"opened_at": home.opened_at.isoformat()}
    store_setting(connection, _PREFIX + home.email, json.dumps(kept))


def forget_home(connection: Connection, email: str) -> None:
    """Nobody looks at that Home any more."""
    names = (_PREFIX + email, _SHOWN + email)
    connection.execute(delete(settings).where(settings.c.name.in_(names)))


@dataclass(frozen=True)
class Shown:
    """What a Home showed last.

    Attributes:
        stamp: What `stamp_of` said then; empty if it was not shown whole yet.
        times: How often it was shown whole: tells two times apart at which it looked the same.
    """

    stamp: str = ""
    times: int = 0


def mark_shown(connection: Connection, email: str, stamp: str) -> None:
    """Keep what `stamp_of` said when the Home was shown."""
    times = last_shown(connection, email).times + 1
    store_setting(connection, _SHOWN + email, f"{stamp}:{times}")


def last_shown(connection: Connection, email: str) -> Shown:
    """What the Home showed when it was last shown whole."""
    stamp, _, times = (stored_setting(connection, _SHOWN + email) or "").partition(":")
    return Shown(stamp, int(times or 0))


def stamp_of(connection: Connection, email: str, today: date) -> str:
    """Another one whenever something changed that may stand in the person's Home, or a new day began."""
    person = person_by_email(connection, email)
    own = select(changes.c.state, func.count(), func.max(changes.c.changed_at))
    mine = select(func.count(), func.sum(follow_ups.c.version)).where(follow_ups.c.owner_email == email)
    read = (
        own.where(changes.c.actor_email == email).group_by(changes.c.state).order_by(changes.c.state),
        mine,
        select(func.count(), func.sum(drafts.c.version)).select_from(drafts),
        select(func.count(), func.max(covers.c.set_at)).select_from(covers),
    )
    found = [tuple(row) for query in read for row in connection.execute(query)]
    said = [today, person, data_version(connection), decisions_version(connection), *found]
    return blake2b(repr([str(one) for one in said]).encode(), digest_size=8).hexdigest()


def _home(stored: str) -> OpenedHome:
    values = json.loads(stored)
    return OpenedHome(**values | {"opened_at": datetime.fromisoformat(values["opened_at"])})
