"""Which of several notes is meant: by its partner, by its words, else the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from knowledge.notes import Note
from prompts.words import word_list
from tools.spelling import fold

_WORD: Final = re.compile(r"[^\W_]{3,}")
_STEM: Final = 5  # letters after which endings no longer tell words apart: price, prices


@dataclass(frozen=True)
class Described:
    """What the asker says of the note.

    Attributes:
        partner_id: Whom it is about; None if that is left open.
        words: Words that it holds, as `telling` returns them.
        newest: Of several that fit equally, the newest is meant.
    """

    partner_id: str | None = None
    words: frozenset[str] = frozenset()
    newest: bool = True


def telling(text: str) -> frozenset[str]:
    """The beginnings of the words that tell one note from another."""
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)) if word not in word_list("fillers"))


def share(note: Note, words: frozenset[str]) -> float:
    """How many of the words the note holds, 0-1; 1 if there are none."""
    return len(words & telling(note.text)) / len(words) if words else 1.0


def fitting(notes: Sequence[Note], described: Described) -> list[Note]:
    """The notes that fit best, in the order given (newest first); several if nothing tells them apart."""
    found = [note for note in notes if described.partner_id in (None, note.partner_id)]
    best = max((share(note, described.words) for note in found), default=0.0)
    kept = [note for note in found if best and share(note, described.words) == best]
    same = len({(note.partner_id, note.text) for note in kept}) == 1
    return kept[:1] if described.newest or same else kept
