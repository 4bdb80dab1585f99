"""Cells of month and period columns: text in, the month's last day or the period's name out."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Final

from knowledge.importing.columns.days import full_year, read_day, tidied
from knowledge.importing.columns.months import month_of
from knowledge.importing.columns.style import Style

A_MONTH: Final = "a month as 2026-09"
A_PERIOD: Final = "a month, quarter or year as 2026-09, 2026-Q3 or 2026"

_YEAR: Final = r"(?P<y>[0-9]{4})"
_SHORT_YEAR: Final = r"'?(?P<y>[0-9]{4}|[0-9]{2})"
_WORD: Final = r"(?P<word>[^\W\d_]{3,})\.?"
_CLEAR: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}[-/.]?(?P<m>[0-9]{{2}})",
        rf"(?P<m>[0-9]{{2}})[-/.]{_YEAR}",
        r"(?P<m>[0-9]{2})/(?P<y>[0-9]{2})",
        rf"{_WORD}(?:[-/, ]|, | de )?{_SHORT_YEAR}",
        rf"{_YEAR}[-/ ]?{_WORD}",
    )
)
"""Months that are no quarters: `2026-3` may be one."""
_ONE_DIGIT: Final = tuple(
    re.compile(pattern) for pattern in (rf"{_YEAR}[-/.](?P<m>[0-9])", rf"(?P<m>[0-9])[-/.]{_YEAR}")
)
_QUARTER_WORD: Final = r"(?:quartal|quarter|qtr\.?|trimestre)"
_QUARTER: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}[-/. ]{{0,3}}q(?P<q>[1-4])",
        rf"q(?P<q>[1-4])[-/. ]{{0,3}}{_SHORT_YEAR}",
        rf"(?P<q>[1-4])q[-/. ]{{0,3}}{_SHORT_YEAR}",
        rf"(?P<q>[1-4])(?:\.|st|nd|rd|th|er|e|º)? ?{_QUARTER_WORD}(?:[-/, ]| de | of ){_SHORT_YEAR}",
        rf"{_QUARTER_WORD} ?(?P<q>[1-4])(?:[-/, ]| de | of ){_SHORT_YEAR}",
    )
)
_WHOLE_YEAR: Final = re.compile(_YEAR)


def read_month(text: str, style: Style) -> date:
    """The last day of the month that a cell names, or in which the day lies that it names.

    Raises:
        ValueError: What would be valid.
    """
    day = _month((*_CLEAR, *_ONE_DIGIT), tidied(text)) or read_day(text, style, A_MONTH)
    return day.replace(day=monthrange(day.year, day.month)[1])


def read_period(text: str, style: Style) -> str:
    """The period that a cell names as `2026-09`, `2026-Q3` or `2026`; for a moment in time its month.

    A day without time is refused: the end of September may stand for the month, the quarter or the year.

    Raises:
        ValueError: What would be valid.
    """
    tidy = tidied(text)
    if _WHOLE_YEAR.fullmatch(tidy):
        return tidy
    if quarter := _first(_QUARTER, tidy):
        return f"{full_year(quarter['y'])}-Q{quarter['q']}"
    month = _month(_CLEAR, tidy)
    if month is None and (style.epoch or ":" in tidy):
        month = read_day(text, style, A_PERIOD)
    if month is None:
        raise ValueError(A_PERIOD + _instead_of_day(text, style))
    return f"{month:%Y-%m}"


def _instead_of_day(text: str, style: Style) -> str:
    """Which periods a day lies in, of which one is meant; empty if the text is no day."""
    try:
        day = read_day(text, style)
    except ValueError:
        return ""
    return f"; this is a day: write {day:%Y-%m}, {day:%Y}-Q{(day.month + 2) // 3} or {day:%Y}"


def _month(patterns: tuple[re.Pattern[str], ...], tidy: str) -> date | None:
    """The first day of the month; None if the text is no month."""
    named = _first(patterns, tidy)
    if named is None:
        return None
    month = month_of(named["word"]) if "word" in named else int(named["m"])
    year = full_year(named["y"])
    if month is None or not (1 <= month <= 12 and year >= 1):  # noqa: PLR2004  months of a year
        return None
    return date(year, month, 1)


def _first(patterns: tuple[re.Pattern[str], ...], tidy: str) -> dict[str, str] | None:
    return next((found.groupdict() for pattern in patterns if (found := pattern.fullmatch(tidy))), None)
