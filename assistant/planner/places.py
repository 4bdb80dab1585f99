"""Places in the list just shown: `the second one`, `the last one`, `the first two`, `all but the third`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.planner.reading import Reading
from assistant.planner.small_talk import first_few
from assistant.planner.thread import Thread
from prompts.words import shape, shapes, words_for
from tools.spelling import fold

_ORDINALS: Final = shapes("ordinals")
_LAST_ONE: Final = shape("last_one")
_NOT_A_PLACE: Final = shape("not_a_place")
_OTHER_ONE: Final = shape("the_other_one")
_BOTH: Final = shape("both_of_them")
_TWO: Final = 2
_POSSESSIVE: Final = re.compile(r"(?<=x)(?:['\u2019]s?|s)\b")
_LEFT_OUT: Final = re.compile(
    rf"\b{words_for('excluding').pattern}\s+(?:(?:the|der|die|das|den|el|la|le)\s+)?"
    rf"(?:{'|'.join(pattern.pattern for pattern in _ORDINALS)})"
)


def place_in(reading: Reading, thread: Thread) -> str | None:
    """The handle that `the second one` stands for; None without a place, or past the list's end."""
    text, listed = _NOT_A_PLACE.sub(" ", reading.folded), thread.listed or thread.partners
    if listed and _LAST_ONE.search(text):
        return listed[-1]
    for place, pattern in enumerate(_ORDINALS):
        if pattern.search(text):
            return listed[place] if place < len(listed) else None
    return _other_in(text, thread)


def _other_in(text: str, thread: Thread) -> str | None:
    """`the other one` of two: the one that the talk is not about."""
    listed, focus = thread.listed, thread.focus
    if len(listed) != _TWO or focus not in listed or not _OTHER_ONE.search(text):
        return None
    return listed[1 - listed.index(focus)]


def without_place(reading: Reading) -> str:
    """The lower-case text with every place as `partnerref`."""
    text = _LAST_ONE.sub("partnerref", _POSSESSIVE.sub("", fold(reading.masked)))
    text = _OTHER_ONE.sub("partnerref", text)
    for pattern in _ORDINALS:
        text = re.sub(
            rf"(?:\b(?:the|der|die|das|den|el|la|le)\s+)?(?:{pattern.pattern})(?:\s+one)?", "partnerref", text
        )
    return text


def place_left_out(reading: Reading, thread: Thread) -> str | None:
    """The handle that `all but the second one` leaves out."""
    match = _LEFT_OUT.search(reading.folded)
    return place_in(replace(reading, text=match[0]), thread) if match else None


def few_in(reading: Reading, thread: Thread) -> tuple[str, ...]:
    """The handles that `the first two` or `both` stands for, unless partners are named."""
    if reading.partners:
        return ()
    if len(thread.listed) == _TWO and _BOTH.search(reading.folded):
        return thread.listed
    return thread.listed[: first_few(reading) or 0]
