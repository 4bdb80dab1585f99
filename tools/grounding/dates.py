"""Dates in a text, absolute and relative, and whether a fact backs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from tools.facts import Fact, Unit
from tools.grounding.folding import same_length_fold
from tools.grounding.relative_dates import Moment, relative_moments
from tools.grounding.seasons import seasons

_DECEMBER: Final = 12
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
_ALSO_WORDS: Final = frozenset(
    ["may", "march", "mars", "mar", "mai", "dec", "set", "dic", "ago", "sept", "jun", "jul", "ene", "avr"]
)
"""Month names that are words too: a month only beside a day, a year or a preposition of time."""

_MONTH: Final = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_BEFORE_MONTH: Final = "in|since|until|by|of|last|this|next|seit|im|bis|ende|anfang|en|depuis|desde|de|fin"
_QUARTERS: Final = {
    name: number
    for names in (
        "first second third fourth",
        "erste zweite dritte vierte",
        "ersten zweiten dritten vierten",
        "erstes zweites drittes viertes",
        "premier deuxieme troisieme quatrieme",
        "primer segundo tercer cuarto",
    )
    for number, name in enumerate(names.split(), start=1)
}
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|'\d\d)\b"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
_WHICH_QUARTER: Final = rf"(?P<quarter>[1-4])(?:st|nd|rd|th|er|e|\.|\.?º)?|(?P<spelled>{'|'.join(_QUARTERS)})"
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
        r"\b[qt](?P<quarter>[1-4])\b(?: ?[/ ] ?(?P<year>(?:19|20)\d\d))?",
        rf"\b(?:{_WHICH_QUARTER}) (?:quarter|quartals?|trimestre)\b(?: (?:of |del? )?{_YEAR})?",
    )
)


def moments(text: str, as_of: date, language: str = "") -> Iterator[Moment]:
    """Every date of a cleaned text; those that overlap a longer one are left out."""
    folded = same_length_fold(text)
    taken: list[tuple[int, int]] = []
    for found in (
        *_absolute(folded, text),
        *relative_moments(folded, as_of, language),
        *seasons(folded, as_of),
    ):
        if all(found.end <= start or end <= found.start for start, end in taken):
            taken.append((found.start, found.end))
            yield found


def _absolute(folded: str, text: str) -> Iterator[Moment]:
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            found = match.groupdict()
            year = _year(found.get("year"))
            if quarter := found.get("quarter") or _QUARTERS.get(found.get("spelled") or ""):
                yield Moment(*match.span(), options=((year, None, None),), quarter=int(quarter))
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


def backed(moment: Moment, facts: Iterable[Fact]) -> Fact | None:
    """The date fact that the words mean, or None."""
    return next(
        (
            fact
            for fact in facts
            if fact.kind.unit is Unit.DATE and isinstance(fact.value, date) and _means(moment, fact.value)
        ),
        None,
    )


def _means(moment: Moment, day: date) -> bool:
    if moment.first and moment.last and not moment.first <= day <= moment.last:
        return False
    if moment.weekday not in {None, day.weekday()}:
        return False
    if moment.quarter and (day.month + 2) // 3 != moment.quarter:
        return False
    return not moment.options or any(
        year in {None, day.year} and month in {None, day.month} and number in {None, day.day}
        for year, month, number in moment.options
    )
