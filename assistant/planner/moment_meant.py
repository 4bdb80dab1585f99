"""The moment that words ahead mean for a person: their own zone, working hours, clocks that change."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from assistant.planner.date_words import DAY, UNIT, end_of, shifted, start_of, unit_of
from assistant.planner.dates_ahead import end_of_unit, until
from assistant.planner.moments_ahead import WhenSaid, short_span

MORNING: Final = time(9)
"""When a day begins for whom no hour is said."""

_BEGINNING: Final = r"(?:early|anfang|debut|principios de|start of|beginning of)"
_SPELLED: Final = {
    r"\b(?:tomorow|tmrw|tmr)\b": "tomorrow",
    r"\beom\b": "end of month",
    r"\beoq\b": "end of quarter",
    r"\beow\b": "end of week",
    (
        rf"\b{_BEGINNING}\s+(?:the |des |der |del |du |de la |de )?(?=(?:next|nachste|kommende|proxim)\w*\b|"
        rf"(?:{UNIT})\s+(?:prochaine?|que viene|entrante|suivante?)\b)"
    ): "",
    rf"\b{_BEGINNING}\b": "in",
    r"\blate\b": "end of",
    r"\bagain\b|\bwieder\b": "",
}
_EDGE: Final = re.compile(
    r"\b(?P<edge>last|letzte[nr]?|ultimo|dernier|first|erste[nr]?|primer|premier)\s+(?:day |tag |dia |jour )?"
    rf"(?:of|de[sr]?|del|du)\s+(?:the )?(?P<next>next |nachsten |proximo )?(?:{UNIT})\b"
)
_AFTER: Final = re.compile(r"\b(?:after|over|nach|despues|apres)\b")
_WEEKEND: Final = re.compile(r"\b(?:weekend|wochenende|fin de semana|week-?end)\b")
_A_WEEK_ON: Final = re.compile(r"day (?:week|next week)$")
_STATED: Final = re.compile(
    r"\d|day\b|tag\b|mittwoch|tomorrow|morgen|manana|demain|lunes|martes|miercoles|jueves|viernes|sabado|domingo|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\b(?:mon|tue|wed|thu|fri|sat|sun|tues|thur|thurs)\b"
)
_WEEKDAY: Final = re.compile(rf"\b(?:{DAY})\b")
_COUNTED: Final = re.compile(rf"\b\d+\s+(?:{UNIT})\b")
_BACKWARDS: Final = re.compile(
    r"\b(?:end|ende|fin(?! de semana)|final\w*|before|vor|antes|avant|by|last)\b|(?<!week)(?<!week-)end$|"
    r"(?<!wochen)ende$"
)
_LATEST: Final = time(22)  # nobody who names no hour wants to be called later
_SATURDAY: Final = 5
_WEEK: Final = timedelta(days=7)


def moment_meant(said: WhenSaid, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment, in UTC; None when the words mean none that is to come.

    Without an hour it is nine in the morning; without a day the next time that it is that hour. A day that
    was counted and falls on a weekend becomes the working day after it, the end of a month or quarter the one
    before. An hour that the clocks skip is the moment after the change, one that comes twice the first.

    Args:
        now: The present moment, with a time zone.
        zone: The person's own.
    """
    if seconds := short_span(said.words):
        return (now + timedelta(seconds=seconds)).replace(second=0, microsecond=0).astimezone(UTC)
    here = now.astimezone(zone)
    today = here.date()
    day = today if said.today else _day(said.words, today)
    if day is None and said.names_day:
        return None
    if day is None:
        return _next_time(said.at, now, zone) if said.at else None
    found = in_zone(day, said.at or MORNING, zone)
    unsaid = said.at is None and (said.today or found <= now)
    if day == today and (unsaid or (said.roughly and found <= now)):
        return _soon(now, zone)
    return found if found > now else None


def _soon(now: datetime, zone: ZoneInfo) -> datetime:
    """About an hour from now; late in the evening, when the next day begins."""
    here = now.astimezone(zone)
    found = (now + timedelta(hours=1)).astimezone(zone).replace(minute=0, second=0, microsecond=0)
    if found.date() > here.date() or found.time() > _LATEST:
        return in_zone(here.date() + timedelta(days=1), MORNING, zone)
    return found.astimezone(UTC)


def in_zone(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That hour of that day there, in UTC."""
    # through UTC: a wall-clock time inside the gap becomes the moment after it
    return datetime.combine(day, at, zone).astimezone(UTC)


def _next_time(at: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The next time that it is that hour there."""
    today = now.astimezone(zone).date()
    found = in_zone(today, at, zone)
    return found if found > now else in_zone(today + timedelta(days=1), at, zone)


def names_weekday(words: str) -> bool:
    """Whether the folded words say a day of the week, and no date beside it."""
    return bool(_WEEKDAY.search(words)) and not re.search(r"\d", words)


def working_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= _SATURDAY else day


def _day(words: str, today: date) -> date | None:
    spelled = words
    for pattern, plain in _SPELLED.items():
        spelled = re.sub(pattern, plain, spelled)
    if _WEEKEND.search(spelled) and not _BACKWARDS.search(spelled):
        monday = start_of(today, "week") + _WEEK
        return (
            monday if _AFTER.search(spelled) else max(monday - timedelta(days=2), today + timedelta(days=1))
        )
    # on the last day of a quarter, `end of quarter` is that day: it is not over
    found = _edge(spelled, today) or end_of_unit(spelled, today) or _until(spelled, today)
    if found is None or _is_stated(spelled):
        return found + _WEEK if found and _A_WEEK_ON.search(spelled) else found
    return _in_the_week(found, today, backwards=bool(_BACKWARDS.search(spelled)))


def _until(words: str, today: date) -> date | None:
    try:
        return until(words, today)
    except (OverflowError, ValueError):  # `in 900 years`
        return None


def _edge(words: str, today: date) -> date | None:
    """`on the last day of the month`, `am ersten des Monats`."""
    match = _EDGE.search(words)
    if match is None:
        return None
    unit = unit_of(match)
    first = match["edge"].startswith(("f", "e", "p"))
    day = shifted(today, 1, unit) if match["next"] or first else today
    return start_of(day, unit) if first else end_of(day, unit)


def _is_stated(words: str) -> bool:
    """Whether the very day is said, rather than counted or an edge."""
    return bool(_STATED.search(_COUNTED.sub(" ", _EDGE.sub(" ", words)))) and not _WEEKEND.search(words)


def _in_the_week(day: date, today: date, *, backwards: bool) -> date:
    if day.weekday() < _SATURDAY:
        return day
    friday = day - timedelta(days=day.weekday() - 4)
    return friday if backwards and friday >= today else working_day(day)
