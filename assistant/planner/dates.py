"""Dates that people write, relative to the day the question is about, in four languages.

`since` looks back (the first day of what is meant), `until` looks ahead (the last day). Common forms are
rules; the rest goes to dateparser, which is slow to import and is asked last.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from tools.spelling import fold

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janner jänner enero ene janvier janv",
            "february feb februar febrero fevrier fevr",
            "march mar marz marzo mars",
            "april apr abril abr avril avr",
            "may mai mayo",
            "june jun juni junio juin",
            "july jul juli julio juillet juil",
            "august aug agosto ago aout",
            "september sep sept septiembre septembre",
            "october oct oktober okt octubre octobre",
            "november nov noviembre novembre",
            "december dec dezember dez diciembre dic decembre",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        (
            "monday mondays mon montag montags lunes lundi lundis",
            "tuesday tuesdays tue tues dienstag dienstags martes mardi mardis",
            "wednesday wednesdays wed mittwoch mittwochs miercoles mercredi mercredis",
            "thursday thursdays thu thurs donnerstag donnerstags jueves jeudi jeudis",
            "friday fridays fri freitag freitags viernes vendredi vendredis",
            "saturday saturdays sat samstag samstags sabado sabados samedi samedis",
            "sunday sundays sun sonntag sonntags domingo domingos dimanche dimanches",
        ),
    )
    for name in names.split()
}
NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "ein": 1, "eine": 1, "einem": 1, "einer": 1, "einen": 1, "un": 1, "une": 1,
    "una": 1,
    "couple of": 2, "couple": 2, "beiden": 2,
    "two": 2, "zwei": 2, "dos": 2, "deux": 2, "three": 3, "drei": 3, "tres": 3, "trois": 3,
    "four": 4, "vier": 4, "cuatro": 4, "quatre": 4, "five": 5, "funf": 5, "cinco": 5, "cinq": 5,
    "six": 6, "sechs": 6, "seis": 6, "seven": 7, "sieben": 7, "siete": 7, "sept": 7,
    "eight": 8, "acht": 8,
    "ocho": 8, "huit": 8, "nine": 9, "neun": 9, "nueve": 9, "neuf": 9, "ten": 10, "zehn": 10,
    "diez": 10, "dix": 10,
    "twelve": 12, "zwolf": 12, "doce": 12, "douze": 12, "fifteen": 15, "quince": 15, "quinze": 15,
    "twenty": 20, "zwanzig": 20, "veinte": 20, "vingt": 20,
}  # fmt: skip
_UNITS: Final = {
    "day": r"days?|tage?n?|dias?|jours?",
    "week": r"weeks?|wks?|wochen?|semanas?|semaines?",
    "month": r"months?|monate?n?|mes(?:es)?|mois",
    "quarter": r"quarters?|quartale?n?s?|trimestres?",
    "half": r"half[- ]?years?|halbjahre?s?|semestres?",
    "year": r"years?|jahre?n?s?|anos?|ans?|annees?",
}
_UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in _UNITS.items())
_COUNT: Final = r"(?P<count>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY: Final = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
_LAST: Final = (
    r"(?:last|past|previous|letzte[nrsm]?|vorige[nrsm]?|vergangene[nrsm]?|pasad[oa]s?|ultim[oa]s?|dernie?re?s?|"
    r"precedente?)"
)
_THIS: Final = r"(?:this|current|diese[nrsm]?|este|esta|ce|cet|cette)"

_ISO: Final = re.compile(r"\b(20\d\d)-(\d\d?)-(\d\d?)\b")
_DOTTED: Final = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./]?(20\d\d|\d\d)?\b")
_SPAN_BACK: Final = re.compile(
    rf"(?:{_LAST} {_COUNT} (?:{_UNIT})\b|{_COUNT.replace('<count>', '<count2>')} (?:last |letzte[nr]? |"
    rf"ultim[oa]s |derniers? )?"
    rf"(?:{_UNIT.replace('>', '2>')})\b(?: (?:ago|back|atras))?)",
)
_QUARTER: Final = re.compile(r"\bq([1-4])(?: ?(20\d\d))?\b|\b([1-4])\. ?quartal(?: (20\d\d))?")
_DAY_MONTH: Final = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th|\.|er)? (?:of |de )?({_MONTH})|({_MONTH})\.? (\d{{1,2}})(?:st|nd|rd|"
    rf"th)?)\b(?:,? (?:de )?(20\d\d))?"
)
_END_OF: Final = re.compile(rf"\b(?:end of|ende|fin de|finales de|fin)\s+({_MONTH})\b(?: (20\d\d))?")
_MID: Final = re.compile(rf"\b(?:mid|middle of|mitte|mediados de|mi)[ -]({_MONTH})\b(?: (20\d\d))?")
_BARE_MONTH: Final = re.compile(
    rf"\b(?:since|from|in|after|of|last|seit|ab|im|nach|desde|en|depuis|des|fin|start of|anfang|and|between|"
    rf"until|till|bis|hasta|jusqu'?(?:en|a|au)?|"
    rf"debut|principios de)\s+(?:last |letzte[mnr]? )?({_MONTH})\b(?: (?:de )?(20\d\d))?"
)
_SINCE_DAY: Final = re.compile(
    rf"\b(?:since|from|after|on|seit|ab|am|desde el|desde|el|depuis|last|letzten)\s+(?:last |letzten |le "
    rf")?({_DAY})\b"
)
_NEXT_DAY: Final = re.compile(rf"\b({_DAY})\b")
_PERIOD: Final = re.compile(
    rf"\b({_LAST}|{_THIS})\s+(?:{_UNIT})\b|\b(?:{_UNIT.replace('>', '2>')})\s+({_LAST})"
)
_VOR: Final = re.compile(rf"\b(?:vor|hace|il y a|seit|depuis|desde hace|for)\s+{_COUNT} (?:{_UNIT})\b")
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
        _iso,
        _day_month,
        _span_back,
        _ago,
        _period,
        _quarter,
        _ends,
        _month,
        _weekday_back,
        _spelled,
    ):
        found = rule(folded, as_of)
        if found is not None:
            return min(found, as_of)
    return _by_dateparser(folded, as_of)


def until(text: str, as_of: date) -> date | None:
    """The last day of the time ahead that `text` names; None when it names none or one already past."""
    folded = fold(text)
    for rule in (_iso, _day_month_ahead, _span_ahead, _weekday_ahead, _tomorrow, _month_ahead):
        found = rule(folded, as_of)
        if found is not None and found > as_of:
            return found
    return None


def months_before(day: date, count: int) -> date:
    """The same day of the month `count` months earlier, or the month's last day."""
    total = day.year * 12 + day.month - 1 - count
    return _clamped(total // 12, total % 12 + 1, day.day)


def _clamped(year: int, month: int, day: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day, (following - timedelta(days=1)).day))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest(year: str | None, month: int, day: int, as_of: date) -> date | None:
    """That day in the year given, else its latest one that is not after `as_of`."""
    if year:
        return _valid(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004  "25" is 2025
    this = _clamped(as_of.year, month, day)
    return this if this <= as_of else _clamped(as_of.year - 1, month, day)


def _iso(text: str, _: date) -> date | None:
    match = _ISO.search(text)
    return _valid(*(int(part) for part in match.groups())) if match else None


def _day_month(text: str, as_of: date) -> date | None:
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
        counted = re.search(r"\b(?:last|past|letzten?|ultim[oa]s|derniers?|previous|vergangenen)\b", match[0])
        if first or ago or counted:
            unit = next(name for name in _UNITS if match[name if first else name + "2"])
            return _back(as_of, _count(match["count"] if first else match["count2"]), unit)
    return None


def _ago(text: str, as_of: date) -> date | None:
    match = _VOR.search(text)
    if not match:
        return None
    return _back(as_of, _count(match["count"]), next(name for name in _UNITS if match[name]))


def _count(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS[words]


def _back(day: date, count: int, unit: str) -> date:
    if unit in {"day", "week"}:
        return day - timedelta(days=count * (7 if unit == "week" else 1))
    return months_before(day, count * {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit])


def _period(text: str, as_of: date) -> date | None:
    if _YEAR_START.search(text):
        return date(as_of.year, 1, 1)
    if not (match := _PERIOD.search(text)):
        return None
    unit = next(name for name in _UNITS if match[name] or match[name + "2"])
    back = 0 if match[1] and re.fullmatch(_THIS, match[1]) else 1
    return _start(_back(as_of, back, unit) if unit != "day" else as_of - timedelta(days=back), unit)


def _start(day: date, unit: str) -> date:
    """First day of the week, month, quarter, half or year that holds `day`."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "day":
        return day
    size = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def _quarter(text: str, as_of: date) -> date | None:
    if not (match := _QUARTER.search(text)):
        return None
    return _latest(match[2] or match[4], int(match[1] or match[3]) * 3 - 2, 1, as_of)


def _ends(text: str, as_of: date) -> date | None:
    if match := _END_OF.search(text):
        return _latest(match[2], MONTHS[match[1]], 31, as_of) or _clamped(int(match[2]), MONTHS[match[1]], 31)
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


def _day_month_ahead(text: str, as_of: date) -> date | None:
    latest = _day_month(text, as_of) or _ends(text, as_of)
    if latest is None or latest > as_of:
        return latest
    return _clamped(latest.year + 1, latest.month, latest.day)


def _span_ahead(text: str, as_of: date) -> date | None:
    match = re.search(
        rf"\b(?:for|next|in|fur|nachsten?|kommenden?|por|durante|proxim[oa]s?|pendant|pour)\s+(?:the "
        rf"(?:next )?|die |los |las |les )?"
        rf"(?:{_COUNT} )?(?:{_UNIT})\b",
        text,
    )
    if not match:
        return None
    unit = next(name for name in _UNITS if match[name])
    return _back(as_of, -_count(match["count"] or "one"), unit)


def _weekday_ahead(text: str, as_of: date) -> date | None:
    match = _NEXT_DAY.search(text)
    return as_of + timedelta(days=(WEEKDAYS[match[1]] - as_of.weekday() - 1) % 7 + 1) if match else None


def _tomorrow(text: str, as_of: date) -> date | None:
    return as_of + timedelta(days=1) if re.search(r"\b(?:tomorrow|morgen|manana|demain)\b", text) else None


def _month_ahead(text: str, as_of: date) -> date | None:
    match = _BARE_MONTH.search(text)
    if not match:
        return None
    month = MONTHS[match[1]]
    return date(as_of.year + (month <= as_of.month), month, 1)
