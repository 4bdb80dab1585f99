"""Times in words about something that was done, each as one day, as a span, or as a day that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from assistant.planner.date_words import (
    MONTHS,
    WEEKDAYS,
    clamped,
    counted,
    end_of,
    shifted,
    start_of,
    unit_of,
    valid,
)
from assistant.planner.past_day_words import (
    AGO,
    AHEAD,
    IN,
    IN_WORDS,
    NEXT,
    NUMERIC,
    OF_MONTH,
    RANGE,
    RELATIVE,
    SHORT,
    SHORT_NAME,
    SPAN,
    VAGUE,
    WEEKDAY,
)
from assistant.planner.periods import periods_in


class Told(StrEnum):
    """What words say of a day."""

    DAY = "day"
    DOUBTFUL = "doubtful"  # a day, but it may be another one
    SPAN = "span"  # longer than a day, or several days
    NO_DAY = "no_day"  # the calendar has no such day


@dataclass(frozen=True)
class Time:
    """One time in a text.

    Attributes:
        start, end: Where it stands.
        day: The day; of a span the last one that is not to come. None if it is no day.
    """

    start: int
    end: int
    told: Told
    day: date | None


_A_YEAR: Final = 4  # digits
_QUARTER_MONTHS: Final = 3
_MONTHS_A_YEAR: Final = 12


def times_in(text: str, today: date) -> tuple[Time, ...]:
    """The times that a text names, in order, each place counted once.

    Args:
        text: Folded, with names masked.
        today: A day or month without a year is the latest one that is not after it.
    """
    found: list[Time] = []
    for rule in (
        _range,
        _numeric,
        _in_words,
        _relative,
        _ago,
        _spans,
        _short,
        _weekdays,
        _of_month,
        _periods,
    ):
        for time in rule(text, today):
            if all(time.end <= one.start or one.end <= time.start for one in found):
                found.append(time)
    return tuple(sorted(found, key=lambda one: one.start))


def _time(match: re.Match[str], told: Told, day: date | None) -> Time:
    return Time(*match.span(), told if day else Told.NO_DAY, day)


def _range(text: str, today: date) -> Iterator[Time]:
    for match in RANGE.finditer(text):
        yield _time(match, Told.SPAN, _dated(match["year"], MONTHS[match["month"]], int(match["day"]), today))


def _numeric(text: str, today: date) -> Iterator[Time]:
    """`2026-10-15`, `15.10.2026`, `12/31/2026`; which is the month may be in doubt between slashes."""
    for match in NUMERIC.finditer(text):
        if match["y"]:
            yield _time(match, Told.DAY, valid(int(match["y"]), int(match["m"]), int(match["d"])))
        else:
            told, day = _either_way(match, match["y2"], today)
            yield _time(match, told, day)


def _short(text: str, today: date) -> Iterator[Time]:
    """`on 3.10.`, `am 3/10`; without `on` it may be a time of day, a fraction or a version."""
    for match in SHORT.finditer(text):
        told, day = _either_way(match, None, today)
        if match["on"] or match["dot"]:
            yield _time(match, told, day)
        elif day is not None:
            yield _time(match, Told.DOUBTFUL, day)


def _either_way(match: re.Match[str], year: str | None, today: date) -> tuple[Told, date | None]:
    first, second = int(match["a"]), int(match["b"])
    day = _dated(year, second, first, today)
    if match["sep"] != "/":
        return Told.DAY, day
    other = _dated(year, first, second, today)
    if day and other and day != other:
        return Told.DOUBTFUL, day
    return Told.DAY, day or other


def _dated(year: str | None, month: int, day: int, today: date) -> date | None:
    """That day in the year given, else the latest one that is not after today; None if there is none."""
    if year:
        return valid(int(year) + (2000 if len(year) < _A_YEAR else 0), month, day)
    years = range(today.year, today.year - 8, -1)  # eight years hold a leap day, but around 1900 and 2100
    found = (valid(one, month, day) for one in years)
    return next((one for one in found if one and one <= today), None)


def _in_words(text: str, today: date) -> Iterator[Time]:
    """`3 October`, `October 3rd, 2026`, `3 de octubre`."""
    for match in IN_WORDS.finditer(text):
        month, day = MONTHS[match["month"] or match["month2"]], int(match["day"] or match["day2"])
        yield _time(match, Told.DAY, _dated(match["year"], month, day, today))


def _relative(text: str, today: date) -> Iterator[Time]:
    for pattern, days in RELATIVE.items():
        for match in pattern.finditer(text):
            yield _time(match, Told.DAY, today + timedelta(days=days))


def _ago(text: str, today: date) -> Iterator[Time]:
    """`two weeks ago` is a day, `two months ago` too vague for one."""
    for match in AGO.finditer(text):
        if match["few"] or match["few2"]:
            yield _time(match, Told.SPAN, today)
            continue
        unit = unit_of(match)
        number = counted(match["n"] or match["count"] or match["n2"] or match["count2"])
        told = Told.DAY if unit in {"day", "week"} else Told.SPAN
        yield _time(match, told, _shifted(today, -number, unit))


def _shifted(day: date, count: int, unit: str) -> date | None:
    try:
        return shifted(day, count, unit)
    except (OverflowError, ValueError):  # `9000 years ago`
        return None


def _spans(text: str, today: date) -> Iterator[Time]:
    """`last week`, `this year`, `recently`; `next week` and `in two weeks` as the day on which they begin."""
    for match in AHEAD.finditer(text):
        yield _time(match, Told.DAY, shifted(today, counted(match["count"]), unit_of(match)))
    for match in SPAN.finditer(text):
        if match["next"] or match["next2"]:
            unit = unit_of(match)
            yield _time(match, Told.DAY, start_of(shifted(today, 1, unit), unit))
        else:
            yield _time(match, Told.SPAN, today)
    for match in VAGUE.finditer(text):
        yield _time(match, Told.SPAN, today)


def _weekdays(text: str, today: date) -> Iterator[Time]:
    """`on Tuesday`: the latest before today; `next Tuesday`: the coming one."""
    for match in WEEKDAY.finditer(text):
        before = (match["before"] or "").strip()
        if not before and len(match["day"]) <= SHORT_NAME:
            continue
        ahead = (WEEKDAYS[match["day"]] - today.weekday() - 1) % 7 + 1
        if match["after"] or re.fullmatch(NEXT, before):
            yield _time(match, Told.DAY, today + timedelta(days=ahead))
        else:
            same = before in {"for", "fur", "para", "pour"} or today.weekday() == WEEKDAYS[match["day"]]
            yield _time(match, Told.DOUBTFUL if same else Told.DAY, today - timedelta(days=(7 - ahead) or 7))


def _of_month(text: str, today: date) -> Iterator[Time]:
    """`on the 31st`: the latest month that has one; a bare number after `on` may be anything."""
    for match in OF_MONTH.finditer(text):
        months = (shifted(today.replace(day=1), -back, "month") for back in range(_MONTHS_A_YEAR))
        days = (valid(first.year, first.month, int(match["day"])) for first in months)
        day = next((one for one in days if one and one <= today), None)
        if day or match["suffix"]:
            yield _time(match, Told.DOUBTFUL, day)


def _periods(text: str, today: date) -> Iterator[Time]:
    """`in Q3`, `in October`, `in 2025`; a bare year only after `in`, as plans have years too."""
    for one in periods_in(text, today):
        if len(one.period) == _A_YEAR and not IN.search(text[: one.start]):
            continue
        first, last = _bounds(one.period)
        yield Time(one.start, one.end, Told.SPAN, first if first > today else min(last, today))


def _bounds(period: str) -> tuple[date, date]:
    """First and last day of `2026`, `2026-Q2` or `2026-06`."""
    year = int(period[:4])
    if "Q" in period:
        first = clamped(year, int(period[-1]) * _QUARTER_MONTHS - 2, 1)
        return first, end_of(first, "quarter")
    if len(period) == _A_YEAR:
        return date(year, 1, 1), date(year, 12, 31)
    first = date(year, int(period[5:]), 1)
    return first, end_of(first, "month")
