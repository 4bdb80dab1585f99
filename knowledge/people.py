"""The vendor's own people: who asks, which role they have, how they are reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, RowMapping, func, select

from knowledge.tables import INCOMING
from tools.spelling import tokens_of
from tools.time_zones import day_in

_managers: Final = INCOMING["managers"]


class Role(StrEnum):
    """What a person may do; `assistant.access` says what each means."""

    ADMIN = "admin"
    LEAD = "lead"
    MANAGER = "manager"
    VIEWER = "viewer"


@dataclass(frozen=True)
class Person:
    """One of the vendor's people.

    Attributes:
        email: As stored; looked up without regard to case.
        slack_user_id, region: Empty when not given.
        timezone: IANA name such as `Europe/Berlin`; empty when not given.
        locale: Such as `de` or `de_AT`; empty when not given.
        hours_per_week: Hours a week for partners; None when not given.
    """

    email: str
    name: str
    role: Role = Role.MANAGER
    slack_user_id: str = ""
    region: str = ""
    timezone: str = ""
    locale: str = ""
    hours_per_week: float | None = None

    def today(self, moment: datetime) -> date:
        """The day that it is for this person at that moment."""
        return day_in(self.timezone, moment)


def person_by_email(connection: Connection, email: str) -> Person | None:
    """The person with that address, upper or lower case; None if nobody has it."""
    wanted = email.strip().lower()
    query = select(_managers).where(func.lower(_managers.c.email) == wanted).order_by(_managers.c.email)
    row = connection.execute(query).mappings().first()
    return _person(row) if row else None


def person_by_slack_id(connection: Connection, slack_user_id: str) -> Person | None:
    """The person with that Slack user id; None if nobody has it, or the id is empty."""
    if not slack_user_id:
        return None
    query = select(_managers).where(_managers.c.slack_user_id == slack_user_id).order_by(_managers.c.email)
    row = connection.execute(query).mappings().first()
    return _person(row) if row else None


def all_people(connection: Connection) -> list[Person]:
    """Everybody, by e-mail."""
    return [
        _person(row) for row in connection.execute(select(_managers).order_by(_managers.c.email)).mappings()
    ]


def people_named(people: Sequence[Person], words: str) -> list[Person]:
    """Those of that name, else of that first name; case and accents may differ."""
    wanted = tokens_of(words)
    whole = [one for one in people if wanted and tokens_of(one.name) == wanted]
    return whole or [one for one in people if len(wanted) == 1 and tokens_of(one.name)[:1] == wanted]


def nearest_people(connection: Connection, words: str, limit: int = 3) -> list[Person]:
    """The people whose name or e-mail is most like `words`, best first; nobody if none is alike."""
    from rapidfuzz import fuzz, utils

    def likeness(person: Person) -> float:
        local_part = person.email.partition("@")[0]
        candidates = (person.name, person.email, local_part)
        return max(fuzz.WRatio(words, text, processor=utils.default_process) for text in candidates)

    ranked = sorted(
        ((likeness(person), person) for person in all_people(connection)), key=lambda pair: -pair[0]
    )
    return [person for score, person in ranked if score >= _ALIKE][:limit]


_ALIKE: Final = 70  # of 100; "priya.shah" and "Pria Shah" are above, two unrelated names below


def _person(row: RowMapping) -> Person:
    return Person(
        email=row["email"],
        name=row["name"],
        role=Role(row["role"] or Role.MANAGER),
        slack_user_id=row["slack_user_id"] or "",
        region=row["region"] or "",
        timezone=row["timezone"] or "",
        locale=row["locale"] or "",
        hours_per_week=row["hours_per_week"],
    )
