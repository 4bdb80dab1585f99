"""Words for days, and the arithmetic of months: what `dates` and `dates_ahead` read with.

Names come from `tools.calendar_words`, folded; the abbreviations added here are safe in a question, where
few words stand, and not in a note (`mar` is March, `mon` is French for my).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from tools import calendar_words
from tools.spelling import fold

MONTHS: Final = {fold(name): number for name, number in calendar_words.MONTHS.items()} | {
    "janner": 1, "ene": 1, "janv": 1, "febr": 2, "fevr": 2, "abr": 4, "avr": 4, "juil": 7, "ago": 8,
    "dic": 12,
}  # fmt: skip
WEEKDAYS: Final = {fold(name): number for name, number in calendar_words.WEEKDAYS.items()} | {
    name: number
    for number, names in enumerate(
        (
            "mondays mon montags lundis",
            "tuesdays tue tues dienstags mardis",
            "wednesdays wed mittwochs mercredis",
            "thursdays thu thurs donnerstags jeudis",
            "fridays fri freitags vendredis",
            "saturdays sat samstags sabados samedis",
            "sundays sun sonntags domingos dimanches",
        )
    )
    for name in names.split()
}
NUMBERS: Final = {fold(name): number for name, number in calendar_words.NUMBERS.items()} | {
    "einen": 1, "couple of": 2, "couple": 2, "beiden": 2, "twelve": 12, "zwolf": 12, "doce": 12, "douze": 12,
    "fifteen": 15, "funfzehn": 15, "quince": 15, "quinze": 15, "twenty": 20, "zwanzig": 20, "veinte": 20,
    "vingt": 20, "fourteen": 14, "vierzehn": 14, "catorce": 14, "quatorze": 14, "thirty": 30,
    "dreissig": 30, "drei\u00dfig": 30, "treinta": 30, "trente": 30, "sixty": 60, "sechzig": 60,
    "sesenta": 60, "soixante": 60, "ninety": 90, "neunzig": 90, "noventa": 90, "dozen": 12,
    "forty": 40, "vierzig": 40, "cuarenta": 40, "quarante": 40, "fifty": 50, "funfzig": 50, "cincuenta": 50,
    "cinquante": 50, "half a dozen": 6, "halbes dutzend": 6, "media docena": 6, "demi-douzaine": 6,
    "dutzend": 12, "docena": 12, "douzaine": 12,
}  # fmt: skip
UNITS: Final = {
    "day": r"days?|tage?n?|dias?|jours?",
    "week": r"weeks?|wks?|wochen?|semanas?|semaines?",
    "month": r"months?|monate?n?s?|mes(?:es)?|mois",
    "quarter": r"quarters?|quartale?n?s?|trimestres?",
    "half": r"half[- ]?years?|halbjahre?s?|semestres?",
    "year": r"years?|jahre?n?s?|anos?|ans?|annees?",
}
UNIT: Final = "|".join(f"(?P<{name}>{words})" for name, words in UNITS.items())
UNIT_2: Final = UNIT.replace(">", "2>")
COUNT: Final = r"(?P<count>\d{1,3}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY: Final = "|".join(sorted(WEEKDAYS, key=len, reverse=True))
LAST: Final = (
    r"(?:last|past|previous|letzte[nrsm]?|vorige[nrsm]?|vergangene[nrsm]?|pasad[oa]s?|ultim[oa]s?|dernie?re?s?|"
    r"precedente?)"
)
THIS: Final = r"(?:this|current|diese[nrsm]?|este|esta|ce|cet|cette)"
_SIZES: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def unit_of(match: re.Match[str]) -> str:
    """The unit of time that a match of `UNIT` named, or its twin whose groups end in 2."""
    groups = match.groupdict()
    return next(name for name in UNITS if groups[name] or groups.get(name + "2"))


def counted(words: str) -> int:
    """The number that digits or a word say."""
    return int(words) if words.isdigit() else NUMBERS[words]


def shifted(day: date, count: int, unit: str) -> date:
    """The day that many units later; earlier when the count is negative."""
    if unit in {"day", "week"}:
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return months_before(day, -count * _SIZES[unit])


def months_before(day: date, count: int) -> date:
    """The same day of the month `count` months earlier, or the month's last day."""
    total = day.year * 12 + day.month - 1 - count
    return clamped(total // 12, total % 12 + 1, day.day)


def clamped(year: int, month: int, day: int) -> date:
    """That day, or the last one of its month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, min(day, (following - timedelta(days=1)).day))


def valid(year: int, month: int, day: int) -> date | None:
    """That day; None if there is none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def start_of(day: date, unit: str) -> date:
    """First day of the week, month, quarter, half or year that holds `day`."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "day":
        return day
    size = _SIZES[unit]
    return date(day.year, (day.month - 1) // size * size + 1, 1)


def end_of(day: date, unit: str) -> date:
    """Last day of the week, month, quarter, half or year that holds `day`."""
    return shifted(start_of(day, unit), 1, unit) - timedelta(days=1)
