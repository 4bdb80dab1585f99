"""How many partners share a word or a domain: what many share tells none of them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from tools.likeness.company_names import CompanyName
from tools.likeness.folding import folded
from tools.likeness.profile import Profile
from tools.likeness.word_lists import COMMON, GENERIC

_COMMON: Final = frozenset(map(folded, COMMON | GENERIC))
_MOST_NAMES: Final = 2  # of one system with the same word, from which on the word is common
_MOST_SITES: Final = 3  # partners of one system with the same website, from which on it is a shared host
_SHORT: Final = 4  # letters; shorter words are abbreviations of many things
_TWO: Final = 2


@dataclass(frozen=True)
class Crowd:
    """All partners at once.

    Attributes:
        words: Word of a name to how many partners of one system bear it, of the system where they are most.
        domains: The same for domains, of websites and contacts.
        names: The same for names without generic words.
    """

    words: Counter[str]
    domains: Counter[str]
    names: Counter[str]

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Crowd:
        """Counted among these partners."""
        everyone = list(profiles)
        return cls(
            _most(everyone, lambda one: one.named.core),
            _most(everyone, lambda one: {one.site} | one.mail_domains),
            _most(everyone, lambda one: [one.named.joined]),
        )

    def tells_apart(self, name: CompanyName) -> bool:
        """Whether hardly two unrelated companies bear the name: two words of its own, one of them unusual."""
        return len(set(name.core)) >= _TWO and any(self._unusual(word) for word in name.core)

    def has_namesakes(self, name: CompanyName) -> bool:
        """Whether several partners of one system bear the name, so that it alone names none of them."""
        return self.names[name.joined] > 1

    def site_counts(self, domain: str) -> bool:
        """Whether a common website says something."""
        return self.domains[domain] <= _MOST_SITES

    def mail_counts(self, domain: str) -> bool:
        """Whether contacts with such an address say something: one freelancer may serve several partners."""
        return self.domains[domain] <= 1

    def _unusual(self, word: str) -> bool:
        if word in _COMMON or len(word) < _SHORT or word.isdigit():
            return False
        return self.words[word] <= _MOST_NAMES


def _most(profiles: list[Profile], traits: Callable[[Profile], Iterable[str]]) -> Counter[str]:
    """Trait to the number of partners that have it, in the system where they are most."""
    held = Counter(
        (system, trait)
        for profile in profiles
        for trait in set(traits(profile))
        for system in profile.systems
    )
    most: Counter[str] = Counter()
    for (_, trait), count in held.items():
        most[trait] = max(most[trait], count)
    return most
