"""Who owns whom and what everybody is called, read once per state of the data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Connection, Engine, select

from assistant.access import Access
from assistant.errors import NoData
from knowledge.covers import covered_by
from knowledge.directory import load_names
from knowledge.freshness import first_event, through_of
from knowledge.people import Person, Role
from knowledge.stored_settings import data_version
from knowledge.tables import INCOMING
from tools.names import NameIndex

OPERATOR = Person("", "You", role=Role.ADMIN)
"""Who asks in a terminal when the data names no managers."""


@dataclass(frozen=True)
class _State:
    """What is read once per data version.

    Attributes:
        partial: The names of some partners alone, for those who may not know of the others.
    """

    version: int
    books: Mapping[str, str]
    names: NameIndex
    partial: dict[frozenset[str], NameIndex] = field(default_factory=dict)


@dataclass
class Roster:
    """Answers who may do what and who is meant, and rereads when an import changed the data."""

    engine: Engine
    own_book_only: bool
    now: Callable[[], datetime]
    _state: _State | None = None
    _lock: Lock = field(default_factory=Lock)

    def access(self, person: Person) -> Access:
        """What the person may see and change.

        Raises:
            NoData: Nothing has been imported.
        """
        books = self._current().books
        with self.engine.connect() as connection:
            covered = covered_by(connection, person.email, person.today(self.now()))
        return Access(person, books, self.own_book_only, covered)

    def books(self) -> Mapping[str, str]:
        """The manager's e-mail of every partner, by partner id.

        Raises:
            NoData: Nothing has been imported.
        """
        return self._current().books

    def names(self, access: Access) -> NameIndex:
        """The names that the person may know; nothing of a hidden book is among them."""
        state = self._current()
        if not access.hides_books:
            return state.names
        visible = access.visible
        with self._lock, self.engine.connect() as connection:
            if visible not in state.partial:
                state.partial[visible] = NameIndex(load_names(connection, only=visible))
            return state.partial[visible]

    def day(self, wanted: date | None, today: date) -> date:
        """The day at whose end the data is read: `wanted`, else the last that it covers, never after today.

        Args:
            wanted: The day asked for.
            today: What day it is where the asker is.

        Raises:
            NoData: The day is yet to come, or before everything that the data tells of.
        """
        with self.engine.connect() as connection:
            through = through_of(connection) or today
            if wanted is None:
                return min(through, today)
            if wanted > max(through, today):
                raise NoData(f"{wanted} is yet to come; the data covers everything until {through}.")
            first = first_event(connection)
        if first is not None and wanted < first:
            raise NoData(f"There is nothing to tell of {wanted}: the data begins on {first}.")
        return wanted

    def default_person(self, people: Sequence[Person]) -> Person | None:
        """Who asks when nobody is named: the manager with the largest book, else the first of the people."""
        owned = Counter(self._current().books.values())
        managers = [person for person in people if person.role is Role.MANAGER] or list(people)
        return max(managers, key=lambda person: owned[person.email], default=None)

    def _current(self) -> _State:
        with self._lock, self.engine.connect() as connection:
            version = data_version(connection)
            if self._state is None or self._state.version != version:
                self._state = _read(connection, version, self._state)
            return self._state


def _read(connection: Connection, version: int, before: _State | None) -> _State:
    partners = INCOMING["partners"]
    rows = connection.execute(select(partners.c.partner_id, partners.c.manager_email))
    books = {partner_id: email or "" for partner_id, email in rows}
    if not books:
        raise NoData("There are no partners yet. Load a folder of CSV files: rapport import FOLDER")
    entries = load_names(connection)
    same = before is not None and list(before.names.entries) == entries  # an index takes longer than a look
    return _State(version, books, before.names if before and same else NameIndex(entries))
