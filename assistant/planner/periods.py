"""Months, quarters and years that a question names, as `2026-06`, `2026-Q2` or `2026`, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from assistant.planner.date_words import LAST, MONTH, MONTHS, THIS, UNITS, shifted, start_of
from prompts.words import shape

_YEAR: Final = r"20[0-4]\d"
_OF: Final = r"(?:\s*[/'-]?\s*(?:of\s+|de\s+|du\s+|von\s+)?"
_ISO: Final = re.compile(rf"\b(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])\b(?!-\d)")
_QUARTER: Final = re.compile(
    rf"\b(?P<before>{_YEAR})[ /-]?[qt](?P<q>[1-4])\b|\b[qt](?P<q2>[1-4])\b{_OF}(?P<after>{_YEAR})\b)?"
    rf"|\b(?:(?P<q3>[1-4])(?:\.|st|nd|rd|th|er|eme|e|o|ro|do)?|(?P<word>first|erste[nsm]?|primer|premier|second|"
    r"zweite[nsm]?|segundo|deuxieme|third|dritte[nsm]?|tercer|troisieme|fourth|vierte[nsm]?|cuarto|quatrieme))"
    rf"\s+(?:quarter|quartal|trimestre)\b{_OF}(?P<after2>{_YEAR})\b)?"
)
_NAMED: Final = re.compile(rf"\b(?P<month>{MONTH})\b\.?{_OF}(?P<year>{_YEAR})\b)?")
_UNIT: Final = "|".join(f"(?P<{name}>{UNITS[name]})" for name in ("month", "quarter", "year"))
_UNIT_2: Final = _UNIT.replace(">", "2>", 1).replace("quarter>", "quarter2>").replace("year>", "year2>")
_NEXT: Final = (
    r"(?:next|coming|nachste[nrsm]?|kommende[nrsm]?|proxim[oa]s?|prochaine?s?|que viene|qui vient|suivante?)"
)
_COMING: Final = re.compile(rf"\b{_NEXT}\s+$")
_PAST: Final = re.compile(rf"\b(?:{LAST})\s+$")
_RUNNING: Final = rf"(?:{THIS}|running|ongoing|laufende[nrsm]?|en curso|actual|en cours)"
_RELATIVE: Final = re.compile(
    rf"\b(?:(?P<last>{LAST})|(?P<this>{_RUNNING})|(?P<next>{_NEXT}))\s+(?:{_UNIT})\b"
    rf"|\b(?:{_UNIT_2})\s+(?:(?P<last2>{LAST})|(?P<this2>{_RUNNING})|(?P<next2>{_NEXT}))\b"
)
_BARE_YEAR: Final = re.compile(
    rf"(?<![\w.,/-])(?P<year>{_YEAR})\b(?![-./,]\d|\s*(?:%|€|\$|eur\w*|usd|dollars?|hours?|stunden))"
)
_OF_A_DAY: Final = re.compile(rf"\b(?:{MONTH})\b\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+(?:de\s+)?$")
_BOUNDED: Final = re.compile(
    r"\b(?:over|under|above|below|at least|uber|unter|mindestens|mas de|menos de|al menos|plus de|moins de|"
    r"au moins)\s+$"
)
_ORDINALS: Final = {
    "fir": 1, "ers": 1, "prim": 1, "prem": 1, "sec": 2, "zwe": 2, "seg": 2, "deu": 2, "thi": 3, "dri": 3,
    "ter": 3, "tro": 3, "fou": 4, "vie": 4, "cua": 4, "qua": 4,
}  # fmt: skip
_NOT_ALWAYS_MONTHS: Final = frozenset(("may", "march", "ago", "mar", "sept", "dic", "ene"))
_INTRODUCES: Final = shape("introduces_a_month")
_FOLLOWS: Final = shape("follows_a_month")
_DAY_BEFORE: Final = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|\.|er)?\s+(?:of\s+|de\s+)?$|"
    rf"{shape('as_of').pattern}(?:the\s+)?(?:end of|ende|fin de|finales de)\s+$"
)
_DAY_AFTER: Final = re.compile(r"\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\s*(?:partners?|deals?|accounts?|%))")
_COMPARED: Final = shape("compared_with")


@dataclass(frozen=True)
class Named:
    """One period in a text.

    Attributes:
        start, end: Where it stands.
        period: `2026-06`, `2026-Q2` or `2026`.
        compared: Whether it is what another period is set against: `lower than in May`.
    """

    start: int
    end: int
    period: str
    compared: bool


def periods_in(text: str, as_of: date, *, ahead: bool = False) -> tuple[Named, ...]:
    """The periods of a folded text, in order, each place counted once.

    Args:
        text: Lower case without accents, names masked.
        as_of: What `last month` counts from; a month or quarter without a year is the latest that has begun.
        ahead: A month or quarter without a year may also be the very next one.
    """
    found: list[Named] = []
    for start, end, period in _found(text, as_of, ahead):
        if all(end <= one.start or one.end <= start for one in found):
            found.append(Named(start, end, period, bool(_COMPARED.search(text[:start]))))
    return tuple(sorted(found, key=lambda one: one.start))


def _found(text: str, as_of: date, ahead: bool) -> Iterator[tuple[int, int, str]]:
    for match in _ISO.finditer(text):
        yield *match.span(), match[0]
    for match in _QUARTER.finditer(text):
        number = _number(match)
        year = match["before"] or match["after"] or match["after2"]
        year = year or _year(text[: match.start()], number, "quarter", as_of, ahead)
        yield *match.span(), f"{year}-Q{number}"
    for match in _NAMED.finditer(text):
        if _is_month(match, text):
            month = MONTHS[match["month"]]
            year = match["year"] or _year(text[: match.start()], month, "month", as_of, ahead)
            yield *match.span(), f"{year}-{month:02}"
    for match in _RELATIVE.finditer(text):
        yield *match.span(), _relative(match, as_of)
    for match in _BARE_YEAR.finditer(text):
        before = text[: match.start()]
        if not (_OF_A_DAY.search(before) or _BOUNDED.search(before)):
            yield *match.span(), match["year"]


def _number(match: re.Match[str]) -> int:
    if word := match["word"]:
        return next(number for start, number in _ORDINALS.items() if word.startswith(start))
    return int(match["q"] or match["q2"] or match["q3"])


def _year(before: str, number: int, unit: str, as_of: date, ahead: bool) -> int:
    """The year of the month or quarter with that number: of the latest that has begun, or as is said.

    Args:
        before: What stands before it: `next Q1`, `last Q4`.
        number: Which month or quarter of the year.
        unit: `month` or `quarter`.
        as_of: The day.
        ahead: The one that begins next is meant too.
    """
    running, number_of = (as_of.month, 12) if unit == "month" else ((as_of.month + 2) // 3, 4)
    if _COMING.search(before) or (ahead and number == running % number_of + 1):
        return as_of.year + (number <= running)
    return as_of.year - (number >= running if _PAST.search(before) else number > running)


def period_before(period: str) -> str:
    """The month, quarter or year before one: `2025-12` before `2026-01`."""
    year, _, rest = period.partition("-")
    if not rest:
        return str(int(year) - 1)
    quarterly, number = rest.startswith("Q"), int(rest.removeprefix("Q"))
    last = 4 if quarterly else 12
    year, number = (str(int(year) - 1), last) if number == 1 else (year, number - 1)
    return f"{year}-Q{number}" if quarterly else f"{year}-{number:02}"


def _is_month(match: re.Match[str], text: str) -> bool:
    """Whether a month is meant: `in May`, but not `on 1 May`, `as of the end of May`, `they may see`."""
    word = match["month"]
    if _DAY_BEFORE.search(text[: match.start()]) or _DAY_AFTER.match(text, match.end("month")):
        return False
    if word not in _NOT_ALWAYS_MONTHS or match["year"] or _INTRODUCES.search(text[: match.start()]):
        return True
    return word != "ago" and bool(_FOLLOWS.match(text, match.end()))  # `two months ago`


def _relative(match: re.Match[str], as_of: date) -> str:
    said = match.groupdict()
    unit = next(name for name in ("month", "quarter", "year") if said[name] or said[f"{name}2"])
    steps = -1 if said["last"] or said["last2"] else int(bool(said["next"] or said["next2"]))
    return period_of(shifted(start_of(as_of, unit), steps, unit), unit)


def period_of(day: date, unit: str) -> str:
    """The month, quarter or year that holds a day."""
    if unit == "month":
        return f"{day.year}-{day.month:02}"
    return f"{day.year}-Q{(day.month + 2) // 3}" if unit == "quarter" else str(day.year)
