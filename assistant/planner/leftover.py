"""What a message says beside names, values and fillers: a half sentence leaves nothing of weight."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from assistant.planner.amounts import without_amounts
from assistant.planner.date_words import MONTHS, NUMBERS, WEEKDAYS
from assistant.planner.places import without_place
from assistant.planner.reading import Reading
from prompts.words import bare_values, shape, talk, value_patterns, word_list, words_for
from tools.spelling import fold

_CLOSED: Final = (
    "lane", "phase", "tier", "type", "category", "language", "speaks", "direction", "cells", "certificates",
    "level", "by", "cost", "plan", "economics", "cost_order", "commission", "play_reason",
)  # fmt: skip
_SAID: Final = ("portfolio", "book", "stuck", "excluding", "person", "also_snoozed", "speaking")
_OF_DATES: Final = frozenset((*MONTHS, *WEEKDAYS, *word_list("date_words")))
_DROPS: Final = shape("drops")
_MAKE_IT: Final = shape("make_it")
_OF_THEM: Final = shape("of_them")


def leftover(reading: Reading, tool: str = "") -> tuple[str, ...]:
    """The words of weight: neither a name, a value of a closed argument, a date, an amount nor a filler.

    Args:
        reading: The message.
        tool: The tool just called; words that name a value of its arguments carry no weight either.
    """
    text = _MAKE_IT.sub(" ", _OF_THEM.sub(" ", talk("detail").sub(" ", without_place(reading))))
    text = without_amounts(_DROPS.sub(" ", text))
    taken = [match.span() for pattern in _of_values(tool) for match in pattern.finditer(text)]
    for start, end in taken:  # each on the whole text: `lifetime` alone is no part of `lifetime value`
        text = text[:start] + " " * (end - start) + text[end:]
    known = word_list("fillers") | _OF_DATES | NUMBERS.keys()
    words = re.findall(r"[^\W_]+", text)
    return tuple(word for word in words if word not in known and not word.isdigit())


@cache
def _of_values(tool: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of all words that name a value."""
    bare = (pattern for values in bare_values(tool).values() for pattern in values.values())
    closed = (pattern for slot in _CLOSED for pattern in value_patterns(slot).values())
    said = (re.compile(rf"\b(?:{words_for(slot).pattern})(?!\w)") for slot in _SAID)
    return (*bare, *closed, *said)


def bare_slots(reading: Reading, tool: str) -> dict[str, str]:
    """Values of arguments that a word names only in a half sentence: `and down?`, `and silver?`."""
    text = fold(reading.masked)
    return {
        argument: value
        for argument, values in bare_values(tool).items()
        for value, pattern in reversed(values.items())
        if pattern.search(text)
    }
