"""Written names that come near one that is misspelt, cut short or told by its initials."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from tools.spelling import JOINERS, allowed_edits, is_typo, without_legal_form

_FEWEST_OF_START: Final = 4  # letters: `Nor` begins too many names
_INITIALS: Final = range(2, 5)  # letters
_SHARED: Final = 4  # letters with which both names of a mixture begin


class NearSpellings:
    """Finds written names by what comes near them.

    Args:
        spelled: For each written name, all in one word, the words it is made of.
    """

    def __init__(self, spelled: Mapping[str, tuple[str, ...]]) -> None:
        self._spelled: Final = spelled

    def typos(self, tokens: Sequence[str]) -> list[str]:
        """The written names of which these words are a misspelling, the nearest alone."""
        word = "".join(tokens)
        found = [
            (distance, written)
            for written, distance in self._within(word)
            if is_typo(tokens, self._spelled[written])
        ]
        best = min((distance for distance, _ in found), default=0)
        return [written for distance, written in found if distance == best]

    def starting_with(self, start: str) -> list[str]:
        """The written names that begin so: `nordl` begins nordlicht."""
        if len(start) < _FEWEST_OF_START:
            return []
        first = bisect_left(self._sorted, start)
        last = bisect_left(self._sorted, f"{start}\uffff")
        return self._sorted[first:last]

    def _within(self, word: str) -> Iterator[tuple[str, int]]:
        most = allowed_edits(len(word))
        for length in range(len(word) - most, len(word) + most + 1) if most else ():
            near = process.extract(
                word,
                self._by_length.get(length, ()),
                scorer=OSA.distance,
                score_cutoff=min(most, allowed_edits(length)),
                limit=None,
            )
            yield from ((written, int(distance)) for written, distance, _ in near)

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        lengths: dict[int, list[str]] = defaultdict(list)
        for written in self._spelled:
            lengths[len(written)].append(written)
        return lengths

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._spelled)


def initials_of(tokens: tuple[str, ...]) -> str:
    """The first letters of a name without its legal form: `mc` for Maison Corvelle; empty for one word."""
    words = [word for word in without_legal_form(tokens) if word not in JOINERS]
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def may_be_initials(written: str) -> bool:
    """Whether a written name may be initials."""
    return len(written) in _INITIALS and written.isalpha()


def look_alike(one: str, other: str) -> bool:
    """Whether two words could be taken for each other in a mixture of two names: `umbrella` and `umbra`."""
    return one[:_SHARED] == other[:_SHARED] and min(len(one), len(other)) >= _SHARED
