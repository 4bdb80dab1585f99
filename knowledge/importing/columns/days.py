"""Cells of date columns: text in, day out, or what would be valid."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

from knowledge.importing.columns.daynumbers import numbered_day
from knowledge.importing.columns.months import is_weekday, month_of
from knowledge.importing.columns.style import DayOrder, Style

A_DATE: Final = "a date as 2026-09-30"

_LONGEST: Final = 64  # characters; a weekday, a date and a time in words have fewer
_PIVOT: Final = 46  # two-digit years up to it are of this century: 46 is 2046, 47 is 1947
_ISO: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ](?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?"
    r"(?:Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?)?"
)
_TIME: Final = re.compile(
    r"(?:t|,? (?:at |um |à )?)(?:[01]?[0-9]|2[0-4])(?::[0-5][0-9]){1,2}(?:[.,][0-9]{1,9})?"
    r"(?: ?[ap]\.?m\.?)?(?: uhr)?(?: ?(?:z|[a-z]{3,5}|(?:utc|gmt)?[+-][0-9]{2}:?(?:[0-9]{2})?))?$"
    r"|t[0-9]{6}z?$"
)
_DAY: Final = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er|\.|º)?"
_WORD: Final = r"(?P<word>[^\W\d_]{3,})\.?"
_YEAR: Final = r"'?(?P<y>[0-9]{4}|[0-9]{2})"
_MONTH_BEFORE_DAY: Final = re.compile(rf"{_WORD}[-/ ]?{_DAY}(?:, ?|[-/ ]){_YEAR}")
_CLEAR: Final = (
    re.compile(r"(?P<y>[0-9]{4})([-/.])(?P<m>[0-9]{1,2})\2(?P<d>[0-9]{1,2})"),
    re.compile(r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})"),
    # with dots the day is first
    re.compile(r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\. ?(?P<y>[0-9]{4}|[0-9]{2})"),
    re.compile(rf"{_DAY}[-/ ]?(?:de |of )?{_WORD},?[-/ ]?(?:del? )?{_YEAR}"),
    _MONTH_BEFORE_DAY,
    re.compile(rf"(?P<y>[0-9]{{4}})[-/ ]{_WORD}[-/ ](?P<d>[0-9]{{1,2}})"),
)
_TWO_ORDERS: Final = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_PLACES: Final[dict[DayOrder, str]] = {"day_first": "day", "month_first": "month"}


def read_day(text: str, style: Style, wanted: str = A_DATE) -> date:
    """The day that a cell names, as written there: a time and its zone are left out.

    Args:
        wanted: What the column holds, for the message.

    Raises:
        ValueError: What would be valid.
    """
    found = _ISO.fullmatch(text)
    if found:
        return _existing(int(found[1]), int(found[2]), int(found[3]), wanted)
    day = numbered_day(text, style)
    if day is not None:
        return day
    tidy = _without_time(text)
    parts = _two_orders(tidy)
    return _ordered(parts, style, wanted) if parts else _clear_day(tidy, wanted)


def in_two_orders(text: str) -> tuple[date | None, date | None] | None:
    """What a date such as `03/04/2026` means with the day first, and with the month first.

    Returns:
        None for each order in which there is no such day; None alone if the text is no such date.
    """
    parts = _two_orders(_without_time(text))
    return (_day_in(parts, "day_first"), _day_in(parts, "month_first")) if parts else None


def full_year(digits: str) -> int:
    """The year of two or four digits."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004  digits of a short year
        return year
    return year + (2000 if year <= _PIVOT else 1900)


def tidied(text: str) -> str:
    """The text in small letters, with single spaces; empty if it is too long for a date."""
    if len(text) > _LONGEST:
        return ""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _without_time(text: str) -> str:
    tidy = _TIME.sub("", tidied(text))
    first, _, rest = tidy.partition(" ")
    return rest if rest[:1] and is_weekday(first.rstrip(",")) and not _is_month_before_day(tidy) else tidy


def _is_month_before_day(tidy: str) -> bool:
    # `mar 30, 2026` is March; French `mar. 30 mars 2026` is a Tuesday
    return _MONTH_BEFORE_DAY.fullmatch(tidy) is not None


def _two_orders(tidy: str) -> tuple[int, int, int] | None:
    found = _TWO_ORDERS.fullmatch(tidy)
    return (int(found[1]), int(found[3]), full_year(found[4])) if found else None


def _day_in(parts: tuple[int, int, int], order: DayOrder) -> date | None:
    first, second, year = parts
    day, month = (first, second) if order == "day_first" else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _ordered(parts: tuple[int, int, int], style: Style, wanted: str) -> date:
    """The day in the order of the column; without one, only a day that cannot be misread."""
    days = {_day_in(parts, order) for order in ("day_first", "month_first")} - {None}
    chosen = _day_in(parts, style.dates) if style.dates else days.pop() if len(days) == 1 else None
    if chosen is not None:
        return chosen
    if style.dates and days:
        raise ValueError(f"a date with the {_PLACES[style.dates]} first, as most dates of this column")
    raise ValueError(
        f"{wanted}; {'day and month of this one may be swapped' if days else 'there is no such day'}"
    )


def _clear_day(tidy: str, wanted: str) -> date:
    for pattern in _CLEAR:
        if found := pattern.fullmatch(tidy):
            named = found.groupdict()
            month = month_of(named["word"]) if "word" in named else int(named["m"])
            if month is not None:
                return _existing(full_year(named["y"]), month, int(named["d"]), wanted)
    raise ValueError(wanted)


def _existing(year: int, month: int, day: int, wanted: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{wanted}; there is no such day") from None
