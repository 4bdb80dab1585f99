"""Places in the list just shown: `the second one`, `the last one`, `the first two`, `all but the third`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from assistant.planner.reading import Reading
from assistant.planner.small_talk import first_few
from assistant.planner.thread import Thread
from prompts.words import shape, shapes, words_for

_ORDINALS: Final = shapes("ordinals")
_LAST_ONE: Final = shape("last_one")
_NOT_A_PLACE: Final = shape("not_a_place")
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
    return None


def without_place(reading: Reading) -> str:
    """The lower-case text with every place as `partnerref`."""
    text = _LAST_ONE.sub("partnerref", reading.masked.casefold())
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
    """The handles that `the first two` stands for, unless partners are named."""
    return () if reading.partners else thread.listed[: first_few(reading) or 0]
