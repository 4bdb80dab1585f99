"""What has a name, and every way in which each name may be written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from tools.spelling import JOINERS, tokens_of, with_plain_legal_form, without_honorific, without_legal_form


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
        told_by: What tells it from others of the same name: a partner's city, country, region and type.
    """

    kind: NameKind
    id: str
    name: str
    aliases: tuple[str, ...] = ()
    partner_id: str | None = None
    told_by: tuple[str, ...] = ()


class Closeness(IntEnum):
    """How words met a name; lower is closer, and a closer one beats all others."""

    FULL = 0  # the id, or the name with its legal form
    NAME = 1  # the name without its legal form
    ALIAS = 2
    PART = 3  # the first words of the name; a person's first or last name
    LATER_PART = 4  # later words of the name
    TYPO = 5
    BEGUN = 6  # the first letters of the name, or its initials
    MIXED = 7  # the beginning of one name and the end of another


@dataclass(frozen=True)
class Key:
    """One way to write a name: entry number and how close it is."""

    entry: int
    closeness: Closeness


def one_word(tokens: Sequence[str]) -> str:
    """The one string under which a name is kept: its tokens joined, `and` left out."""
    return "".join(token for token in tokens if token not in JOINERS) or "".join(tokens)


def ways_to_write(entry: NameEntry) -> Iterator[tuple[tuple[str, ...], Closeness]]:
    """Every way to write an entry's names, as folded words, and how close each is."""
    for name, closeness in [
        (entry.name, Closeness.NAME),
        *((alias, Closeness.ALIAS) for alias in entry.aliases),
    ]:
        tokens = with_plain_legal_form(tokens_of(name))
        if not tokens:
            continue
        if closeness is Closeness.NAME:
            yield tokens, Closeness.FULL
        bare = without_honorific(tokens) if entry.kind in PEOPLE else without_legal_form(tokens)
        yield bare, closeness
        if entry.kind in PEOPLE or entry.kind is NameKind.PARTNER:
            yield from _parts(bare, people=entry.kind in PEOPLE)


def _parts(tokens: tuple[str, ...], *, people: bool) -> Iterator[tuple[tuple[str, ...], Closeness]]:
    for count in range(1, len(tokens)):
        yield tokens[:count], Closeness.PART
        later = Closeness.PART if people else Closeness.LATER_PART
        yield tokens[count:], later


def closest_per_entry(found: Iterable[Key]) -> list[Key]:
    """Of each entry the closest key."""
    closest: dict[int, Key] = {}
    for key in found:
        kept = closest.get(key.entry)
        if kept is None or key.closeness < kept.closeness:
            closest[key.entry] = key
    return list(closest.values())
