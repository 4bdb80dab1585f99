"""Which partner, person or other thing a person means by a name: exact, alias, part of a name, or a typo.

Pure and in memory. Names are compared as folded tokens (`tools.spelling`), so case, accents, punctuation and
legal forms do not matter unless two names differ in nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from tools.name_keys import (
    PEOPLE,
    Closeness,
    Key,
    NameEntry,
    NameKind,
    closest_per_entry,
    one_word,
    ways_to_write,
)
from tools.near_names import NearSpellings, initials_of, look_alike, may_be_initials
from tools.spelling import JOINERS, tokens_of, with_plain_legal_form, without_honorific, without_legal_form

__all__ = ["PEOPLE", "Closeness", "Key", "NameEntry", "NameIndex", "NameKind", "Resolution"]


@dataclass(frozen=True)
class Resolution:
    """What words refer to.

    Attributes:
        ids: One id, or several when the words are ambiguous; empty when nothing has that name.
        nearest: At most three ids that come near, only when `ids` is empty.
        closeness: How the words met the names; None when `ids` is empty.
    """

    ids: tuple[str, ...]
    nearest: tuple[str, ...] = ()
    closeness: Closeness | None = None


NEAREST: Final = 3
NEAR_SCORE: Final = 62.0  # rapidfuzz WRatio, 0-100: below it names have little in common


class NameIndex:
    """Finds entries by name; built once per state of the data, about 0.3 s for 10,000 partners."""

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        self.entries: Final = tuple(entries)
        self._ids: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[str, list[Key]] = defaultdict(list)
        spelled: dict[str, tuple[str, ...]] = {}
        for number, entry in enumerate(self.entries):
            self._ids[entry.id.casefold()].append(number)
            for tokens, closeness in ways_to_write(entry):
                written = one_word(tokens)
                spelled.setdefault(written, tuple(word for word in tokens if word not in JOINERS) or tokens)
                self._keys[written].append(Key(number, closeness))
        self._near: Final = NearSpellings(spelled)

    def resolve(
        self,
        words: str,
        kinds: Iterable[str] = (NameKind.PARTNER,),
        prefer: frozenset[str] = frozenset(),
    ) -> Resolution:
        """The ids that `words` mean among entries of those kinds.

        Args:
            words: The name as somebody wrote it, or an id.
            kinds: Kinds to look among.
            prefer: Ids of the asker's own partners; they break a tie, never beat a closer name.
        """
        wanted = frozenset(kinds)
        by_id = self._of_kinds(self._ids.get(words.strip().casefold(), ()), wanted)
        if by_id:
            return Resolution(by_id, closeness=Closeness.FULL)
        for way in (self.matches, self._misspelt, self._begun, self._mixed):
            if keys := [key for key in way(words) if self.entries[key.entry].kind in wanted]:
                found = self._meant(keys, wanted, prefer)
                return replace(found, closeness=Closeness.TYPO) if way == self._misspelt else found
        return Resolution((), nearest=self._nearest(words, wanted))

    def _meant(self, keys: Sequence[Key], wanted: frozenset[str], prefer: frozenset[str]) -> Resolution:
        """The closest of these; a tie that the asker's book does not break is told with longer names."""
        closest = min(key.closeness for key in keys)
        ids = self._of_kinds((key.entry for key in keys if key.closeness == closest), wanted)
        if closest < Closeness.MIXED:
            ids = self._preferred(ids, wanted, prefer)
        if len(ids) > 1 and closest < Closeness.PART:
            longer = (key.entry for key in keys if key.closeness is Closeness.PART)
            ids = tuple(dict.fromkeys((*ids, *self._of_kinds(longer, wanted))))[: max(len(ids), NEAREST)]
        return Resolution(ids, closeness=closest)

    def named(self, kind: NameKind, identifier: str) -> str | None:
        """The name of the entry of that kind and id; None if there is none."""
        numbers = self._ids.get(identifier.casefold(), ())
        return next(
            (self.entries[number].name for number in numbers if self.entries[number].kind is kind), None
        )

    def matches(self, words: str) -> list[Key]:
        """Every entry that these words name without a typo, at its closest, unordered."""
        tokens = with_plain_legal_form(tokens_of(words))
        found = list(self._keys.get(one_word(tokens), ()))
        for shorter in (without_legal_form(tokens), without_honorific(tokens)):
            if shorter != tokens:
                found += [
                    key for key in self._keys.get(one_word(shorter), ()) if key.closeness > Closeness.FULL
                ]
        return closest_per_entry(found)

    def knows(self, words: str) -> bool:
        """Whether these words are an id or a way to write a name, no typo counted."""
        return words.casefold() in self._ids or bool(self.matches(words))

    def owner(self, kind: NameKind, identifier: str) -> str | None:
        """The partner that an entry belongs to; None when it belongs to none or is not known."""
        numbers = self._ids.get(identifier.casefold(), ())
        return next((self.entries[at].partner_id for at in numbers if self.entries[at].kind is kind), None)

    def typos(self, tokens: Sequence[str]) -> list[Key]:
        """Entries whose written form is a typo or two away from these folded words."""
        return closest_per_entry(key for written in self._near.typos(tokens) for key in self._keys[written])

    def mixed(self, tokens: tuple[str, ...]) -> list[Key]:
        """Partners whose names the words mix: `Umbrella Labs` where there are Umbrella and Umbra Labs."""
        for at in range(1, len(tokens)):
            later = [key for key in self._partners(tokens[at:]) if key.closeness is Closeness.LATER_PART]
            if later and (found := self._mixture(tokens[:at], later)):
                return found
        return []

    def _mixture(self, start: tuple[str, ...], later: Sequence[Key]) -> list[Key]:
        first = self._partners(start) or [
            Key(key.entry, Closeness.TYPO)
            for key in self.typos(start)
            if self.entries[key.entry].kind is NameKind.PARTNER and key.closeness < Closeness.LATER_PART
        ]
        first = [key for key in first if key.closeness is not Closeness.LATER_PART]
        begun = {key.entry for key in first}
        if both := [Key(key.entry, Closeness.TYPO) for key in later if key.entry in begun]:
            return both
        alike = [key for key in later if look_alike(start[0], tokens_of(self.entries[key.entry].name)[0])]
        of_two_parts = len(first) == len(later) == 1 and first[0].closeness is Closeness.PART
        ends = alike or (list(later) if of_two_parts else [])
        return [Key(key.entry, Closeness.MIXED) for key in (*first, *ends)] if first and ends else []

    def _partners(self, tokens: Sequence[str]) -> list[Key]:
        keys = closest_per_entry(self._keys.get(one_word(tokens), ()))
        return [key for key in keys if self.entries[key.entry].kind is NameKind.PARTNER]

    def _misspelt(self, words: str) -> list[Key]:
        """With its legal form where it has one, which tells apart what else is called the same."""
        tokens = with_plain_legal_form(tokens_of(words))
        bare = without_legal_form(tokens)
        full = self.typos(tokens) if bare != tokens else []
        return [key for key in full if key.closeness is Closeness.FULL] or self.typos(bare)

    def _begun(self, words: str) -> list[Key]:
        """Partners whose name begins so, or whose initials these are."""
        written = one_word(without_legal_form(tokens_of(words)))
        begun = [key for start in self._near.starting_with(written) for key in self._keys[start]]
        numbers = [key.entry for key in begun if key.closeness <= Closeness.ALIAS]
        numbers += self._initials.get(written, ()) if may_be_initials(written) else ()
        kept = [at for at in dict.fromkeys(numbers) if self.entries[at].kind is NameKind.PARTNER]
        return [Key(number, Closeness.BEGUN) for number in kept]

    def _mixed(self, words: str) -> list[Key]:
        return self.mixed(without_legal_form(tokens_of(words)))

    @cached_property
    def _initials(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            if entry.kind is NameKind.PARTNER and (letters := initials_of(tokens_of(entry.name))):
                found[letters].append(number)
        return found

    @cached_property
    def _spelled(self) -> dict[str, dict[int, str]]:
        """Folded names by kind, for the nearest to an unknown one."""
        spelled: dict[str, dict[int, str]] = defaultdict(dict)
        for number, entry in enumerate(self.entries):
            spelled[entry.kind][number] = " ".join(tokens_of(entry.name))
        return spelled

    def _nearest(self, words: str, wanted: frozenset[str]) -> tuple[str, ...]:
        names = {number: name for kind in wanted for number, name in self._spelled[kind].items()}
        sought = " ".join(without_legal_form(tokens_of(words)))
        if not sought:
            return ()
        found = process.extract(
            sought, names, scorer=fuzz.QRatio, limit=NEAREST, score_cutoff=NEAR_SCORE
        ) or process.extract(sought, names, scorer=fuzz.partial_ratio, limit=NEAREST, score_cutoff=80)
        return tuple(dict.fromkeys(self.entries[number].id for _, _, number in found))

    def _preferred(
        self, ids: tuple[str, ...], wanted: frozenset[str], prefer: frozenset[str]
    ) -> tuple[str, ...]:
        own = tuple(found for found in ids if self._owner(found, wanted) in prefer)
        return own if own and len(ids) > 1 else ids

    def _owner(self, found: str, wanted: frozenset[str]) -> str:
        for number in self._ids[found.casefold()]:
            entry = self.entries[number]
            if entry.kind in wanted and entry.id == found:
                return entry.partner_id or entry.id
        return found

    def _of_kinds(self, numbers: Iterable[int], wanted: frozenset[str]) -> tuple[str, ...]:
        picked = (self.entries[number] for number in numbers)
        return tuple(dict.fromkeys(entry.id for entry in picked if entry.kind in wanted))
