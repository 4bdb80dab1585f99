"""Compound questions: where one message asks for two things."""

from __future__ import annotations

from typing import Final

from prompts.words import shape

_AND: Final = shape("and")
_MOST_CLAUSES: Final = 3
_FEWEST_WORDS: Final = 2
_FEWEST_QUESTION_WORDS: Final = 4
_QUESTION: Final = shape("question")
_LEANS: Final = shape("leans")


def clauses_of(text: str) -> list[str]:
    """The parts of a message that may each be a question of its own; the whole message when it is one."""
    parts = [part.strip(" ,") for part in _AND.split(text) if part and part.strip(" ,.?!")]
    if not 1 < len(parts) <= _MOST_CLAUSES or any(_too_short(part) or _leans(part) for part in parts):
        return [text]
    return parts


def _leans(part: str) -> bool:
    """Whether a part asks on about what is before: `and what did we do there`."""
    return bool(_QUESTION.match(part) and _LEANS.search(part))


def _too_short(part: str) -> bool:
    """Whether a part is no question of its own: `and what is missing` belongs to what is before."""
    words = len(part.split())
    return words < (_FEWEST_QUESTION_WORDS if _QUESTION.match(part) else _FEWEST_WORDS)
