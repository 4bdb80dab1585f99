"""The day on which a play was done, read out of the part of a message that says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.planner.past_days import Time, Told, times_in
from tools.plays import Play
from tools.plays.calling import without_name
from tools.spelling import fold

_PRONOUN: Final = (
    r"(?:i|we|they|he|she|it|you|partnerx|ich|wir|sie|er|es|yo|nosotros|ellos|je|nous|ils|elles|on)"
)
_PARTS: Final = re.compile(
    r"[;!?]|,(?!\s*\d)|(?<!\d)\.(?=\s)|\s[-\u2013\u2014]\s"
    r"|\b(?=(?:because|since|until|till?|(?<!day )before|(?<!day )after|by|although|though|while|when|who|"
    r"which|so|but|weil|da|denn|seit|seitdem|bis|bevor|nachdem|obwohl|wahrend|wenn|aber|porque|desde|hasta|"
    r"antes(?! de ayer)|despues|aunque|pero|cuando|parce que|car|depuis|avant(?!-hier)|apres(?!-demain)|mais|"
    r"quand)\b)"
    rf"|\b(?:and|und|y|et)\s+(?={_PRONOUN}\b|(?:will|had|have|has|are|is|were|was|promised|agreed|\w+ed)\b)"
)
_BESIDE_A_TIME: Final = re.compile(
    r"\b(?:on|at|in|the|of|around|about|just|only|am|um|im|el|la|le|en|a|de|done|it was|was|that was|"
    r"das war)\b|\W+"
)


@dataclass(frozen=True)
class DoneOn:
    """What a message says of the day.

    Attributes:
        told: None: nothing.
        day: For a span its last day; None if it is no day, or not to be told which.
    """

    told: Told | None = None
    day: date | None = None


def done_on(words: str, play: Play, today: date) -> DoneOn:
    """The day that the part of a message names which speaks of the play, or a part that is but a day.

    A day in another part, such as `they had no deals since August`, makes it doubtful at most.

    Args:
        words: With names masked.
        play: The play; what it is called is no time, though it may sound like one.
        today: The asker's.
    """
    parts = _PARTS.split(fold(words))
    own = [one for one in parts if without_name(one, play) != one] or [
        one for one in parts if "partnerx" in one
    ]
    own = own or parts
    beside = [one for one in parts if one not in own]
    times = {one: times_in(without_name(one, play), today) for one in parts}
    found = _one_day([time for one in own for time in times[one]])
    if found.told is None:
        found = _one_day([time for one in beside if _only(one, times[one]) for time in times[one]])
    if found.told is None and any(times[one] for one in beside):
        return DoneOn(Told.DOUBTFUL)
    return found


def _one_day(times: list[Time]) -> DoneOn:
    """One day out of several times: a weekday beside a date says no more than the date."""
    said = [one.told for one in times]
    days = sorted({one.day for one in times if one.day is not None})
    if Told.NO_DAY in said:
        return DoneOn(Told.NO_DAY)
    if not days:
        return DoneOn()
    if Told.SPAN in said or len(days) > 1:
        return DoneOn(Told.SPAN, days[-1])
    return DoneOn(Told.DAY if Told.DAY in said else Told.DOUBTFUL, days[0])


def _only(part: str, times: tuple[Time, ...]) -> bool:
    """Whether a part holds nothing but a time."""
    for time in reversed(times):
        part = part[: time.start] + part[time.end :]
    return bool(times) and not _BESIDE_A_TIME.sub("", part)
