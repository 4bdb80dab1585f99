"""What somebody wants to be reminded of, and when: the asker's own words without the command and the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.planner.moments_ahead import WhenSaid, folded_with_places, whens
from assistant.planner.reading import Reading
from prompts.intents import unquoted
from prompts.words import following_up
from tools.names import NameKind

_NAMED: Final = frozenset((NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER, NameKind.CUSTOMER))
_NOT_THEN: Final = re.compile(
    r"\b(?:not (?:today|tomorrow)|pas (?:aujourd['\u2019]hui|demain)|(?:heute|morgen) nicht|"
    r"nicht (?:heute|morgen)|(?:hoy|ma\u00f1ana) no|no (?:hoy|ma\u00f1ana))\b",
    re.IGNORECASE,
)
_NEAR: Final = 3  # letters between a command and the day that belongs to it


@dataclass(frozen=True)
class Reminded:
    """One request.

    Attributes:
        words: What to be reminded of, as typed; empty if nothing is said.
        when: None if no day or hour is said.
        commanded: Whether it opens as a command, outside quotations.
    """

    words: str
    when: WhenSaid | None
    commanded: bool


def reminded_of(text: str, hidden: str = "") -> Reminded:
    """Take a request apart: `remind me on Tuesday to call Dana about pricing`.

    Args:
        hidden: The text with names blanked in place (`names_blanked`), where a name may read like a day.
    """
    opened = _opened(text)
    when = _meant(whens(hidden or text), text, opened)
    if when is None:
        return Reminded(_without_joints(text[opened:]), None, _opened(unquoted(text)) > 0)
    before = _without_end(text[min(opened, when.start) : when.start])
    after = _without_opening(text[max(opened, when.end) :])
    commanded = _opened(unquoted(text)) > 0
    if not commanded and _without_joints(before) and _without_joints(after):
        return Reminded(text.strip(), when, commanded)  # a day in the middle of words of their own stays
    return Reminded(_without_joints(_joined(before, after)), when, commanded)


def names_blanked(reading: Reading) -> str:
    """The text in its own length without names (`Friday Systems`) and days ruled out (`not today`)."""
    text = reading.text
    for mention in reading.mentions:
        if mention.kind in _NAMED:
            text = text[: mention.start] + "\x01" * (mention.end - mention.start) + text[mention.end :]
    return _NOT_THEN.sub(lambda found: "\x01" * len(found[0]), text)


def only_when(text: str) -> WhenSaid | None:
    """The moment that is all that a message says: `Friday at 3`, `on Tuesday, please`; else None."""
    found = whens(text)
    rest = _without_joints(text[: found[0].start] + " " + text[found[0].end :]) if len(found) == 1 else "?"
    return None if rest else found[0]


def _opened(text: str) -> int:
    """Where the command at the beginning ends; 0 if there is none."""
    folded, places = folded_with_places(text)
    match = following_up("opens").match(folded)
    return places[match.end() - 1] + 1 if match and match.end() else 0


def _meant(found: list[WhenSaid], text: str, opened: int) -> WhenSaid | None:
    """The day next to the command, else the one at the end, else the one at the beginning, else the first."""
    if not found:
        return None
    for one in found:
        if opened <= one.start <= opened + _NEAR:
            return one
    last = found[-1]
    if last.names_day and not _without_joints(text[last.end :]):
        return last
    days = [one for one in found if one.names_day]
    return (days or found)[0]


def _without_end(before: str) -> str:
    """What stands before the day, without what belongs to the day: `at`, `no later than`, `im Laufe der`."""
    folded, places = folded_with_places(before)
    match = following_up("opens_day").fullmatch(folded) or following_up("joins_day").search(folded)
    return before[: places[match.start()]] if match else before


def _without_opening(after: str) -> str:
    """What stands behind the day, without what belongs to the day: `at the latest`."""
    folded, places = folded_with_places(after)
    match = following_up("closes_day").match(folded)
    return after[places[match.end() - 1] + 1 :] if match else after


def _joined(before: str, after: str) -> str:
    """Both parts, with one blank or comma less where the day stood."""
    return f"{before.rstrip(' ,;')} {after.lstrip(' ,;')}" if before.strip(" ,;") else after


def _without_joints(words: str) -> str:
    """The words without `to`, `about` and the like before, and `please` behind them."""
    folded, places = folded_with_places(words)
    start = end = 0
    if match := following_up("joins").match(folded):
        start = places[match.end() - 1] + 1 if match.end() else 0
    closing = following_up("closes").search(folded)
    end = places[closing.start()] if closing and closing.start() < len(places) else len(words)
    return words[start:end].strip() if start < end else ""
