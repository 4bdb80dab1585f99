"""By how much something is put off: `for an hour`, `back a week`, `zwei Tage später`, `una hora más`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from assistant.planner.date_words import COUNT, UNIT, counted, shifted, unit_of
from assistant.planner.moment_meant import in_zone
from assistant.planner.moments_ahead import whens
from tools.spelling import fold

_ONE: Final = r"an?|one|another|eine[nrm]?|una?|une|otra|encore une?"
_SHIFT: Final = re.compile(
    rf"(?<!past )\b(?:{COUNT}|(?P<one>{_ONE}))\s+(?:more\s+|weitere\s+)?"
    rf"(?:(?P<minute>min\w*)|(?P<hour>hours?|hrs?|stunden?|horas?|heures?)|{UNIT})\b"
)
_MOST: Final = 1_000


@dataclass(frozen=True)
class Shift:
    """So many units of time."""

    count: int
    unit: str

    def applied(self, due_at: datetime, now: datetime, zone: ZoneInfo) -> datetime:
        """The moment put off: by hours from now on, by days from when it was due, at its hour."""
        if self.unit in {"minute", "hour"}:
            size = 60 if self.unit == "minute" else 3600
            return (now + timedelta(seconds=size * self.count)).replace(second=0, microsecond=0)
        there = max(due_at, now).astimezone(zone)
        hour = due_at.astimezone(zone).time()
        return in_zone(shifted(there.date(), self.count, self.unit), hour, zone)


def shift_said(text: str) -> Shift | None:
    """How long a message puts something off; None if it does not say."""
    for one in reversed(whens(text)):  # `in two weeks` is a moment
        text = text[: one.start] + " \x01 " + text[one.end :]
    match = _SHIFT.search(fold(text))
    if match is None:
        return None
    unit = "minute" if match["minute"] else "hour" if match["hour"] else unit_of(match)
    count = 1 if match["one"] else counted(match["count"])
    return Shift(count, unit) if 0 < count < _MOST else None
