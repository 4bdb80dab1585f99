"""Texts written down so that look-alikes are equal, with the way back to the original characters."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tools.grounding.word_lists import lines
from tools.spelling import fold

_CONFUSABLE: Final = {line[0]: line[2] for line in lines("confusable")}
_LEET: Final = {
    "0": "o",
    "1": "i",
    "3": "e",
    "4": "a",
    "5": "s",
    "7": "t",
    "8": "b",
    "@": "a",
    "$": "s",
    "!": "i",
    "|": "i",
}
_PUNCTUATION: Final = (
    dict.fromkeys("\u2018\u2019\u02bc\u2032`\u00b4", "'")
    | dict.fromkeys(
        "\u2010\u2011\u2012\u2013\u2014\u2212",
        "-",
    )
    | {"\u3002": ".", "\uff61": "."}
)
_MERGED: Final = {"rn": "m", "vv": "w"}
_SECONDS: Final = frozenset("nv")


@dataclass(frozen=True)
class Folded:
    """A text after folding.

    Attributes:
        text: The folded text.
        origin: For each of its characters the position of the character it came from.
    """

    text: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original text of the folded characters from `start` to `end`."""
        return self.origin[start], self.origin[end - 1] + 1

    def at(self, position: int) -> int:
        """Index of the first folded character that came from after `position`."""
        return bisect_right(self.origin, position)


def cleaned(text: str) -> Folded:
    """NFKC, ASCII digits, look-alike letters as Latin ones, format and control characters dropped."""
    letters: list[str] = []
    origin: list[int] = []
    for position, letter in enumerate(text):
        for plain in _plain(letter):
            letters.append(plain)
            origin.append(position)
    return Folded("".join(letters), tuple(origin))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    if letter in "\n\r\u2028\u2029":
        return "\n"
    if letter in "\t\x0b\x0c":
        return " "
    if letter in _PUNCTUATION:
        return _PUNCTUATION[letter]
    if unicodedata.category(letter) in {"Cf", "Cc", "Co", "Cn", "Me"} or "\ufe00" <= letter <= "\ufe0f":
        return ""
    if (digit := unicodedata.decimal(letter, None)) is not None:
        return str(digit)
    return "".join(_CONFUSABLE.get(part, part) for part in unicodedata.normalize("NFKC", letter))


def skeleton(text: Folded) -> Folded:
    """Letters alone in one canonical form: `D3m-ent0r`, `dementor` and `DEMENTOR` are the same."""
    letters: list[str] = []
    origin: list[int] = []
    for position, letter in zip(text.origin, text.text, strict=True):
        for plain in _letters(letter):
            letters.append(plain)
            origin.append(position)
            if plain in _SECONDS and (merged := _MERGED.get("".join(letters[-2:]))) is not None:
                letters[-2:] = [merged]
                origin.pop()
    return Folded("".join(letters), tuple(origin))


@lru_cache(maxsize=4096)
def _letters(letter: str) -> str:
    folded = fold(_LEET.get(letter, letter))
    return "".join("i" if plain == "l" else plain for plain in folded if "a" <= plain <= "z")


def same_length_fold(text: str) -> str:
    """The text in lower case without accents; every position stays where it is."""
    return "".join(map(_one_letter, text))


@lru_cache(maxsize=4096)
def _one_letter(letter: str) -> str:
    return folded if len(folded := fold(letter)) == 1 else letter.lower()[:1]


@lru_cache(maxsize=65_536)
def canonical(text: str) -> str:
    """The skeleton of a name or word."""
    return skeleton(cleaned(text)).text


def occurrences(text: str, piece: str) -> Iterator[tuple[int, int]]:
    """Spans of every place where the piece stands; none for blanks."""
    start = text.find(piece) if piece.strip() else -1
    while start >= 0:
        yield start, start + len(piece)
        start = text.find(piece, start + len(piece))
