"""Whether a text touches what must not be mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from tools.grounding.folding import canonical
from tools.grounding.word_lists import words
from tools.spelling import fold

_WORD: Final = re.compile(r"[^\W\d_]+")
_SPACED: Final = re.compile(r"\b\w(?:[\s._*-]{1,2}\w\b){3,}")
"""A word with something between its letters."""

_FRAME: Final = frozenset(canonical(word) for word in words("taboo_frame"))
"""Words around a taboo: "never mention … to them"."""

_LETTERS: Final = 4
_ENDING: Final = 2
_ALL_BELOW: Final = 2


def touched(text: str, taboos: tuple[str, ...], allowed: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """Span and taboo for every mention of a taboo in a cleaned text.

    A taboo of one or two telling words is touched by any of them, a longer one by half of them.

    Args:
        text: The cleaned text.
        taboos: As people put them: "never mention the outage".
        allowed: Canonical words that are no taboo though they stand in one: the contact's own name.
    """
    pieces = (*_WORD.finditer(text), *_SPACED.finditer(text))
    written = [(match.span(), canonical(match[0])) for match in pieces]
    for taboo in taboos:
        stems = _stems(taboo, allowed)
        hits = {stem: span for span, word in written for stem in stems if word.startswith(stem)}
        needed = 1 if len(stems) <= _ALL_BELOW else (len(stems) + 1) // 2
        if stems and len(hits) >= needed:
            for start, end in hits.values():
                yield start, end, taboo


def _stems(taboo: str, allowed: frozenset[str]) -> frozenset[str]:
    """Beginnings of the telling words, so that `outages` and `outage` are the same."""
    said = [canonical(word) for word in _WORD.findall(fold(taboo))]
    telling = [word for word in said if len(word) >= _LETTERS and word not in _FRAME | allowed]
    return frozenset(word[: max(_LETTERS, len(word) - _ENDING)] for word in telling)
