"""Typos in the words that a question turns on: months, days, and how a question begins."""

from __future__ import annotations

from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from assistant.planner.date_words import MONTHS, WEEKDAYS
from assistant.planner.reading import Reading
from prompts.words import word_list
from tools.spelling import words_of

_FEWEST: Final = 4  # letters: a shorter word is too doubtful
_FEWEST_CHANGED: Final = 6  # letters of what is meant; a shorter word has them swapped: `that` is no `what`


def respelled(reading: Reading) -> str:
    """The question with such typos put right, but for names; the text itself if it has none."""
    text = reading.text
    for word in reversed(words_of(text)):
        named = any(one.start < word.end and word.start < one.end for one in reading.mentions)
        if named or word.folded in reading.ordinary:
            continue
        if meant := _meant(word.folded):
            text = text[: word.start] + meant + text[word.end :]
    return text


@cache
def _meant(word: str) -> str | None:
    """The one known word that is a letter away, or two letters swapped, if there is just one."""
    if len(word) < _FEWEST or not word.isalpha():
        return None
    near = [known for known in _known() if OSA.distance(word, known, score_cutoff=1) == 1]
    near = [known for known in near if len(known) >= _FEWEST_CHANGED or sorted(known) == sorted(word)]
    return near[0] if len(near) == 1 else None


@cache
def _known() -> frozenset[str]:
    dates = {word for word in (*MONTHS, *WEEKDAYS) if word.isalpha() and len(word) > _FEWEST}
    return frozenset(dates) | word_list("turning_words")
