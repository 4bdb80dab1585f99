"""Which partner, person or other thing a person means by a name: exact, alias, part of a name, or a typo.

Pure and in memory. Names are compared as folded tokens (`tools.spelling`), so case, accents, punctuation and
legal forms do not matter unless two names differ in nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from tools.spelling import JOINERS, allowed_edits, tokens_of, without_honorific, without_legal_form


class NameKind(StrEnum):
    """What a name is of. The values of the first three equal those of a tool argument's reference."""

    PARTNER = "partner"
    CONTACT = "contact"
    MANAGER = "manager"
    CUSTOMER = "customer"
    SECTOR = "sector"
    TECHNOLOGY = "technology"
    REGION = "region"
    COUNTRY = "country"
    CITY = "city"


PEOPLE: Final = frozenset({NameKind.CONTACT, NameKind.MANAGER})


@dataclass(frozen=True)
class NameEntry:
    """One thing that has a name.

    Attributes:
        id: Its key in the data; for vocabulary (sector, region, …) the word as the data spells it.
        partner_id: The partner that a contact belongs to, else None.
    """

    kind: NameKind
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    partner_id: str | None = None


class Closeness(IntEnum):
    """How words met a name; lower is closer, and a closer one beats all others."""

    FULL = 0  # the id, or the name with its legal form
    NAME = 1  # the name without its legal form
    ALIAS = 2
    PART = 3  # the first words of the name; a person's first or last name
    LATER_PART = 4  # later words of the name
    TYPO = 5


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


@dataclass(frozen=True)
class Key:
    """One way to write a name: entry number and how close it is."""

    entry: int
    closeness: Closeness


NEAREST: Final = 3
NEAR_SCORE: Final = 62.0  # rapidfuzz WRatio, 0-100: below it names have little in common


class NameIndex:
    """Finds entries by name; built once per state of the data, about 0.3 s for 10,000 partners."""

    def __init__(self, entries: Sequence[NameEntry]) -> None:
        self.entries: Final = tuple(entries)
        self._ids: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[str, list[Key]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            self._ids[entry.id.casefold()].append(number)
            for written, closeness in _ways_to_write(entry):
                self._keys[written].append(Key(number, closeness))

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
        matches = [key for key in self.matches(words) if self.entries[key.entry].kind in wanted]
        if not matches:
            return self._resolve_typo(words, wanted, prefer)
        closest = min(key.closeness for key in matches)
        ids = self._of_kinds((key.entry for key in matches if key.closeness == closest), wanted)
        return Resolution(self._preferred(ids, wanted, prefer), closeness=closest)

    def named(self, kind: NameKind, identifier: str) -> str | None:
        """The name of the entry of that kind and id; None if there is none."""
        numbers = self._ids.get(identifier.casefold(), ())
        return next(
            (self.entries[number].name for number in numbers if self.entries[number].kind is kind), None
        )

    def matches(self, words: str) -> list[Key]:
        """Every entry that these words name without a typo, at its closest, unordered."""
        tokens = tokens_of(words)
        found = list(self._keys.get(_written(tokens), ()))
        for shorter in (without_legal_form(tokens), without_honorific(tokens)):
            if shorter != tokens:
                found += [
                    key for key in self._keys.get(_written(shorter), ()) if key.closeness > Closeness.FULL
                ]
        return _closest_per_entry(found)

    def knows(self, words: str) -> bool:
        """Whether these words are an id or a way to write a name, no typo counted."""
        return words.casefold() in self._ids or bool(self.matches(words))

    def owner(self, kind: NameKind, identifier: str) -> str | None:
        """The partner that an entry belongs to; None when it belongs to none or is not known."""
        numbers = self._ids.get(identifier.casefold(), ())
        return next((self.entries[at].partner_id for at in numbers if self.entries[at].kind is kind), None)

    def typos(self, word: str) -> list[Key]:
        """Entries whose written form, as one word, is a typo or two away from `word` (folded)."""
        return [] if not allowed_edits(len(word)) else _closest_per_entry(self._typo_keys(word))

    def _typo_keys(self, word: str) -> Iterator[Key]:
        most = allowed_edits(len(word))
        lengths = range(len(word) - most, len(word) + most + 1)
        found = [
            (distance, written)
            for length in lengths
            for written, distance, _ in process.extract(
                word,
                self._written_by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=min(most, allowed_edits(length)),
                limit=None,
            )
        ]
        best = min((distance for distance, _ in found), default=0)
        for distance, written in found:
            if distance == best:
                yield from self._keys[written]

    @cached_property
    def _written_by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = defaultdict(list)
        for written in self._keys:
            lengths[len(written)].append(written)
        return lengths

    @cached_property
    def _spelled(self) -> dict[str, dict[int, str]]:
        """Folded names by kind, for the nearest to an unknown one."""
        spelled: dict[str, dict[int, str]] = defaultdict(dict)
        for number, entry in enumerate(self.entries):
            spelled[entry.kind][number] = " ".join(tokens_of(entry.name))
        return spelled

    def _resolve_typo(self, words: str, wanted: frozenset[str], prefer: frozenset[str]) -> Resolution:
        written = _written(without_legal_form(tokens_of(words)))
        near = [key for key in self.typos(written) if self.entries[key.entry].kind in wanted]
        if near:
            closest = min(key.closeness for key in near)
            ids = self._of_kinds((key.entry for key in near if key.closeness == closest), wanted)
            return Resolution(self._preferred(ids, wanted, prefer), closeness=Closeness.TYPO)
        return Resolution((), nearest=self._nearest(words, wanted))

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


def _written(tokens: Sequence[str]) -> str:
    """The one string under which a name is kept: its tokens joined, `and` left out."""
    return "".join(token for token in tokens if token not in JOINERS) or "".join(tokens)


def _ways_to_write(entry: NameEntry) -> Iterator[tuple[str, Closeness]]:
    for name, closeness in [
        (entry.name, Closeness.NAME),
        *((alias, Closeness.ALIAS) for alias in entry.aliases),
    ]:
        tokens = tokens_of(name)
        if not tokens:
            continue
        if closeness is Closeness.NAME:
            yield _written(tokens), Closeness.FULL
        bare = without_honorific(tokens) if entry.kind in PEOPLE else without_legal_form(tokens)
        yield _written(bare), closeness
        if entry.kind in PEOPLE or entry.kind is NameKind.PARTNER:
            yield from _parts(bare, people=entry.kind in PEOPLE)


def _parts(tokens: tuple[str, ...], *, people: bool) -> Iterator[tuple[str, Closeness]]:
    for count in range(1, len(tokens)):
        yield _written(tokens[:count]), Closeness.PART
        later = Closeness.PART if people else Closeness.LATER_PART
        yield _written(tokens[count:]), later


def _closest_per_entry(found: Iterable[Key]) -> list[Key]:
    closest: dict[int, Key] = {}
    for key in found:
        kept = closest.get(key.entry)
        if kept is None or key.closeness < kept.closeness:
            closest[key.entry] = key
    return list(closest.values())
