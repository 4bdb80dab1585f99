"""Whom a message is about: by the channel it stands in, who wrote it, and the names in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, Engine, func, or_, select

from assistant.access import Access
from assistant.planner.reading import read
from assistant.roster import Roster
from knowledge.people import Person
from knowledge.tables import INCOMING
from prompts.words import ordinary_words
from tools.mentions import of_kind
from tools.names import NameKind

_partners: Final = INCOMING["partners"]
_contacts: Final = INCOMING["contacts"]
_READ: Final = 600  # characters of a message; who it is about is said early


@dataclass(frozen=True)
class Seen:
    """A message as a surface saw it; everything in it comes from outside.

    Attributes:
        channel_id, channel_name: Where it stands; empty when not known.
        author_email: Empty when not known.
    """

    text: str
    channel_id: str = ""
    channel_name: str = ""
    author_email: str = ""


@dataclass(frozen=True)
class Guesser:
    """Guesses; the person confirms."""

    engine: Engine
    roster: Roster
    now: Callable[[], datetime]

    def partner_of(self, message: Seen, person: Person) -> str:
        """Id of the partner that the message seems to be about; empty if nothing tells, or several may be.

        Only of partners about which the person may keep notes.
        """
        access = self.roster.access(person)
        with self.engine.connect() as connection:
            for found in self._clues(connection, message, access):
                own = {one for one in found if access.may_write(one)}
                if len(own) == 1:
                    return own.pop()
        return ""

    def _clues(self, connection: Connection, message: Seen, access: Access) -> Iterator[frozenset[str]]:
        """What each clue says, the surest first."""
        yield _of_channel(connection, message)
        yield _of_author(connection, message, access.person)
        today = access.person.today(self.now())
        found = read(message.text[:_READ], self.roster.names(access), today, ordinary_words())
        yield frozenset(one for named in of_kind(found.mentions, NameKind.PARTNER) for one in named.ids)


def _of_channel(connection: Connection, message: Seen) -> frozenset[str]:
    """Whose channel it is."""
    name = message.channel_name.removeprefix("#").casefold()
    known = [one for one in (name, f"#{name}" if name else "", message.channel_id.casefold()) if one]
    query = select(_partners.c.partner_id).where(func.lower(_partners.c.slack_channel).in_(known))
    return frozenset(connection.execute(query).scalars()) if known else frozenset()


def _of_author(connection: Connection, message: Seen, person: Person) -> frozenset[str]:
    """Where the author works: a contact's address, else the domain of contacts' addresses; never our own."""
    email = message.author_email.strip().casefold()
    domain = email.rpartition("@")[2]
    if not domain or domain == person.email.rpartition("@")[2].casefold():
        return frozenset()
    address = func.lower(_contacts.c.email)
    query = select(_contacts.c.partner_id, address).where(
        or_(address == email, address.endswith(f"@{domain}", autoescape=True))
    )
    rows = connection.execute(query).all()
    exactly = frozenset(partner_id for partner_id, found in rows if found == email)
    return exactly or frozenset(partner_id for partner_id, _ in rows)
