"""How many of a question's words a text holds: as written, with typos and endings, or in another language."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import yaml
from rapidfuzz import fuzz, process

from tools.kindred import by_meaning, meanings
from tools.spelling import fold

_WORD: Final = re.compile(r"[^\W_]+")
_ALIKE: Final = 84.0  # of 100: one typo in six letters, or an ending
_STEM: Final = 4  # letters; from there on a word may go on: "price" in "pricelist"
_LAST: Final = "\U0010ffff"


def overlap(question: str, texts: Sequence[str]) -> list[float]:
    """For each text the share, 0 to 1, of the question's words that it holds; rare words weigh more.

    A word weighs log(1 + texts / texts with it). A word of the same meaning counts as the word itself; one
    like "the", "der" or "how" counts nothing, unless the question has no other.
    """
    asked = _asked(question)
    places = _places(texts)
    if not asked or not places:
        return [0.0] * len(texts)
    shares, total = np.zeros(len(texts)), 0.0
    for words in _meant(asked, sorted(places)):
        held = sorted(set().union(*(places[word] for word in words)))
        weight = math.log(1 + len(texts) / max(1, len(held)))
        shares[held] += weight
        total += weight
    return [float(share) for share in shares / total]


def _asked(question: str) -> list[str]:
    """The words of a question that say something, each once."""
    words = _words(question)
    return sorted(words - _function_words() or words)


@cache
def _function_words() -> frozenset[str]:
    written = yaml.safe_load(files("tools").joinpath("function_words.yaml").read_text(encoding="utf-8"))
    return frozenset(word for words in written.values() for word in words.split())


def _places(texts: Sequence[str]) -> Mapping[str, Sequence[int]]:
    """Word to the numbers of the texts that hold it."""
    places: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        for word in _words(text):
            places.setdefault(word, []).append(number)
    return places


@lru_cache(maxsize=6_000)  # the notes of a large book, 15 MB: most questions are asked of the same notes
def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text)))


def _meant(asked: Sequence[str], vocabulary: list[str]) -> list[set[str]]:
    """For each word of the question the words, out of a sorted vocabulary, that count as it."""
    alike = process.cdist(asked, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    kin = by_meaning(vocabulary)
    return [
        {vocabulary[place] for place in np.flatnonzero(row)}.union(
            _going_on(word, vocabulary), *(kin.get(meaning, ()) for meaning in meanings(word))
        )
        for word, row in zip(asked, alike, strict=True)
    ]


def _going_on(word: str, vocabulary: list[str]) -> set[str]:
    if len(word) < _STEM:
        return set()
    return set(vocabulary[bisect_left(vocabulary, word) : bisect_left(vocabulary, word + _LAST)])
