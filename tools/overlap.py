"""How many of a question's words a text holds, typos and endings allowed, in any language."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz, process

from tools.spelling import fold

_WORD: Final = re.compile(r"[^\W_]+")
_ALIKE: Final = 84.0  # of 100: one typo in six letters, or an ending
_STEM: Final = 4  # letters; from there on a word may go on: "price" in "pricelist"


def overlap(question: str, texts: Sequence[str]) -> list[float]:
    """For each text the share, 0 to 1, of the question's words that it holds; rare words weigh more.

    A word weighs log(1 + texts / texts with it), so that "the", "der" or "le" hardly count in any language.
    """
    asked = sorted(set(_WORD.findall(fold(question))))
    held = [frozenset(_WORD.findall(fold(text))) for text in texts]
    if not asked or not any(held):
        return [0.0] * len(texts)
    vocabulary = sorted(frozenset().union(*held))
    alike = process.cdist(asked, vocabulary, scorer=fuzz.ratio, score_cutoff=_ALIKE)
    meant = [
        {word for word, score in zip(vocabulary, row, strict=True) if score or _goes_on(token, word)}
        for token, row in zip(asked, alike, strict=True)
    ]
    counts = Counter(number for words in held for number, forms in enumerate(meant) if forms & words)
    weights = [math.log(1 + len(texts) / max(1, counts[number])) for number in range(len(asked))]
    return [
        sum(weight for weight, forms in zip(weights, meant, strict=True) if forms & words) / sum(weights)
        for words in held
    ]


def _goes_on(token: str, word: str) -> bool:
    return len(token) >= _STEM and word.startswith(token)
