"""Reading a note: what its words hold depends on who is one of us and who is one of the partner's."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from knowledge.notes import MANY, Note
from knowledge.people import all_people
from knowledge.tables import INCOMING
from tools.promises import Reading, read_note
from tools.spelling import fold

CIRCLE: Final = 8
"""Hex digits of a mark that tell who is known of the partner."""
_contacts: Final = INCOMING["contacts"]
_VERSION: Final = "3"  # of the patterns: another number has every note read anew
_NAME_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class NoteReader:
    """Reads notes, knowing who is one of us and who is one of theirs.

    Attributes:
        ours: Folded full names of our people.
        theirs: Partner id to the folded names and addresses of its contacts.
        circles: What was worked out of both, by partner.
    """

    ours: frozenset[str]
    theirs: Mapping[str, frozenset[str]]
    circles: dict[str, str] = field(default_factory=dict)

    def read(self, note: Note) -> tuple[Reading, ...]:
        """What the note holds, by its words and who wrote them."""
        return read_note(
            note.text,
            note.date,
            by_partner=self._by_partner(note),
            our_names=self._our_names(note.partner_id),
        )

    def mark(self, note: Note) -> str:
        """A digest of all that the reading depends on."""
        words = _digest([note.note_id, note.date.isoformat(), note.author, note.text])
        return self.circle(note.partner_id) + words[: 32 - CIRCLE]

    def circle(self, partner_id: str) -> str:
        """The beginning of the marks of a partner's notes: a digest of who is known of it and of us."""
        if partner_id not in self.circles:
            theirs = self.theirs.get(partner_id, frozenset())
            known = [_VERSION, partner_id, *sorted(theirs), "", *sorted(self.ours)]
            self.circles[partner_id] = _digest(known)[:CIRCLE]
        return self.circles[partner_id]

    def names(self, partner_id: str) -> frozenset[str]:
        """Single words of the names of our people and of the partner's contacts."""
        known = self.ours | self.theirs.get(partner_id, frozenset())
        return frozenset(word for name in known for word in _NAME_WORD.findall(name))

    def _by_partner(self, note: Note) -> bool:
        return fold(note.author.strip()) in self.theirs.get(note.partner_id, frozenset())

    def _our_names(self, partner_id: str) -> frozenset[str]:
        """Full and first names; a first name that a contact of the partner shares is the contact's."""
        first = {_first(name) for name in self.ours}
        return self.ours | (first - {_first(name) for name in self.theirs.get(partner_id, frozenset())})


def note_reader(connection: Connection, partner_ids: frozenset[str] | None = None) -> NoteReader:
    """One who knows the contacts of these partners, or of all of them."""
    theirs: dict[str, set[str]] = defaultdict(set)
    query = select(_contacts.c.partner_id, _contacts.c.name, _contacts.c.email)
    if partner_ids is not None and len(partner_ids) <= MANY:
        query = query.where(_contacts.c.partner_id.in_(sorted(partner_ids)))
    for partner_id, *known in connection.execute(query):
        theirs[partner_id] |= {fold(name.strip()) for name in known if name}
    ours = frozenset(fold(person.name.strip()) for person in all_people(connection))
    return NoteReader(ours, {partner_id: frozenset(known) for partner_id, known in theirs.items()})


def _digest(depends: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(depends).encode("utf-8", "replace")).hexdigest()


def _first(name: str) -> str:
    return name.partition(" ")[0]
