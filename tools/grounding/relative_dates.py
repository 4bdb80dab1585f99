"""Dates told from the day of writing: `yesterday`, `vor drei Wochen`, `mardi prochain`, `hace un año`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tools.grounding.number_words import spelled_numbers
from tools.grounding.word_lists import LANGUAGES

_WEEKDAYS: Final = {
    name: number
    for names in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miercoles jueves viernes sabado domingo",
        "- - - - - sonnabend -",
    )
    for number, name in enumerate(names.split())
    if name != "-"
}
_FORTNIGHT: Final = 14  # days; "on Friday" means none further away
_WEEKDAY_NAME: Final = "(?P<weekday>" + "|".join(_WEEKDAYS) + ")s?"
_NEXT: Final = r"next|coming|nachste[nrs]?|kommende[nrs]?|proxim[oa]"
_LAST: Final = r"last|letzte[nrs]?|vergangene[nrs]?|vorige[nrs]?"
_WEEKDAY: Final = re.compile(
    rf"\b(?:(?P<next>{_NEXT}) |(?P<last>{_LAST}) )?{_WEEKDAY_NAME}"
    r"(?: (?P<next_after>prochaine?|qui vient|que viene|proximo)"
    r"| (?P<last_after>derniere?|passee?|pasado))?\b"
)
_UNIT: Final = (
    r"(?P<unit>days?|weeks?|months?|quarters?|years?|tag(?:en|e)?|wochen?|monat(?:en|e)?|quartal(?:en|e)?"
    r"|jahr(?:en|e)?|jours?|semaines?|mois|trimestres?|ans?|annees?|dias?|semanas?|mes(?:es)?|anos?)"
)
_COUNT: Final = r"(?P<count>\d+|[a-z-]+(?: (?:und|and|et|y) [a-z]+)?)"
_AGO: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_COUNT} {_UNIT} (?:ago|earlier)\b",
        rf"\b(?:vor|il y a|hace) (?:(?:etwa|rund|environ|unos|unas) )?{_COUNT} {_UNIT}\b",
    )
)
_FORTNIGHT_AGO: Final = re.compile(
    r"\ba fortnight ago\b|\bil y a (?:une quinzaine|quinze jours)\b|\bhace (?:una quincena|quince dias)\b"
)
_HALF_YEAR_AGO: Final = re.compile(
    r"\bhalf a year ago\b|\bvor einem halben jahr\b|\bil y a un semestre\b|\bhace medio ano\b"
)
_AHEAD: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:dans|dentro de) {_COUNT} {_UNIT}\b",
        rf"\b(?P<loose>in|en) {_COUNT} (?P<unit>days|weeks?|tagen|wochen?|dias|semanas?)\b(?!'? time)",
        rf"\bin {_COUNT} {_UNIT}'? time\b",
    )
)
_NEAR: Final = {
    word: days
    for days, words in (
        (-2, "the day before yesterday|vorgestern|avant-hier|anteayer|antier|antes de ayer"),
        (-1, "yesterday|gestern|hier|ayer|anoche|last night"),
        (1, "tomorrow|morgen|demain|manana"),
        (2, "the day after tomorrow|ubermorgen|apres-demain|pasado manana"),
    )
    for word in words.split("|")
}
_NEAR_DAY: Final = re.compile(r"\b(?:" + "|".join(sorted(_NEAR, key=len, reverse=True)) + r")\b")
_MORNING: Final = re.compile(r"\b(?:guten|jeden|am|(?:por|de|esta|cada|toda|una|la|buena) (?:la )?)\s*$")
"""Before `morgen` and `mañana`: the part of the day, not the next one."""

_PAST: Final = re.compile(
    r"\b(?:last|past|letzte[nrs]?|vergangene[nrs]?|vorige[nrs]?)"
    r" (?P<unit>day|week|month|quarter|year|woche|monat|quartal|jahr)s?\b"
    r"|\b(?:la |el |le |l')?(?P<unit2>semaine|mois|trimestre|annee|an|semana|mes|ano)"
    r" (?:derniere?|passee?|precedente?|pasad[oa])\b",
)
_ONE: Final = frozenset({"a", "an", "one", "un", "une", "una", "einem", "einer", "ein", "eine"})
_UNIT_DAYS: Final = (
    (("day", "tag", "jour", "dia"), 1),
    (("week", "woche", "semaine", "semana"), 7),
    (("quarter", "quartal", "trimestre"), 91),
    (("month", "monat", "mois", "mes"), 30),
    (("year", "jahr", "an", "ano"), 365),
)


@dataclass(frozen=True)
class Moment:
    """A date in a text: what is known of it, and nothing more.

    Attributes:
        options: Possible (year, month, day); None is not said.
        weekday: 0 for Monday.
        first, last: The range of days it can mean, for a relative one.
        loose: Where no fact backs it, it is a length of time: done "in two weeks".
    """

    start: int
    end: int
    options: tuple[tuple[int | None, int | None, int | None], ...] = ()
    weekday: int | None = None
    quarter: int | None = None
    first: date | None = None
    last: date | None = None
    loose: bool = False


def relative_moments(folded: str, as_of: date, language: str) -> Iterator[Moment]:
    """Every date of a folded text that only counts from `as_of`."""
    yield from _weekdays(folded, as_of)
    yield from _counted(folded, as_of)
    yield from _near_days(folded, as_of, language)
    for pattern, days, reach in ((_FORTNIGHT_AGO, 14, 3), (_HALF_YEAR_AGO, 182, 45)):
        for match in pattern.finditer(folded):
            first, last = as_of - timedelta(days + reach), as_of - timedelta(days - reach)
            yield Moment(*match.span(), first=first, last=last)
    for match in _PAST.finditer(folded):
        days = _days(match["unit"] or match["unit2"])
        yield Moment(*match.span(), first=as_of - timedelta(2 * days), last=as_of - timedelta(1))


def _weekdays(folded: str, as_of: date) -> Iterator[Moment]:
    for match in _WEEKDAY.finditer(folded):
        first, last = as_of - timedelta(_FORTNIGHT), as_of + timedelta(_FORTNIGHT)
        if match["next"] or match["next_after"]:
            first = as_of
        elif match["last"] or match["last_after"]:
            last = as_of
        yield Moment(*match.span(), weekday=_WEEKDAYS[match["weekday"]], first=first, last=last)


def _counted(folded: str, as_of: date) -> Iterator[Moment]:
    for patterns, sign in ((_AGO, -1), (_AHEAD, 1)):
        for match in (match for pattern in patterns for match in pattern.finditer(folded)):
            if (count := _number(match["count"])) is None:
                continue
            unit = _days(match["unit"])
            days, reach = int(count * unit), unit // 2 + 1
            near, far = (
                as_of + timedelta(sign * max(0, days - reach)),
                as_of + timedelta(sign * (days + reach)),
            )
            yield Moment(
                *match.span(), first=min(near, far), last=max(near, far), loose="loose" in match.groupdict()
            )


def _near_days(folded: str, as_of: date, language: str) -> Iterator[Moment]:
    for match in _NEAR_DAY.finditer(folded):
        if match[0] == "hier" and language == "de":
            continue  # "here"
        if match[0] in {"morgen", "manana"} and _MORNING.search(folded, 0, match.start()):
            continue
        day = as_of + timedelta(_NEAR[match[0]])
        yield Moment(*match.span(), first=day, last=day)


def _number(written: str) -> float | None:
    """What a count says; `einem` and `un` are one, other words without a number are no count."""
    if written.isdigit():
        return float(written)
    if written in _ONE:
        return 1.0
    spelled = (found.value for language in LANGUAGES for found in spelled_numbers(written, language))
    return next(spelled, None)


def _days(unit: str) -> int:
    return next(days for stems, days in _UNIT_DAYS if unit.startswith(stems))
