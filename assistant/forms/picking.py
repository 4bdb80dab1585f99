"""Partners to pick from while somebody types: the own book first, then whatever is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final
from weakref import WeakKeyDictionary

from assistant.access import Access
from assistant.roster import Roster
from knowledge.people import Person
from tools.names import NameEntry, NameIndex, NameKind
from tools.spelling import fold

MOST: Final = 100
_ALIKE: Final = 78  # of 100, rapidfuzz: "Glbex" is above for Globex, two unrelated names below
_SHORTEST: Final = 3  # letters; fewer are like everything
_TELLING: Final = 4  # letters of a word that is looked for by itself
_FEW: Final = 30  # misspelt words rarely mean more


@dataclass(frozen=True)
class Choice:
    """One partner to pick.

    Attributes:
        label: Its name, with what tells it from another one of that name.
    """

    partner_id: str
    label: str


@dataclass(frozen=True)
class PartnerPicker:
    """Offers the partners that a person may see."""

    roster: Roster
    _shelves: WeakKeyDictionary[NameIndex, _Shelf] = field(default_factory=WeakKeyDictionary)

    def choices(self, person: Person, words: str) -> list[Choice]:
        """What `words` may mean, what fits best first; without words, the partners the person looks after.

        Raises:
            NoData: Nothing has been imported.
        """
        access = self.roster.access(person)
        shelf = self._shelf(access)
        found = shelf.like(words, access.charge) if fold(words).strip() else shelf.all(access.charge)
        return [shelf.choice(number) for number in found[:MOST]]

    def choice(self, person: Person, partner_id: str) -> Choice | None:
        """That partner; None if the person may not know of it, or it is gone."""
        access = self.roster.access(person)
        if not access.may_see(partner_id):
            return None
        shelf = self._shelf(access)
        number = shelf.numbers.get(partner_id)
        return None if number is None else shelf.choice(number)

    def _shelf(self, access: Access) -> _Shelf:
        names = self.roster.names(access)
        if names not in self._shelves:
            self._shelves[names] = _Shelf(tuple(one for one in names.entries if one.kind is NameKind.PARTNER))
        return self._shelves[names]


@dataclass(frozen=True, eq=False)
class _Shelf:
    """The partners that some people may see, ready to be searched."""

    entries: tuple[NameEntry, ...]

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Where each partner stands."""
        return {one.id: number for number, one in enumerate(self.entries)}

    def all(self, charge: frozenset[str]) -> list[int]:
        """Those in `charge` by name, then the others."""
        return sorted(self._by_name, key=lambda number: self.entries[number].id not in charge)

    def like(self, words: str, charge: frozenset[str]) -> list[int]:
        """Whose name, alias or id holds the words, then whose is spelled alike; of each, `charge` first."""
        wanted = fold(words).strip()
        found = {
            number: (place, 0.0)
            for number in self._by_name
            if (place := self._place(number, wanted)) is not None
        }
        for number, score in self._alike(wanted) if len(wanted) >= _SHORTEST else ():
            found.setdefault(number, (_MISSPELT, -score))

        def rank(number: int) -> tuple[bool, bool, int, float]:
            place, distance = found[number]
            return place == _MISSPELT, self.entries[number].id not in charge, place, distance

        return sorted(found, key=rank)

    def choice(self, number: int) -> Choice:
        """What is shown of a partner."""
        one = self.entries[number]
        if self._often[one.name] == 1:
            return Choice(one.id, one.name)
        place = one.told_by[0] if one.told_by else one.id
        told = place if self._often[(one.name, place)] == 1 else f"{place}, {one.id}"
        return Choice(one.id, f"{one.name[:_NAME]} ({told})")

    def _place(self, number: int, wanted: str) -> int | None:
        """0 for the very name, 1 for its beginning, 2 for its middle; None where the words are in none."""
        texts = self._folded[number]
        if wanted in texts:
            return 0
        if any(text.startswith(wanted) for text in texts):
            return 1
        return 2 if any(wanted in text for text in texts) else None

    def _alike(self, wanted: str) -> Iterator[tuple[int, float]]:
        from rapidfuzz import fuzz, process

        texts, owners = self._spelled
        for _, score, at in process.extract(
            wanted, texts, scorer=fuzz.QRatio, limit=_FEW, score_cutoff=_ALIKE
        ):
            yield owners[at], score

    @cached_property
    def _folded(self) -> list[tuple[str, ...]]:
        return [tuple(fold(text) for text in (one.name, *one.aliases, one.id)) for one in self.entries]

    @cached_property
    def _spelled(self) -> tuple[list[str], list[int]]:
        """Every name and alias, its beginnings and its longer words, with whose they are."""
        both = [
            (text, number)
            for number, texts in enumerate(self._folded)
            for name in texts[:-1]
            for text in _parts(name)
        ]
        return [text for text, _ in both], [number for _, number in both]

    @cached_property
    def _by_name(self) -> list[int]:
        return sorted(range(len(self.entries)), key=lambda number: self._folded[number][0])

    @cached_property
    def _often(self) -> Counter[str | tuple[str, str]]:
        """How often a name occurs, alone and with its first word that tells it apart."""
        counted: Counter[str | tuple[str, str]] = Counter(one.name for one in self.entries)
        counted.update((one.name, one.told_by[0]) for one in self.entries if one.told_by)
        return counted


_MISSPELT: Final = 3
_NAME: Final = 40  # characters of a name that is followed by what tells it apart


def _parts(name: str) -> Iterator[str]:
    """What somebody may type of a name before they stop."""
    words = name.split()
    for end in range(1, len(words) + 1):
        yield " ".join(words[:end])
    yield from (word for word in words[1:] if len(word) >= _TELLING)
