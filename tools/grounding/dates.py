"""Dates in a text, absolute and relative, and whether a fact backs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tools.facts import Fact, Unit
from tools.spelling import fold

_DECEMBER: Final = 12
_NAMED_BY_WEEKDAY: Final = 14  # days; "on Friday" means none further away
_MONTHS: Final = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr mai jun jul aug sep oct nov dec",
        "januar februar marz mai mai juni juli august september oktober november dezember",
        "janner feber maerz - - - - - sept okt - dez",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "janv fevr - avr - - juil - - - - -",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene - - abr - - - ago setiembre - - dic",
    )
    for number, name in enumerate(names.split(), start=1)
    if name != "-"
} | {"marz": 3, "mai": 5, "april": 4}
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
_ALSO_WORDS: Final = frozenset(
    ["may", "march", "mars", "mar", "mai", "dec", "set", "dic", "ago", "sept", "jun", "jul", "ene", "avr"]
)
"""Month names that are words too: a month only beside a day, a year or a preposition of time."""

_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_BEFORE_MONTH: Final = "in|since|until|by|of|last|this|next|seit|im|bis|ende|anfang|en|depuis|desde|de|fin"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|'\d\d)\b"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)",
        r"(?<![\d.])(?P<a>\d{1,2})(?P<mark>[./-])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d\d)?(?![\d])",
        r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])",
        rf"\b{_DAY}(?: of| de| del)? {_MONTH}(?:,? (?:de |del )?{_YEAR})?",
        rf"\b{_MONTH} {_DAY}(?!\d)(?:,? {_YEAR})?",
        rf"\b{_MONTH},? (?:of |de |del )?{_YEAR}",
        rf"(?:(?:{_BEFORE_MONTH}) )?\b{_MONTH}",
        r"\bq(?P<quarter>[1-4])\b(?: ?/? ?(?P<year>(?:19|20)\d\d))?",
    )
)
_WEEKDAY: Final = re.compile(r"\b(?P<weekday>" + "|".join(_WEEKDAYS) + r")s?\b")
_AGO: Final = re.compile(
    r"\b(?P<n>\d+|[a-z-]+) (?P<unit>day|week|month|year)s? (?:ago|earlier)\b"
    r"|\bvor (?P<n2>\d+|[a-z-]+) (?P<unit2>tag|woche|monat|jahr)(?:en|n)?\b"
    r"|\b(?:il y a|hace) (?P<n3>\d+|[a-z-]+)"
    r" (?P<unit3>jour|semaine|mois|an|annee|dia|semana|mes|ano)(?:es|s)?\b",
)
_PAST: Final = re.compile(
    r"\b(?P<yesterday>yesterday|gestern|hier|ayer)\b"
    r"|\b(?:last|letzte[nrs]?|vergangene[nrs]?|vorige[nrs]?)"
    r" (?P<unit>day|week|month|quarter|year|woche|monat|quartal|jahr)\b"
    r"|\b(?:la |el |le |l')?(?P<unit2>semaine|mois|trimestre|annee|an|semana|mes|ano)"
    r" (?:derniere?|passee?|pasad[oa])\b",
)
_UNIT_DAYS: Final = {
    **dict.fromkeys(("day", "tag", "jour", "dia"), 1),
    **dict.fromkeys(("week", "woche", "semaine", "semana"), 7),
    **dict.fromkeys(("month", "monat", "mois", "mes"), 30),
    **dict.fromkeys(("quarter", "quartal", "trimestre"), 91),
    **dict.fromkeys(("year", "jahr", "an", "annee", "ano"), 365),
}


@dataclass(frozen=True)
class Moment:
    """A date in a text: what is known of it, and nothing more.

    Attributes:
        options: Possible (year, month, day, weekday); None is not said.
        first, last: The range of days it can mean, for a relative one.
    """

    start: int
    end: int
    options: tuple[tuple[int | None, int | None, int | None], ...] = ()
    weekday: int | None = None
    quarter: int | None = None
    first: date | None = None
    last: date | None = None


def moments(text: str, as_of: date, language: str = "") -> Iterator[Moment]:
    """Every date of a cleaned text; those that overlap a longer one are left out."""
    folded = _same_length_fold(text)
    taken: list[tuple[int, int]] = []
    for found in (*_absolute(folded, text), *_relative(folded, as_of, language)):
        if all(found.end <= start or end <= found.start for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _same_length_fold(text: str) -> str:
    return "".join(folded if len(folded := fold(letter)) == 1 else letter.lower()[:1] for letter in text)


def _absolute(folded: str, text: str) -> Iterator[Moment]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            found = match.groupdict()
            year = _year(found.get("year"))
            if found.get("quarter"):
                yield Moment(*match.span(), options=((year, None, None),), quarter=int(found["quarter"]))
            elif found.get("a"):
                a, b = int(found["a"]), int(found["b"])
                yield Moment(
                    *match.span(),
                    options=tuple(
                        (year, month, day) for day, month in ((a, b), (b, a)) if 1 <= month <= _DECEMBER
                    ),
                )
            elif _is_month(match, text):
                name = found["month"]
                month = int(name) if name.isdigit() else _MONTHS[name]
                day = int(found["day"]) if found.get("day") else None
                yield Moment(*match.span(), options=((year, month, day),))


def _is_month(match: re.Match[str], text: str) -> bool:
    """`May` alone may be a verb; `in May`, `May 3` and `May 2026` are not."""
    name = match.groupdict()["month"]
    if name not in _ALSO_WORDS or match.end() - match.start() > len(match[0].split()[-1]) + 1:
        lone_lower = (
            name in _ALSO_WORDS and text[match.start("month")].islower() and not re.search(r"\d", match[0])
        )
        return not lone_lower or name in {"mai", "mars"}
    return False


def _year(written: str | None) -> int | None:
    if not written:
        return None
    digits = int(written.strip("'"))
    return digits + 2000 if digits < 100 else digits  # noqa: PLR2004 - two digits


def _relative(folded: str, as_of: date, language: str) -> Iterator[Moment]:
    from tools.grounding.number_words import spelled_numbers

    for match in _WEEKDAY.finditer(folded):
        yield Moment(*match.span(), weekday=_WEEKDAYS[match["weekday"]])
    for match in _AGO.finditer(folded):
        written = match["n"] or match["n2"] or match["n3"]
        unit = _UNIT_DAYS[match["unit"] or match["unit2"] or match["unit3"]]
        spelled = next(
            (found.value for lang in ("en", "de", "fr", "es") for found in spelled_numbers(written, lang)), 1
        )
        days = int(float(written) if written.isdigit() else spelled) * unit
        yield Moment(
            *match.span(),
            first=as_of - timedelta(days + unit // 2 + 1),
            last=as_of - timedelta(max(0, days - unit // 2 - 1)),
        )
    for match in _PAST.finditer(folded):
        if match["yesterday"]:
            if match["yesterday"] == "hier" and language == "de":
                continue  # "here"
            yield Moment(*match.span(), first=as_of - timedelta(1), last=as_of - timedelta(1))
            continue
        days = _UNIT_DAYS[match["unit"] or match["unit2"]]
        yield Moment(*match.span(), first=as_of - timedelta(2 * days), last=as_of - timedelta(1))


def backed(moment: Moment, facts: Iterable[Fact], as_of: date) -> Fact | None:
    """The date fact that the words mean, or None."""
    return next(
        (
            fact
            for fact in facts
            if fact.kind.unit is Unit.DATE
            and isinstance(fact.value, date)
            and _means(moment, fact.value, as_of)
        ),
        None,
    )


def _means(moment: Moment, day: date, as_of: date) -> bool:
    if moment.first and moment.last:
        return moment.first <= day <= moment.last
    if moment.weekday is not None:
        return day.weekday() == moment.weekday and abs((day - as_of).days) <= _NAMED_BY_WEEKDAY
    if moment.quarter and (day.month + 2) // 3 != moment.quarter:
        return False
    return any(
        year in {None, day.year} and month in {None, day.month} and number in {None, day.day}
        for year, month, number in moment.options
    )
