"""The first steps after an installation: who begins, and who may have the demo data and end it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection, Engine, delete, func, insert, select

from assistant import demo_data
from assistant.errors import NotAllowed
from assistant.intake import Importer
from knowledge import audit
from knowledge.audit import Deed, Entry
from knowledge.database import writing
from knowledge.freshness import mark_as_sample
from knowledge.people import Person, Role, all_people, person_by_email
from knowledge.stored_settings import stored_setting
from knowledge.tables import INCOMING, settings
from knowledge.writing import insert_once

_FIRST_ADMIN: Final = "first_admin"
_KNOWN_SECONDS: Final = 60.0
_managers = INCOMING["managers"]
_partners = INCOMING["partners"]


@dataclass(frozen=True)
class Newcomer:
    """Somebody of our workspace, as Slack knows them.

    Attributes:
        email: Confirmed by Slack; empty if it is not.
        runs_workspace: Whether they are an owner or an admin of the workspace.
    """

    slack_user_id: str
    name: str
    email: str
    timezone: str
    runs_workspace: bool


@dataclass(frozen=True)
class FirstSteps:
    """What is done before there are own data."""

    engine: Engine
    importer: Importer
    now: Callable[[], datetime]
    clock: Callable[[], float] = time.monotonic
    _begun_until: list[float] = field(default_factory=lambda: [float("-inf")])

    def nobody_known(self) -> bool:
        """Whether there is nobody at all."""
        with self.engine.connect() as connection:
            return not all_people(connection)

    def nobody_begun(self) -> bool:
        """Whether somebody has to begin: nobody is known, or nobody but the people of the demo data.

        Every message asks; that somebody has begun is looked up again after a minute.
        """
        if self.clock() < self._begun_until[0]:
            return False
        with self.engine.connect() as connection:
            unclaimed = _is_unclaimed(connection)
        if not unclaimed:
            self._begun_until[0] = self.clock() + _KNOWN_SECONDS
        return unclaimed

    def begin(self, newcomer: Newcomer) -> Person | None:
        """Make who runs the workspace the first admin; None for all others, or if somebody was quicker."""
        email = newcomer.email.strip().lower()
        if not newcomer.runs_workspace or not email:
            return None
        first = Person(
            email, newcomer.name or email, Role.ADMIN, newcomer.slack_user_id, timezone=newcomer.timezone
        )
        with self.engine.begin() as connection:
            if not _is_unclaimed(connection) or person_by_email(connection, email):
                return None
            people = all_people(connection)
            if not people:
                connection.execute(delete(settings).where(settings.c.name == _FIRST_ADMIN))
            if not insert_once(connection, settings, {"name": _FIRST_ADMIN, "value": email}):
                return None  # of two at once, one begins
            connection.execute(insert(_managers).values(**_row(first)))
            if people:
                demo_data.lend(connection, people, first)
            self._log(connection, first, Deed.LET_IN, email, {"role": Role.ADMIN.value, "kind": "first"})
        return first

    def has_data(self) -> bool:
        """Whether there are partners, the demo's included."""
        with self.engine.connect() as connection:
            return bool(connection.scalar(select(func.count()).select_from(_partners)))

    def load_demo(self, person: Person) -> demo_data.Demo:
        """Load the demo data whole, and lend the person the book of its first manager; once.

        Raises:
            NotAllowed: The person is no admin.
            OutOfDate: There is real data already.
        """
        self._check(person)
        from knowledge.sample import write_sample

        with TemporaryDirectory() as folder, self.engine.connect() as connection:
            write_sample(Path(folder))
            with writing(connection):
                new = not (demo_data.is_demo(connection) or demo_data.is_demo_alone(connection))
                if new:
                    currency = self.importer.base_currency
                    demo_data.load(connection, Path(folder), person, currency, self.now())
                    self._log(connection, person, Deed.IMPORTED, "demo", {"kind": "demo"})
                demo = replace(demo_data.described(connection, person), new=new)
        self.importer.follow(0, notes_changed=True)
        with self.engine.begin() as connection:
            if demo_data.is_demo_alone(connection):  # what followed may have changed the data once more
                mark_as_sample(connection)
        return demo

    def clear_demo(self, person: Person) -> bool:
        """Remove the demo data and everything that was tried out on it; False if there is none.

        Raises:
            NotAllowed: The person is no admin.
        """
        self._check(person)
        with self.engine.begin() as connection:
            if not demo_data.is_demo(connection):
                return False
            demo_data.clear(connection)
            self._log(connection, person, Deed.CHANGED, "demo", {"kind": "demo_removed"})
        return True

    def _check(self, person: Person) -> None:
        if person.role is not Role.ADMIN:
            raise NotAllowed("Only an admin can load or remove the demo data.")

    def _log(
        self, connection: Connection, person: Person, deed: Deed, subject: str, details: dict[str, str]
    ) -> None:
        audit_id = f"first-steps:{details.get('kind', 'begin')}:{self.now().isoformat()}"
        audit.log(connection, Entry(audit_id, self.now(), person.email, deed, subject, details))


def _is_unclaimed(connection: Connection) -> bool:
    """Whether no real person is known."""
    if not all_people(connection):
        return True
    return demo_data.is_demo(connection) and stored_setting(connection, _FIRST_ADMIN) is None


def _row(person: Person) -> dict[str, object]:
    return {
        "email": person.email,
        "name": person.name,
        "role": person.role.value,
        "slack_user_id": person.slack_user_id,
        "timezone": person.timezone or None,
    }
