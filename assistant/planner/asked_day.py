"""The day that a question itself asks about: `how was Acme on 1 May 2026`, `as of 2026-05-01`."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from assistant.planner.clear_forms import clear_form
from assistant.planner.date_words import MONTH, MONTHS, clamped, end_of, start_of, valid
from prompts.words import shape
from tools.spelling import fold

_STATED: Final = shape("as_of")
_ON: Final = shape("on_a_day")
_STATE: Final = shape("asks_a_state")
_IN: Final = shape("was_in")
_AHEAD: Final = shape("day_ahead")
_YEAR: Final = r"(?:19|20)\d\d"
_DAY: Final = re.compile(
    r"(?:the\s+|dem\s+|el\s+|le\s+)?(?:"
    r"(?P<iso>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})\b"
    r"|(?P<dot_day>\d{1,2})[./](?P<dot_month>\d{1,2})[./](?P<dot_year>(?:19|20)\d\d|\d\d)?(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:of\s+|de\s+)?(?P<month>{MONTH})\b"
    r"(?:,?\s+(?:de\s+)?(?P<year>(?:19|20)\d\d))?"
    rf"|(?P<us_month>{MONTH})\.?\s+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<us_year>{_YEAR}))?"
    rf"|(?:end of|ende|fin de|finales de)\s+(?P<end_month>{MONTH})\b(?:\s+(?:de\s+)?(?P<end_year>{_YEAR}))?)"
)
_MONTH: Final = re.compile(rf"(?P<month>{MONTH})\b(?:\s+(?:de\s+)?(?P<year>{_YEAR}))?")
_LAST_UNIT: Final = re.compile(r"(?:the\s+)?(?:end of\s+)?last\s+(?P<unit>month|quarter|year)\b")


class NoSuchDay(ValueError):
    """A question asks about a day that no calendar has."""


def asked_day(text: str, as_of: date) -> date | None:
    """The day at whose end things are to be told; None when the question asks about none.

    A day on which something is to happen (`until`, `remind me on`) is none.

    Args:
        text: The asker's own words.
        as_of: The day that the question is asked about otherwise; days without a year lie before it.

    Raises:
        NoSuchDay: There is no such day, for example 2026-13-45.
    """
    folded = fold(text)
    if clear_form(text) and not text.lstrip().startswith("/"):
        return None
    for match in _STATED.finditer(folded):
        if found := _day_at(folded, match.end(), as_of):
            return found
    if not _STATE.match(folded) or _AHEAD.search(folded):
        return None
    days = (_day_at(folded, match.end(), as_of) for match in _ON.finditer(folded))
    found = next((day for day in days if day), None) or _month_meant(folded, as_of)
    return found if found and found <= as_of else None


def _day_at(text: str, start: int, as_of: date) -> date | None:
    if last := _LAST_UNIT.match(text, start):
        return start_of(as_of, last["unit"]) - timedelta(days=1)
    match = _DAY.match(text, start)
    if match is None:
        return None
    said = match.groupdict()
    if said["end_month"]:
        return _latest(said["end_year"], MONTHS[said["end_month"]], 31, as_of)
    day = int(said["iso_day"] or said["dot_day"] or said["day"] or said["us_day"])
    named, number = said["month"] or said["us_month"], said["iso_month"] or said["dot_month"]
    year = said["iso"] or said["dot_year"] or said["year"] or said["us_year"]
    return _dated(year, MONTHS[named] if named else int(number), day, as_of)


def _dated(year: str | None, month: int, day: int, as_of: date) -> date:
    years = [int(year) + (2000 if len(year) == 2 else 0)] if year else [as_of.year, as_of.year - 1]  # noqa: PLR2004  "25" is 2025
    possible = [found for one in years if (found := valid(one, month, day))]
    if not possible:
        raise NoSuchDay(f"{day}.{month}.{year or ''}")
    return next((found for found in possible if found <= as_of), possible[-1])


def _month_meant(text: str, as_of: date) -> date | None:
    """`how was Acme in May`: the end of that month."""
    match = _IN.match(text)
    named = _MONTH.match(text, match.end()) if match else None
    return _latest(named["year"], MONTHS[named["month"]], 31, as_of) if named else None


def _latest(year: str | None, month: int, day: int, as_of: date) -> date:
    found = clamped(int(year) if year else as_of.year, month, day)
    return found if year or found <= end_of(as_of, "month") else clamped(as_of.year - 1, month, day)
