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
    end_of,
    shifted,
    start_of,
    unit_of,
    valid,
)
from assistant.planner.feasts import last_feast
from assistant.planner.plain_dates import day_and_month, edge_of_month, iso_day, latest, plainly

_SPAN_BACK: Final = re.compile(
    rf"(?:{LAST} {COUNT} (?:{UNIT})\b|{COUNT.replace('<count>', '<count2>')} (?:last |letzte[nr]? |"
    rf"ultim[oa]s |derniers? )?"
    rf"(?:{UNIT_2})\b(?: (?:ago|back|atras))?)",
)
_EDGE: Final = (
    r"(?P<edge>(?:end|close) of (?:the )?|ende (?:de[sr] )?|(?:fin|final(?:es)?) del? |fin (?:du |de )?)?"
)
_QUARTER: Final = re.compile(
    rf"\b{_EDGE}(?:[qt](?P<n>[1-4])(?: ?(?P<year>20\d\d))?\b|(?P<n2>[1-4])\. ?quartal(?: (?P<year2>20\d\d))?)"
)
_HALF: Final = re.compile(rf"\b{_EDGE}h(?P<n>[12])(?: ?(?P<year>20\d\d))?\b")
_YEAR: Final = re.compile(r"\b(?:since|in|im jahr|seit|desde|en|depuis)\s+(20\d\d)\b(?![-./]\d)")
_UNIT_STARTS: Final = re.compile(
    r"\b(?:(?:start|beginning) of|(?:anfang|beginn) (?:des|der|dieses|dieser)|debut (?:du|de)|"
    rf"(?:principios?|inicios?|comienzos?) del?) (?:the |this |la |este |esta |ce |cette )?(?:{UNIT})\b"
)
_SINCE_THE: Final = re.compile(
    r"\b(?:since|from|after|seit|ab|desde|depuis)\s+(?:the |dem |el |le )?(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
    r"(?=\s*(?:$|[,;?!]))"
)
_BARE_MONTH: Final = re.compile(
    rf"\b(?:since|from|in|after|of|last|seit|ab|im|nach|desde|en|depuis|des|fin|start of|anfang|and|between|"
    rf"until|till|bis|hasta|jusqu'?(?:en|a|au)?|"
    rf"debut|principios de)\s+(?:last |letzte[mnr]? )?({MONTH})\b(?: (?:de )?(20\d\d))?"
)
_SINCE_DAY: Final = re.compile(
    rf"\b(?:since|from|after|on|seit|ab|am|desde el|desde|el|depuis|last|letzten)\s+(?:le |dem )?"
    rf"(?:{LAST} )?({DAY})\b"
)
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
_CUE: Final = re.compile(r"\b(?:since|seit|desde|depuis)\s+(.{2,40})")


def since(text: str, as_of: date) -> date | None:
    """The first day of the time that `text` looks back to; None when it names none. Never after `as_of`."""
    folded = plainly(text)
    for rule in (
        iso_day,
        day_and_month,
        _span_back,
        _ago,
        last_feast,
        _unit_starts,
        _quarter,
        _half,
        _period,
        edge_of_month,
        _month,
        _weekday_back,
        _spelled,
        _day_of_month,
        _year,
    ):
        found = rule(folded, as_of)
        if found is not None:
            return min(found, as_of)
    return _by_dateparser(folded, as_of)


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
    number, year = int(match["n"] or match["n2"]), match["year"] or match["year2"]
    return _edge_of(match, year, number * 3 - 2, "quarter", as_of)


def _half(text: str, as_of: date) -> date | None:
    if not (match := _HALF.search(text)):
        return None
    return _edge_of(match, match["year"], int(match["n"]) * 6 - 5, "half", as_of)


def _edge_of(match: re.Match[str], year: str | None, month: int, unit: str, as_of: date) -> date | None:
    """When a quarter or half of the year began, or ended where its end is named; the latest, not to come."""
    begins = latest(year, month, 1, as_of)
    if begins is None or not match["edge"]:
        return begins
    ends = end_of(begins, unit)
    return ends if year or ends <= as_of else clamped(ends.year - 1, ends.month, ends.day)


def _unit_starts(text: str, as_of: date) -> date | None:
    """`since the beginning of the month`, `depuis le debut du trimestre`."""
    return start_of(as_of, unit_of(match)) if (match := _UNIT_STARTS.search(text)) else None


def _day_of_month(text: str, as_of: date) -> date | None:
    """`since the 22nd`: the latest month's that is not after `as_of`."""
    if not (match := _SINCE_THE.search(text)):
        return None
    day, before = int(match["day"]), shifted(as_of.replace(day=1), -1, "month")
    this = valid(as_of.year, as_of.month, day)
    return this if this and this <= as_of else valid(before.year, before.month, day)


def _year(text: str, _: date) -> date | None:
    return date(int(match[1]), 1, 1) if (match := _YEAR.search(text)) else None


def _month(text: str, as_of: date) -> date | None:
    match = _BARE_MONTH.search(text)
    return latest(match[2], MONTHS[match[1]], 1, as_of) if match else None


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
