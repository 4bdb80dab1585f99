"""The demo data: loaded whole, lent to who tries it, and removed with all that was tried out on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, func, select, update

from assistant.errors import OutOfDate
from knowledge.freshness import holds_only_sample, mark_as_sample
from knowledge.importing import ImportOptions, import_within
from knowledge.importing.stages import Unseen
from knowledge.people import Person, Role, all_people, person_by_email
from knowledge.stored_settings import data_version, grow_data_version, store_setting, stored_setting
from knowledge.tables import INCOMING, imports, metadata, settings

_KEPT: Final = frozenset(
    {
        "access_requests",
        "alembic_version",
        "audit",
        "outbox",
        "role_changes",
        "settings",
        "slack_tokens",
        "team_channels",
        "uploads",
    }
)
"""Tables that outlive the demo data: who was let in and what was posted is no demo."""
_DEMO_PEOPLE: Final = "demo_people"
_DEMO_RUN: Final = "demo_run"
_DEMO_SETTINGS: Final = (_DEMO_PEOPLE, _DEMO_RUN, "through", "through_at", "matched_at")
_managers = INCOMING["managers"]
_partners = INCOMING["partners"]


@dataclass(frozen=True)
class Demo:
    """The demo data as it was loaded.

    Attributes:
        partners: All of them.
        lent_from: The name of the one whose partners the person looks after in it.
        lent: How many those are.
        new: Whether it was loaded just now.
    """

    partners: int
    lent_from: str
    lent: int
    new: bool = True


def is_demo(connection: Connection) -> bool:
    """Whether all that is known is the demo data."""
    return bool(data_version(connection)) and holds_only_sample(connection)


def is_demo_alone(connection: Connection) -> bool:
    """Whether the demo data was loaded here, and nothing since."""
    run_id = stored_setting(connection, _DEMO_RUN)
    return run_id is not None and connection.scalar(select(func.max(imports.c.run_id))) == int(run_id)


def load(connection: Connection, sample: Path, person: Person, base_currency: str, now: datetime) -> None:
    """Load the files of the sample, and lend the person the book of its first manager.

    Raises:
        OutOfDate: There is real data already.
    """
    if connection.scalar(select(func.count()).select_from(_partners)):
        raise OutOfDate(
            "There is real data here already, and I do not mix the demo into it. "
            "Ask me about your own partners: “Which partners need attention?”"
        )
    known = {one.email for one in all_people(connection)} | {person.email}
    report = import_within(
        connection, sample, base_currency=base_currency, now=now, options=ImportOptions(), stages=Unseen()
    )
    people = [one for one in all_people(connection) if one.email not in known]
    store_setting(connection, _DEMO_RUN, str(report.run_id))
    lend(connection, people, person)


def lend(connection: Connection, people: Sequence[Person], to: Person) -> None:
    """The person looks after the book of one of the demo's people, whose names are kept for its end."""
    owners = set(connection.scalars(select(_partners.c.manager_email)))
    lender = next((one for one in people if one.email in owners and one.role is Role.MANAGER), people[0])
    theirs = _partners.c.manager_email == lender.email
    connection.execute(update(_partners).where(theirs).values(manager_email=to.email))
    store_setting(connection, _DEMO_PEOPLE, "\n".join([lender.email, *(one.email for one in people)]))
    grow_data_version(connection, None)
    mark_as_sample(connection)


def described(connection: Connection, person: Person) -> Demo:
    """The demo data as it is now, for the person it was lent to."""
    lender_email = (stored_setting(connection, _DEMO_PEOPLE) or "").partition("\n")[0]
    lender = person_by_email(connection, lender_email)
    counted = select(func.count()).select_from(_partners)
    lent = connection.scalar(counted.where(_partners.c.manager_email == person.email)) or 0
    return Demo(connection.scalar(counted) or 0, lender.name if lender else "", lent)


def clear(connection: Connection) -> None:
    """Remove the demo data, its people and everything that was tried out on it."""
    demo = set((stored_setting(connection, _DEMO_PEOPLE) or "").split("\n"))
    for table in reversed(metadata.sorted_tables):
        if table.name not in _KEPT and table is not _managers:
            connection.execute(delete(table))
    connection.execute(delete(_managers).where(_managers.c.email.in_(demo)))
    connection.execute(delete(settings).where(settings.c.name.in_(_DEMO_SETTINGS)))
    grow_data_version(connection, None)
