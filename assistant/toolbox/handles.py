"""Handles: what the planner sees instead of names and ids that outsiders chose (`P17`, `C3`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from typing import Final

_LETTERS: Final = {"partner": "P", "contact": "C", "manager": "M"}
_HANDLE: Final = re.compile(r"[PCM][1-9][0-9]*")


class Handles:
    """Numbers ids in the order in which a thread first mentions them, so that a thread can be replayed.

    Args:
        taken: Whether the data itself calls something so: where partners are called P1, P2, … no handle is.
    """

    def __init__(self, taken: Callable[[str], bool] = lambda _: False) -> None:
        self._taken = taken
        self._numbers = {kind: count(1) for kind in _LETTERS}
        self._handle_of: dict[tuple[str, str], str] = {}
        self._id_of: dict[str, str] = {}

    def give(self, kind: str, identifier: str) -> str:
        """The handle of a partner, contact or manager id, made if it has none yet."""
        key = (kind, identifier)
        if key not in self._handle_of:
            numbered = (f"{_LETTERS[kind]}{number}" for number in self._numbers[kind])
            handle = next(handle for handle in numbered if not self._taken(handle))
            self._handle_of[key] = handle
            self._id_of[handle] = identifier
        return self._handle_of[key]

    def id_of(self, kind: str, words: str) -> str | None:
        """The id behind a handle of that kind; None when the words are no such handle."""
        if _HANDLE.fullmatch(words) and words[0] == _LETTERS[kind]:
            return self._id_of.get(words)
        return None
