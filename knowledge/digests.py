"""Digests: each person's settings, and what was posted to whom in which week."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from knowledge.people import Person
from knowledge.tables import INCOMING, channel_posts, digest_posts, digest_settings
from knowledge.threads import AnswerJson
from knowledge.writing import in_utc, insert_once, put_rows

MONDAY: Final = 0
MORNING: Final = 8
ITEMS: Final = 5
_DIGEST: Final = "digest"


@dataclass(frozen=True)
class DigestSettings:
    """When a person gets the digest and what is in it.

    Attributes:
        weekday: 0 is Monday.
        hour: 0-23 in `timezone`.
        timezone: IANA name.
        items: At most so many partners.
        paused_from: The first day of the pause; None: it has begun, if there is one.
        paused_until: No digest before this day; None: not paused.
        muted_partner_ids: Never in it.
        lanes: Only what is in these lanes of attention; empty: all of them.
        monthly: Whether the summary of the month comes too.
    """

    manager_email: str
    weekday: int = MONDAY
    hour: int = MORNING
    timezone: str = "UTC"
    items: int = ITEMS
    paused_until: date | None = None
    muted_partner_ids: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    monthly: bool = True
    paused_from: date | None = None

    def paused_on(self, day: date) -> bool:
        """Whether no digest goes out on that day."""
        begun = self.paused_from is None or self.paused_from <= day
        return begun and self.paused_until is not None and day < self.paused_until


@dataclass(frozen=True)
class DigestPost:
    """One digest that was made: one per person and ISO week."""

    manager_email: str
    week: str
    answer: AnswerJson
    created_at: datetime

    @property
    def digest_id(self) -> str:
        """Made from the person and the week, so that a retry makes no second one."""
        return f"digest:{self.manager_email}:{self.week}"


def iso_week(day: date) -> str:
    """The ISO week of a day: `2026-W40`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def settings_of(connection: Connection, person: Person) -> DigestSettings:
    """The person's settings; by default Monday at 8:00 in the person's time zone, else UTC, five items."""
    query = select(digest_settings).where(digest_settings.c.manager_email == person.email)
    row = connection.execute(query).mappings().first()
    if row is None:
        return DigestSettings(person.email, timezone=person.timezone or "UTC")
    lists = {name: tuple(row[name]) for name in ("muted_partner_ids", "lanes")}
    return DigestSettings(**{**row, **lists})


def save_settings(connection: Connection, settings: DigestSettings) -> None:
    """Keep the settings in place of what the person had."""
    lists = {"muted_partner_ids": list(settings.muted_partner_ids), "lanes": list(settings.lanes)}
    put_rows(connection, digest_settings, [asdict(settings) | lists])


def save_post(connection: Connection, post: DigestPost) -> bool:
    """Keep the digest; False if the person has one of that week, which stays as it is."""
    return insert_once(connection, digest_posts, asdict(post) | {"digest_id": post.digest_id})


def post_of(connection: Connection, manager_email: str, week: str) -> DigestPost | None:
    """The person's digest of that ISO week; None if there is none."""
    own = (digest_posts.c.manager_email == manager_email) & (digest_posts.c.week == week)
    columns = (digest_posts.c[name] for name in DigestPost.__dataclass_fields__)
    row = connection.execute(select(*columns).where(own)).mappings().first()
    return DigestPost(**{**row, "created_at": in_utc(row["created_at"])}) if row else None


def post_before(connection: Connection, manager_email: str, week: str) -> DigestPost | None:
    """The person's last digest of an earlier ISO week; None if there is none."""
    columns = digest_posts.c
    query = select(columns.week).where(columns.manager_email == manager_email, columns.week < week)
    earlier = connection.execute(query.order_by(columns.week.desc()).limit(1)).scalar()
    return post_of(connection, manager_email, earlier) if earlier else None


@dataclass(frozen=True)
class ChannelPost:
    """A digest that was made for a channel: one per channel and ISO week.

    Attributes:
        as_of, since: The day of which it tells, and the one with which it compares.
        partner_ids: Who is in it.
    """

    channel_id: str
    week: str
    as_of: date
    since: date
    partner_ids: tuple[str, ...]
    created_at: datetime

    @property
    def post_id(self) -> str:
        """Made from the channel and the week, so that a retry makes no second one."""
        return f"channel_digest:{self.channel_id}:{self.week}"


def save_channel_post(connection: Connection, post: ChannelPost) -> bool:
    """Keep what a channel was told; False if it has a digest of that week, which stays as it is."""
    row = {
        "post_id": post.post_id,
        "channel_id": post.channel_id,
        "kind": _DIGEST,
        "period": post.week,
        "answer": {
            "as_of": post.as_of.isoformat(),
            "since": post.since.isoformat(),
            "partner_ids": list(post.partner_ids),
        },
        "created_at": post.created_at,
    }
    return insert_once(connection, channel_posts, row)


def channel_post(connection: Connection, post_id: str) -> ChannelPost | None:
    """What was made for a channel under that id; None if nothing was."""
    query = select(channel_posts).where(channel_posts.c.post_id == post_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    told, at = row["answer"], in_utc(row["created_at"])
    as_of, since = (date.fromisoformat(told[name]) for name in ("as_of", "since"))
    return ChannelPost(row["channel_id"], row["period"], as_of, since, tuple(told["partner_ids"]), at)


def channel_post_before(connection: Connection, channel_id: str, week: str) -> ChannelPost | None:
    """The channel's last digest of an earlier ISO week; None if there is none."""
    columns = channel_posts.c
    earlier = (columns.channel_id == channel_id) & (columns.kind == _DIGEST) & (columns.period < week)
    query = select(columns.post_id).where(earlier).order_by(columns.period.desc()).limit(1)
    post_id = connection.execute(query).scalar()
    return channel_post(connection, post_id) if post_id else None


def owner_emails(connection: Connection) -> frozenset[str]:
    """E-mails of everybody who owns a partner."""
    query = select(INCOMING["partners"].c.manager_email).distinct()
    return frozenset(email for email in connection.execute(query).scalars() if email)
