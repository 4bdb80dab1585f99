"""Dates that look ahead, relative to the day the question is about, in four languages.

`until` is the day on which something is over (`until June` ends when June begins); `through` is the last day
of what is meant (`expires in June` runs to its end).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from assistant.planner.date_words import (
    COUNT,
    DAY,
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
from assistant.planner.feasts import next_feast
from assistant.planner.plain_dates import day_and_month, edge_of_month, iso_day, names_no_day, plainly

Rule = Callable[[str, date], date | None]

_NEXT: Final = r"(?:next|coming|following|nachste[nrsm]?|kommende[nrsm]?|proxim[oa]s?)"
_AFTER: Final = r"(?:prochaine?s?|que viene|entrante|suivante?)"
_LATER: Final = (
    r"(?:for|in|within|during|over|by|fur|um|innerhalb von|binnen|por|durante|en|dentro de|pendant|pour|dans|"
    r"sous|de)"
)
_THE: Final = r"(?:(?:the|die|den|der|los|las|les|el|la|le)\s+)?"
_SPAN: Final = re.compile(
    rf"\b{_LATER}\s+{_THE}(?:{_NEXT}\s+)?(?:{COUNT}\s+)?(?:more\s+)?(?:{UNIT})\b"
    rf"|\b{COUNT.replace('<count>', '<count2>')}\s+"
    rf"(?:(?:more|prochaine?s|proxim[oa]s|weiteren?)\s+)?(?:{UNIT_2})\b"
)
_PAST: Final = re.compile(r"(?:\b(?:since|last|past|seit|vor|letzten?|desde|hace|depuis|il y a)\s+)$")
_AGO: Final = re.compile(r"\s+(?:ago|back|atras|before|old|earlier)\b")
_NEXT_UNIT: Final = re.compile(rf"\b{_NEXT}\s+(?:{UNIT})\b|\b(?:{UNIT_2})\s+{_AFTER}\b")
_THIS_UNIT: Final = re.compile(rf"\b{THIS}\s+(?:{UNIT})\b|\brest (?:of )?{_THE}(?:{UNIT_2})\b")
_END_OF_UNIT: Final = re.compile(
    r"\b(?:end of|ende|fin(?:ales)?(?: de| du| des)?|final(?:es)? de)\s*"
    r"(?:the |this |der |des |diese[rs] |l.|la |le |el |este |esta |cette |ce )?"
    rf"(?P<next>{_NEXT}\s+)?(?:{UNIT})\b"
    rf"|\b(?:{UNIT_2})(?:[- ]?end\b|s?ende\b|\s+(?:ends|is over|closes))"
)
_YEAR: Final = re.compile(
    r"\b(?:(?P<before>before|until|till?|by|vor|bis|antes de|hasta|avant|jusqu'?(?:en|a))|in|during|en|para|"
    r"im jahr)"
    r"\s+(?:de\s+)?(?P<year>20\d\d)\b(?![-./]\d)"
)
_QUARTER: Final = re.compile(r"\b[qt]([1-4])(?:[ /]?(20\d\d))?\b|\b([1-4])\. ?quartal(?: (20\d\d))?")
_END_OF: Final = re.compile(
    r"\b(?:end of (?:the )?|ende (?:de[sr] )?|(?:fin|final(?:es)?) del? |fin (?:du |de )?)(?=[qt][1-4]\b)"
)
_DAY_OF_MONTH: Final = re.compile(
    r"\b(?:the|zum|am|el|le|au)\s+(\d{1,2})(?:st|nd|rd|th|\.)?(?!\w|\s*(?:%|/))"
)
_WEEKDAY: Final = re.compile(rf"\b({DAY})\b")
_OVERMORROW: Final = re.compile(r"\b(?:day after tomorrow|ubermorgen|pasado manana|apres-demain)\b")
_TOMORROW: Final = re.compile(r"\b(?:tomorrow|morgen|manana|demain)\b")
_TOWARDS: Final = (
    r"(?:until|till?|to|in|by|from|again in|after|of|bis|im|ab|erst|hasta|en|para|jusqu'?(?:en|a|au)?|d'ici|"
    r"and|between)"
)
_MONTH: Final = re.compile(
    rf"\b(?:{_TOWARDS}|(?P<before>before|vor|antes de|avant))\s+(?:next |le mois de |mes de )?"
    rf"(?P<month>{MONTH})\b"
    r"(?:\s+(?:de )?(?P<year>20\d\d))?"
)

_HALF_A_YEAR: Final = timedelta(days=183)
_SAYS_YEAR: Final = re.compile(r"\b20\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d\d\b|\b(?:year|jahr|ano|annee|an)s?\b")


def until(text: str, as_of: date) -> date | None:
    """The day on which the time that `text` names is over; None when it names none or one already past."""
    if names_no_day(plainly(text), as_of):
        return None
    rules = (*_EXACT, _span, _next_unit_begins, _quarter_begins, *_NEAR, _month_begins, _year_begins)
    return _first(text, as_of, rules, earliest=as_of + timedelta(days=1))


def passed_this_year(text: str, as_of: date) -> date | None:
    """The day of this year that `text` names and that is over, where `until` is more than half a year away.

    None for a year or a span of time said, which mean what they say.
    """
    folded, ends = plainly(text), until(text, as_of)
    if ends is None or ends - as_of <= _HALF_A_YEAR or ends == _span(folded, as_of):
        return None
    rounds = (_day_and_month, edge_of_month, _month_begins, next_feast)
    if _SAYS_YEAR.search(folded) or not any(rule(folded, as_of) for rule in rounds):
        return None
    this = clamped(as_of.year, ends.month, ends.day)
    return this if this <= as_of and ends.year == as_of.year + 1 else None


def end_of_unit(text: str, as_of: date) -> date | None:
    """The last day of the week, month, quarter or year whose end folded words name; it may be `as_of`."""
    if not (match := _END_OF_UNIT.search(text)):
        return None
    unit = unit_of(match)
    return end_of(shifted(as_of, 1, unit) if match["next"] else as_of, unit)


def through(text: str, as_of: date) -> date | None:
    """The last day of the time that `text` names; None when it names none or one already past."""
    rules = (*_EXACT, _span, _next_unit_ends, _quarter_ends, *_NEAR, _month_ends, _year_ends)
    return _first(text, as_of, rules, earliest=as_of)


def _first(text: str, as_of: date, rules: tuple[Rule, ...], earliest: date) -> date | None:
    folded = plainly(text)
    found = (rule(folded, as_of) for rule in rules)
    return next((day for day in found if day is not None and day >= earliest), None)


def _day_and_month(text: str, as_of: date) -> date | None:
    latest = day_and_month(text, as_of) or edge_of_month(text, as_of)
    if latest is None or latest > as_of:
        return latest
    return clamped(latest.year + 1, latest.month, latest.day)


def _this_unit(text: str, as_of: date) -> date | None:
    return end_of(as_of, unit_of(match)) if (match := _THIS_UNIT.search(text)) else None


def _span(text: str, as_of: date) -> date | None:
    for match in _SPAN.finditer(text):
        if not (_PAST.search(text[: match.start()]) or _AGO.match(text, match.end())):
            return shifted(as_of, counted(match["count"] or match["count2"] or "one"), unit_of(match))
    return None


def _next_unit_begins(text: str, as_of: date) -> date | None:
    if not (match := _NEXT_UNIT.search(text)):
        return None
    unit = unit_of(match)
    return start_of(shifted(as_of, 1, unit), unit)


def _next_unit_ends(text: str, as_of: date) -> date | None:
    match, begins = _NEXT_UNIT.search(text), _next_unit_begins(text, as_of)
    return end_of(begins, unit_of(match)) if match and begins else None


def _quarter_begins(text: str, as_of: date) -> date | None:
    if not (match := _QUARTER.search(text)):
        return None
    month, year = int(match[1] or match[3]) * 3 - 2, match[2] or match[4]
    begins = date(int(year or as_of.year), month, 1)
    return begins if year or begins > as_of else date(as_of.year + 1, month, 1)


def _quarter_ends(text: str, as_of: date) -> date | None:
    begins = _quarter_begins(text, as_of)
    if begins is None:
        return None
    ends = end_of(begins, "quarter")
    running = clamped(ends.year - 1, ends.month, ends.day)
    return running if running >= as_of and not re.search(r"20\d\d", text) else ends


def _quarter_over(text: str, as_of: date) -> date | None:
    """`until the end of Q4`."""
    return _quarter_ends(text, as_of) if _END_OF.search(text) else None


def _day_of_month(text: str, as_of: date) -> date | None:
    if not (match := _DAY_OF_MONTH.search(text)):
        return None
    following = shifted(as_of.replace(day=1), 1, "month")
    coming = valid(as_of.year, as_of.month, int(match[1]))
    return coming if coming and coming > as_of else valid(following.year, following.month, int(match[1]))


def _weekday(text: str, as_of: date) -> date | None:
    match = _WEEKDAY.search(text)
    return as_of + timedelta(days=(WEEKDAYS[match[1]] - as_of.weekday() - 1) % 7 + 1) if match else None


def _tomorrow(text: str, as_of: date) -> date | None:
    if _OVERMORROW.search(text):
        return as_of + timedelta(days=2)
    return as_of + timedelta(days=1) if _TOMORROW.search(text) else None


def _year_begins(text: str, _: date) -> date | None:
    return date(int(match["year"]), 1, 1) if (match := _YEAR.search(text)) else None


def _year_ends(text: str, as_of: date) -> date | None:
    match, begins = _YEAR.search(text), _year_begins(text, as_of)
    if match is None or begins is None:
        return None
    return begins - timedelta(days=1) if match["before"] else end_of(begins, "year")


def _month_begins(text: str, as_of: date) -> date | None:
    if not (match := _MONTH.search(text)):
        return None
    month = MONTHS[match["month"]]
    return date(int(match["year"] or as_of.year + (month <= as_of.month)), month, 1)


def _month_ends(text: str, as_of: date) -> date | None:
    match, begins = _MONTH.search(text), _month_begins(text, as_of)
    if match is None or begins is None:
        return None
    return begins - timedelta(days=1) if match["before"] else end_of(begins, "month")


_EXACT: Final[tuple[Rule, ...]] = (iso_day, _day_and_month, end_of_unit, _quarter_over, next_feast)
_NEAR: Final[tuple[Rule, ...]] = (_weekday, _tomorrow, _this_unit, _day_of_month)
