"""Typos in the words that a question turns on: months, days, and how a question begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final

from rapidfuzz.distance import OSA

from assistant.planner.date_words import MONTHS, WEEKDAYS
from assistant.planner.reading import Reading
from assistant.planner.thread import Call
from prompts.words import word_list
from tools.spelling import words_of

_COPIED: Final = frozenset(("text", "reason", "outcome", "role", "other_role", "play"))
_ALIKE: Final = 5  # first letters that words of one meaning share: `agencies`, `agences`
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


def spelled_as_typed(calls: Iterable[Call], text: str, typed: str) -> tuple[Call, ...]:
    """The calls for a respelled text, with whatever they copy out of it as the asker typed it."""
    return tuple(
        replace(
            call,
            args={
                name: _as_typed(value, text, typed) if name in _COPIED else value
                for name, value in call.args.items()
            },
        )
        for call in calls
    )


def _as_typed(copied: str, text: str, typed: str) -> str:
    """The same words where they stand in what was typed, as respelling neither adds nor drops any."""
    words, own, at = words_of(text), words_of(typed), text.find(copied)
    inside = [place for place, word in enumerate(words) if at <= word.start < at + len(copied)]
    if text == typed or at < 0 or not inside or len(words) != len(own):
        return copied
    first, last = inside[0], inside[-1]
    before, after = copied[: words[first].start - at], copied[words[last].end - at :]
    return before + typed[own[first].start : own[last].end] + after


@cache
def _meant(word: str) -> str | None:
    """The known word a letter away, or with two letters swapped; of several that begin alike the nearest."""
    if len(word) < _FEWEST or not word.isalpha() or word in _known():
        return None
    near = [known for known in _known() if OSA.distance(word, known, score_cutoff=1) == 1]
    near = [known for known in near if len(known) >= _FEWEST_CHANGED or sorted(known) == sorted(word)]
    if len({known[:_ALIKE] for known in near}) > 1:  # `montag`, `sonntag`
        return None
    return min(near, default=None, key=lambda known: (sorted(known) != sorted(word), len(known), known))


@cache
def _known() -> frozenset[str]:
    dates = {word for word in (*MONTHS, *WEEKDAYS) if word.isalpha() and len(word) > _FEWEST}
    return frozenset(dates) | word_list("turning_words")
