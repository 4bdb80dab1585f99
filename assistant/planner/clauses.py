"""Compound questions: where one message asks for two things."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from prompts.words import shape
from tools.spelling import fold

_OPENS: Final = shape("clause_opens")
_AND: Final = re.compile(shape("and").pattern.replace("<opens>", _OPENS.pattern))
_MOST_CLAUSES: Final = 3
_FEWEST_WORDS: Final = 2
_FEWEST_QUESTION_WORDS: Final = 4
_QUESTION: Final = shape("question")
_LEANS: Final = shape("leans")
_TO_DO: Final = shape("asks_what_to_do")
_SAME: Final = shape("same_of_another")
_COMMAND: Final = shape("after_a_note")
_REQUEST: Final = re.compile(rf"(?i)^\W*(?:\w+[\s,]+){{0,2}}(?:{_OPENS.pattern})\b")


def clauses_of(text: str) -> list[str]:
    """The parts of a message that may each be a question of its own; the whole message when it is one."""
    parts = [part.strip(" ,") for part in _parts(text) if part.strip(" ,.?!")]
    if not 1 < len(parts) <= _MOST_CLAUSES or len(parts[0].split()) < _FEWEST_WORDS:
        return [text]
    joined = pairwise(parts)
    if any(_leans(part) or _too_short(part, alone=before.endswith("?")) for before, part in joined):
        return [text]
    return parts


def is_same_of_another(part: str) -> bool:
    """Whether a part asks what the one before it asks, of somebody else: `and what on Globex`."""
    return bool(_SAME.match(fold(part).rstrip(" ?.!")))


def note_and_command(text: str) -> tuple[str, str]:
    """The words of a note, and the command in a sentence of its own that follows them; empty if none does."""
    match = _COMMAND.search(text)
    return (text[: match.start()], text[match.end() :]) if match else (text, "")


def _parts(text: str) -> list[str]:
    """The message cut where a request begins; a sentence that only tells something is not cut from it."""
    parts, start = [], 0
    for match in _AND.finditer(text):
        told = match["stop"] and not _REQUEST.match(text[start : match.start()])
        if told and start == 0:
            return [text]
        parts.append(text[start : match.start()])
        start = match.end()
    return [*parts, text[start:]]


def _leans(part: str) -> bool:
    """Whether a part asks on about what is before: `and what did we do there`."""
    return bool(_QUESTION.match(part) and _LEANS.search(part) and not _TO_DO.search(fold(part)))


def _too_short(part: str, *, alone: bool) -> bool:
    """Whether a part is no question of its own: `and what is missing` belongs to what is before.

    Args:
        part: Its words.
        alone: Whether what is before is a question that has ended.
    """
    fewest = _FEWEST_QUESTION_WORDS - alone if alone or _QUESTION.match(part) else _FEWEST_WORDS
    return len(part.split()) < fewest
