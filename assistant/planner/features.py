"""What the embedded planner sees of a question: its names masked, then letters and words hashed.

The same functions run at build time, when the head is fitted, and at run time; only numpy is needed.
"""

from __future__ import annotations

import itertools
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.mentions import Mention
from tools.names import NameKind
from tools.spelling import fold

MASKS: Final = {
    NameKind.PARTNER: "partnerx",
    NameKind.CONTACT: "personx",
    NameKind.MANAGER: "personx",
    NameKind.CUSTOMER: "customerx",
    NameKind.SECTOR: "sectorx",
    NameKind.TECHNOLOGY: "techx",
    NameKind.REGION: "regionx",
    NameKind.COUNTRY: "regionx",
    NameKind.CITY: "regionx",
}
_NATURAL: Final = {
    "partnerx": "Acme",
    "personx": "Anna",
    "customerx": "Contoso",
    "sectorx": "retail",
    "techx": "Azure",
    "regionx": "Germany",
}
_MASK: Final = re.compile("|".join(_NATURAL))
LETTER_SLOTS: Final = 1 << 14
WORD_SLOTS: Final = 1 << 13
SLOTS: Final = LETTER_SLOTS + WORD_SLOTS
_WORD: Final = re.compile(r"[^\W_]+|[?]")
_NUMBER: Final = re.compile(r"\d+")

Hashed = tuple[NDArray[np.int64], NDArray[np.float32]]


def masked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with every name replaced by a word for its kind."""
    pieces, at = [], 0
    for mention in mentions:
        pieces += [text[at : mention.start], MASKS[mention.kind]]
        at = mention.end
    return "".join([*pieces, text[at:]])


def spoken(text: str) -> str:
    """A masked text with a usual name for each mask, which a sentence encoder understands better."""
    return _MASK.sub(lambda match: _NATURAL[match[0]], text)


def hashed(text: str, weights: NDArray[np.float32] | None = None) -> Hashed:
    """Slots and values of a masked text: letters and words, each part scaled to length one.

    Args:
        text: Masked text.
        weights: Inverse document frequency per slot; None while it is being counted.
    """
    words = [_NUMBER.sub("0", word) for word in _WORD.findall(fold(text))]
    letters = _slots(_letter_grams(words), 0, LETTER_SLOTS)
    whole = _slots(_word_grams(words), LETTER_SLOTS, WORD_SLOTS)
    parts = [_scaled(part, weights) for part in (letters, whole) if part]
    if not parts:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
    return np.concatenate([part[0] for part in parts]), np.concatenate([part[1] for part in parts])


def _scaled(counts: Counter[int], weights: NDArray[np.float32] | None) -> Hashed:
    slots = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
    values = np.fromiter((1 + math.log(count) for count in counts.values()), dtype=np.float32)
    if weights is not None:
        values *= weights[slots]
    return slots, values / max(float(np.linalg.norm(values)), 1e-9)


def _slots(grams: Iterable[str], first: int, size: int) -> Counter[int]:
    return Counter(first + zlib.crc32(gram.encode()) % size for gram in grams)


def _letter_grams(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        padded = f" {word} "
        for length in (2, 3, 4, 5):
            yield from (padded[at : at + length] for at in range(max(1, len(padded) - length + 1)))


def _word_grams(words: Sequence[str]) -> Iterator[str]:
    yield from words
    yield from (f"{left} {right}" for left, right in itertools.pairwise(words))
    if words:
        yield from (f"^ {words[0]}", f"{words[-1]} $", f"^ {' '.join(words[:2])}")
