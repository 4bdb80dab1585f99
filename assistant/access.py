"""Who may do what: one place that answers for every surface."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from knowledge.people import Person

_SEES_ALL: Final = frozenset({"lead", "admin"})
_WRITES: Final = frozenset({"manager", "lead", "admin"})


@dataclass(frozen=True)
class Access:
    """What one person may see and change.

    Attributes:
        books: The manager's e-mail of every partner, by partner id.
        own_book_only: The setting `visibility = book`: a manager sees no other book at all.
        covered: E-mails of the colleagues whose work the person does today.
    """

    person: Person
    books: Mapping[str, str]
    own_book_only: bool
    covered: frozenset[str] = frozenset()

    @property
    def book(self) -> frozenset[str]:
        """The partners that the person owns."""
        return self.book_of(self.person.email)

    @property
    def charge(self) -> frozenset[str]:
        """The partners that the person looks after now: the own book, and those of covered colleagues."""
        return frozenset(partner for partner in self.books if self._looks_after(partner))

    def book_of(self, email: str) -> frozenset[str]:
        """The visible partners that `email` owns."""
        return frozenset(
            partner for partner, owner in self.books.items() if owner == email and self.may_see(partner)
        )

    @property
    def visible(self) -> frozenset[str]:
        """Every partner that the person may know of."""
        if not self.hides_books:
            return frozenset(self.books)
        return frozenset(partner for partner in self.books if self.may_see(partner))

    @property
    def hides_books(self) -> bool:
        """Whether the person may not know of other people's partners, so that no count may tell of them."""
        return self.own_book_only and self.person.role not in _SEES_ALL

    def may_see(self, partner_id: str) -> bool:
        """Whether the person may know of the partner."""
        if self.hides_books:
            return self._looks_after(partner_id)
        return partner_id in self.books

    @property
    def may_review(self) -> bool:
        """Whether the person may accept or override the tiers that a review proposes."""
        return self.person.role in _SEES_ALL

    @property
    def may_delete_others_notes(self) -> bool:
        """Whether the person may delete a note that somebody else logged."""
        return self.person.role in _SEES_ALL

    def may_write(self, partner_id: str) -> bool:
        """Whether the person may draft to the partner, approve for it and change what is kept about it."""
        if self.person.role not in _WRITES or not self.may_see(partner_id):
            return False
        return self.person.role in _SEES_ALL or self._looks_after(partner_id)

    def _looks_after(self, partner_id: str) -> bool:
        owner = self.books.get(partner_id)
        return owner == self.person.email or (bool(owner) and owner in self.covered)
