"""Dates that look back, relative to the day the question is about, in four languages.

Common forms are rules; the rest goes to dateparser, which is slow to import and is asked last.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from assistant.planner.date_words import (
    COUNT,
    DAY,
    LAST,
    MONTH,
    MONTHS,
    THIS,
    UNIT,
    UNIT_2,
    WEEKDAYS,
    clamped,
    counted,
    shifted,
    start_of,
    unit_of,
    valid,
)
from tools.spelling import fold

_ISO: Final = re.compile(r"\b(20\d\d)-(\d\d?)-(\d\d?)\b")
_DOTTED: Final = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]?(20\d\d|\d\d)?\b")
_SPAN_BACK: Final = re.compile(
    rf"(?:{LAST} {COUNT} (?:{UNIT})\b|{COUNT.replace('<count>', '<count2>')} (?:last |letzte[nr]? |"
    rf"ultim[oa]s |derniers? )?"
    rf"(?:{UNIT_2})\b(?: (?:ago|back|atras))?)",
)
_QUARTER: Final = re.compile(r"\bq([1-4])(?: ?(20\d\d))?\b|\b([1-4])\. ?quartal(?: (20\d\d))?")
_DAY_MONTH: Final = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|\.|er)? (?:of |de )?({MONTH})|({MONTH})\.? (\d{{1,2}})(?:st|nd|rd|"
    rf"th)?)\b(?:,? (?:de )?(20\d\d))?"
)
_END_OF: Final = re.compile(rf"\b(?:end of|ende|fin de|finales de|fin)\s+({MONTH})\b(?: (20\d\d))?")
_MID: Final = re.compile(rf"\b(?:mid|middle of|mitte|mediados de|mi)[ -]({MONTH})\b(?: (20\d\d))?")
_BARE_MONTH: Final = re.compile(
    rf"\b(?:since|from|in|after|of|last|seit|ab|im|nach|desde|en|depuis|des|fin|start of|anfang|and|between|"
    rf"until|till|bis|hasta|jusqu'?(?:en|a|au)?|"
    rf"debut|principios de)\s+(?:last |letzte[mnr]? )?({MONTH})\b(?: (?:de )?(20\d\d))?"
)
_SINCE_DAY: Final = re.compile(
    rf"\b(?:since|from|after|on|seit|ab|am|desde el|desde|el|depuis|last|letzten)\s+(?:last |letzten |le "
    rf")?({DAY})\b"
)
_A_WEEKDAY: Final = re.compile(rf"\b({DAY})\b")
_PERIOD: Final = re.compile(rf"\b({LAST}|{THIS})\s+(?:{UNIT})\b|\b(?:{UNIT_2})\s+({LAST})")
_AFTER_IT: Final = re.compile(
    r"\b(?:since|seit|desde|depuis)\s+(?:(?:the|dem|der|el|la|le)\s+|l.)?(?:end of |ende |fin de )?$"
)
_LONG: Final = frozenset(("quarter", "half", "year"))
_VOR: Final = re.compile(rf"\b(?:vor|hace|il y a|seit|depuis|desde hace|for)\s+{COUNT} (?:{UNIT})\b")
_YEAR_START: Final = re.compile(
    r"\b(?:(?:start|beginning) of (?:the )?year|jahresanfang|jahresbeginn|debut (?:de l')?(?:annee|an)|"
    r"principios? de(?:l)? ano|inicio de ano|ytd|year to date)\b"
)
_SPELLED_DAYS: Final = {
    r"\b(?:yesterday|gestern|ayer|hier)\b": 1,
    r"\b(?:day before yesterday|vorgestern|anteayer|avant-hier)\b": 2,
    r"\b(?:today|heute|hoy|aujourd'hui)\b": 0,
}
_DAYS: Final = 31
_MONTHS: Final = 12
_CUE: Final = re.compile(r"\b(?:since|seit|desde|depuis)\s+(.{2,40})")


def since(text: str, as_of: date) -> date | None:
    """The first day of the time that `text` looks back to; None when it names none. Never after `as_of`."""
    folded = fold(text)
    for rule in (
        iso_day,
        day_and_month,
        _span_back,
        _ago,
        _period,
        _quarter,
        edge_of_month,
        _month,
        _weekday_back,
        _spelled,
    ):
        found = rule(folded, as_of)
        if found is not None:
            return min(found, as_of)
    return _by_dateparser(folded, as_of)


def day_meant(text: str, as_of: date) -> date | None:
    """The one day that `text` names: `on Tuesday`, `yesterday`, `3 June`; None when it names none.

    Args:
        text: With names masked.
        as_of: The day itself for `today`; a day without a year is the latest that is not after it.
    """
    folded = fold(text)
    if re.search(r"\b(?:today|heute|hoy|aujourd'hui)\b", folded):
        return as_of
    for rule in (iso_day, day_and_month, _spelled, _weekday_named):
        found = rule(folded, as_of)
        if found is not None:
            return min(found, as_of)
    return None


def _weekday_named(text: str, as_of: date) -> date | None:
    """`on Tuesday`, `last Monday`, `am Dienstag`, `mardi`: the latest such day before `as_of`."""
    match = _A_WEEKDAY.search(text)
    return as_of - timedelta(days=(as_of.weekday() - WEEKDAYS[match[1]] - 1) % 7 + 1) if match else None


def _latest(year: str | None, month: int, day: int, as_of: date) -> date | None:
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
    if match := _DAY_MONTH.search(text):
        day, month, year = int(match[1] or match[4]), MONTHS[match[2] or match[3]], match[5]
    elif match := _DOTTED.search(text):
        day, month, year = int(match[1]), int(match[2]), match[3]
    else:
        return None
    possible = 1 <= day <= _DAYS and 1 <= month <= _MONTHS
    return _latest(year, month, day, as_of) if possible else None


def _span_back(text: str, as_of: date) -> date | None:
    for match in _SPAN_BACK.finditer(text):
        first = match["count"] is not None
        ago = re.search(r"\b(?:ago|back|atras)$", match[0])
        closed = re.search(r"\b(?:last|past|letzten?|ultim[oa]s|derniers?|previous|vergangenen)\b", match[0])
        if first or ago or closed:
            return shifted(as_of, -counted(match["count"] or match["count2"]), unit_of(match))
    return None


def _ago(text: str, as_of: date) -> date | None:
    match = _VOR.search(text)
    if not match:
        return None
    return shifted(as_of, -counted(match["count"]), unit_of(match))


def _period(text: str, as_of: date) -> date | None:
    if _YEAR_START.search(text):
        return date(as_of.year, 1, 1)
    if not (match := _PERIOD.search(text)):
        return None
    unit = unit_of(match)
    back = 0 if match[1] and re.fullmatch(THIS, match[1]) else 1
    if back and unit in _LONG and _AFTER_IT.search(text[: match.start()]):
        return start_of(as_of, unit) - timedelta(days=1)  # since it ended
    return start_of(shifted(as_of, -back, unit), unit)


def _quarter(text: str, as_of: date) -> date | None:
    if not (match := _QUARTER.search(text)):
        return None
    return _latest(match[2] or match[4], int(match[1] or match[3]) * 3 - 2, 1, as_of)


def edge_of_month(text: str, as_of: date) -> date | None:
    """`end of May`, `mid May`: the latest that is not after `as_of`, unless a year is given."""
    if match := _END_OF.search(text):
        return _latest(match[2], MONTHS[match[1]], 31, as_of) or clamped(int(match[2]), MONTHS[match[1]], 31)
    if match := _MID.search(text):
        return _latest(match[2], MONTHS[match[1]], 15, as_of)
    return None


def _month(text: str, as_of: date) -> date | None:
    match = _BARE_MONTH.search(text)
    return _latest(match[2], MONTHS[match[1]], 1, as_of) if match else None


def _weekday_back(text: str, as_of: date) -> date | None:
    if not (match := _SINCE_DAY.search(text)):
        return None
    return as_of - timedelta(days=(as_of.weekday() - WEEKDAYS[match[1]] - 1) % 7 + 1)


def _spelled(text: str, as_of: date) -> date | None:
    for pattern, days in reversed(_SPELLED_DAYS.items()):
        if days and re.search(pattern, text):
            return as_of - timedelta(days=days)
    return None


def _by_dateparser(text: str, as_of: date) -> date | None:
    """Words after `since` that no rule knows; dateparser is imported only here."""
    match = _CUE.search(text)
    if not match or not re.search(r"\d", match[1]):
        return None
    from datetime import datetime

    import dateparser

    relative = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001  a calendar day has no zone
    found = dateparser.parse(
        match[1].rstrip(" ?.!"),
        languages=["en", "de", "fr", "es"],
        settings={"RELATIVE_BASE": relative, "PREFER_DATES_FROM": "past"},
    )
    return min(found.date(), as_of) if found else None
