"""The one way to write words of names and places down before they are compared."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from tools.spelling import tokens_of

_LETTERS: Final = str.maketrans(
    {"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "\u0131": "i", "æ": "a", "Æ": "a", "œ": "o", "Œ": "o"}
)
_UMLAUT: Final = re.compile("([aou])e+")  # `Mueller` is `Müller`; `blue` is `blu` on both sides


def readable(text: str) -> str:
    """The text with letters composed, and those that no accent explains replaced."""
    return unicodedata.normalize("NFKC", text).translate(_LETTERS)


def folded_words(text: str) -> list[str]:
    """The words of a readable text in lower case without accents, an umlaut as its one letter."""
    return [folded(token) for token in tokens_of(text)]


def folded(word: str) -> str:
    """A word of lower-case letters as `folded_words` gives it."""
    return _UMLAUT.sub(r"\1", word)
