"""Which pairs are worth a look, so that the cost grows with the partners and not with their square."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from tools.likeness.profile import Profile
from tools.likeness.stated_ids import keys_of, stated_keys

_VOWELS: Final = re.compile("[aeiouy]")
_FULL: Final = 20  # members of a block up to which all its pairs are looked at
_RARE: Final = ("word", "letters", "consonants")  # blocks of which a large one says nothing
_NEXT: Final = 6  # neighbours of each in a larger block, sorted by name and place
_AROUND: Final = 3  # neighbours of each among all names sorted: a typo keeps two names near each other


def candidate_pairs(profiles: Sequence[Profile]) -> set[tuple[int, int]]:
    """Places of partners that share an id, a domain, a name or a rare word, or stand together in order."""
    pairs: set[tuple[int, int]] = set()
    for members in _blocks(profiles):
        pairs.update(_within(members, profiles))
    order = range(len(profiles))
    for ends in (lambda at: profiles[at].named.joined, lambda at: profiles[at].named.joined[::-1]):
        pairs.update(_neighbours(sorted(order, key=ends), _AROUND))
    return pairs


def _blocks(profiles: Sequence[Profile]) -> Iterator[list[int]]:
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in set(_keys(profile)):
            blocks[key].append(at)
    rare = (key for key, members in blocks.items() if key[0] not in _RARE or len(members) <= _FULL)
    return (blocks[key] for key in rare if len(blocks[key]) > 1)


def _keys(profile: Profile) -> Iterator[tuple[str, str]]:
    for key in (*keys_of(profile), *stated_keys(profile)):
        yield "id", key
    for domain in {profile.site, *profile.mail_domains} - {""}:
        yield "domain", domain
    for name in (profile.named, *profile.other_names):
        yield from (("name", one) for one in (name.joined, name.whole, name.initials) if one)
        yield "letters", "".join(sorted(name.joined))  # the same when two letters are swapped
        yield "consonants", _VOWELS.sub("", name.joined)  # the same when a vowel is wrong
        yield from (("word", word) for word in name.core)


def _within(members: list[int], profiles: Sequence[Profile]) -> Iterable[tuple[int, int]]:
    if len(members) <= _FULL:
        return combinations(members, 2)

    def place(at: int) -> tuple[str, str, str, str]:
        profile = profiles[at]
        return profile.named.joined, profile.country_code, profile.city_name, profile.site

    return _neighbours(sorted(members, key=place), _NEXT)


def _neighbours(order: Sequence[int], reach: int) -> Iterator[tuple[int, int]]:
    for step in range(1, reach + 1):
        yield from (
            (min(pair), max(pair)) for pair in zip(order, order[step:], strict=False) if pair[0] != pair[1]
        )
