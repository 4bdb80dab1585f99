"""Days and edges of months as a calendar writes them, and rarer ways to write a time made plain."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from assistant.planner.date_words import MONTH, MONTHS, clamped, valid
from prompts.words import named_shapes
from tools.spelling import fold

_ISO: Final = re.compile(r"\b(20\d\d)-(\d\d?)-(\d\d?)\b")
_DOTTED: Final = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]?(20\d\d|\d\d)?\b")
_DAY_MONTH: Final = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|\.|er)? (?:of |de )?({MONTH})|({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|"
    rf"th)?)\b(?:,? (?:de )?(20\d\d))?"
)
_END_OF: Final = re.compile(rf"\b(?:end of|ende|fin de|finales de|fin)\s+({MONTH})\b(?: (20\d\d))?")
_MID: Final = re.compile(rf"\b(?:mid|middle of|mitte|mediados de|mi)[ -]({MONTH})\b(?: (20\d\d))?")
_DAYS: Final = 31
_MONTHS: Final = 12


def plainly(text: str) -> str:
    """The folded text with rarer ways to write a time, such as `fortnight`, put as the rules read them."""
    folded = fold(text)
    for plain, words in named_shapes("plain_dates").items():
        folded = words.sub(plain, folded)
    return folded


def latest(year: str | None, month: int, day: int, as_of: date) -> date | None:
    """That day in the year given, else its latest one that is not after `as_of`."""
    if year:
        return valid(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004  "25" is 2025
    this = clamped(as_of.year, month, day)
    return this if this <= as_of else clamped(as_of.year - 1, month, day)


def iso_day(text: str, _: date) -> date | None:
    """`2026-10-15`."""
    match = _ISO.search(text)
    return valid(*(int(part) for part in match.groups())) if match else None


def day_and_month(text: str, as_of: date) -> date | None:
    """`12 March`, `3.5.`: the latest that is not after `as_of`, unless a year is given."""
    day, month, year = _written(text) or (0, 0, None)
    possible = 1 <= day <= _DAYS and 1 <= month <= _MONTHS
    return latest(year, month, day, as_of) if possible else None


def names_no_day(text: str, as_of: date) -> bool:
    """Whether folded text writes a day that no calendar has when it would come next: 30 February."""
    if match := _ISO.search(text):
        return iso_day(match[0], as_of) is None
    day, month, year = _written(text) or (1, 1, None)
    if not 1 <= month <= _MONTHS:
        return False  # `14.30` is an hour
    if not 1 <= day <= _DAYS:
        return True
    if year:
        return latest(year, month, day, as_of) is None
    this = clamped(as_of.year, month, day)
    return valid(as_of.year + (this < as_of), month, day) is None


def _written(text: str) -> tuple[int, int, str | None] | None:
    """Day, month and year, as far as one is given."""
    if match := _DAY_MONTH.search(text):
        return int(match[1] or match[4]), MONTHS[match[2] or match[3]], match[5]
    match = _DOTTED.search(text)
    if match is None:
        return None
    day, month = int(match[1]), int(match[2])
    if month > _MONTHS >= day and "/" in match[0]:
        day, month = month, day  # `11/15`
    return day, month, match[3]


def edge_of_month(text: str, as_of: date) -> date | None:
    """`end of May`, `mid May`: the latest that is not after `as_of`, unless a year is given."""
    if match := _END_OF.search(text):
        return latest(match[2], MONTHS[match[1]], 31, as_of) or clamped(int(match[2]), MONTHS[match[1]], 31)
    if match := _MID.search(text):
        return latest(match[2], MONTHS[match[1]], 15, as_of)
    return None
