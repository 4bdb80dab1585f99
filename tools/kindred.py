"""Words of one meaning in English, German, French and Spanish, as partner managers use them.

An encoder of sentences knows most of this; here it is kept for the words that decide which of many similar
notes is meant, so that "remise" meets "Nachlass" and "off" list as surely as it meets itself. The words are
data: `kindred.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import yaml

from tools.calendar_words import MONTHS, WEEKDAYS
from tools.spelling import fold

_INSIDE: Final = 5  # letters; stems from there on are also found within a compound: "Marketingbudget"
_REMEMBERED: Final = 50_000  # words, 10 MB: those of a large book

Meanings = frozenset[str]


@dataclass(frozen=True)
class _Stems:
    """Stem to meanings: of words that are the stem, that begin with it, and that hold it anywhere."""

    whole: Mapping[str, Meanings]
    first: Mapping[str, Meanings]
    longest: int

    def of(self, word: str) -> Meanings:
        """Every meaning of a folded word."""
        found = set(self.whole.get(word, ()))
        for start in range(len(word)):
            shortest = _INSIDE if start else 1
            for end in range(start + shortest, min(len(word), start + self.longest) + 1):
                found.update(self.first.get(word[start:end], ()))
        return frozenset(found)


@lru_cache(_REMEMBERED)
def meanings(word: str) -> Meanings:
    """The names of a word's meanings; none for most names. The word is folded (`tools.spelling.fold`)."""
    return _stems().of(word)


def by_meaning(vocabulary: Iterable[str]) -> Mapping[str, set[str]]:
    """Each meaning that a vocabulary has to those of its words, all folded, that have it."""
    found: dict[str, set[str]] = {}
    for word in vocabulary:
        for meaning in meanings(word):
            found.setdefault(meaning, set()).add(word)
    return found


@cache
def _stems() -> _Stems:
    """The stems of the file, folded; months and weekdays are whole words with meanings of their own."""
    written = yaml.safe_load(files("tools").joinpath("kindred.yaml").read_text(encoding="utf-8"))
    whole: dict[str, Meanings] = {}
    first: dict[str, Meanings] = {}
    for meaning, stems in written.items():
        for stem in fold(stems).split():
            kept, key = (whole, stem[:-1]) if stem.endswith(".") else (first, stem)
            kept[key] = kept.get(key, frozenset()) | {meaning}
    for kind, names in (("month", MONTHS), ("weekday", WEEKDAYS)):
        for name, number in names.items():
            whole[fold(name)] = whole.get(fold(name), frozenset()) | {f"{kind} {number}"}
    return _Stems(whole, first, max(map(len, first)))
