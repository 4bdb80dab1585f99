"""The weekly digest: each person's settings, and what was posted in which week."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from knowledge.people import Person
from knowledge.tables import digest_posts, digest_settings
from knowledge.threads import AnswerJson
from knowledge.writing import in_utc, insert_once, put_rows

MONDAY: Final = 0
MORNING: Final = 8
ITEMS: Final = 5


@dataclass(frozen=True)
class DigestSettings:
    """When a person gets the digest and what is in it.

    Attributes:
        weekday: 0 is Monday.
        hour: 0-23 in `timezone`.
        timezone: IANA name.
        items: At most so many partners.
        paused_until: No digest before this day; None: not paused.
        muted_partner_ids: Never in it.
    """

    manager_email: str
    weekday: int = MONDAY
    hour: int = MORNING
    timezone: str = "UTC"
    items: int = ITEMS
    paused_until: date | None = None
    muted_partner_ids: tuple[str, ...] = ()


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
    return DigestSettings(**{**row, "muted_partner_ids": tuple(row["muted_partner_ids"])})


def save_settings(connection: Connection, settings: DigestSettings) -> None:
    """Keep the settings in place of what the person had."""
    muted = {"muted_partner_ids": list(settings.muted_partner_ids)}
    put_rows(connection, digest_settings, [asdict(settings) | muted])


def save_post(connection: Connection, post: DigestPost) -> bool:
    """Keep the digest; False if the person has one of that week, which stays as it is."""
    return insert_once(connection, digest_posts, asdict(post) | {"digest_id": post.digest_id})


def post_of(connection: Connection, manager_email: str, week: str) -> DigestPost | None:
    """The person's digest of that ISO week; None if there is none."""
    own = (digest_posts.c.manager_email == manager_email) & (digest_posts.c.week == week)
    columns = (digest_posts.c[name] for name in DigestPost.__dataclass_fields__)
    row = connection.execute(select(*columns).where(own)).mappings().first()
    return DigestPost(**{**row, "created_at": in_utc(row["created_at"])}) if row else None
