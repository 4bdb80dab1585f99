"""When a digest, a summary or a review is due, in its reader's own time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from knowledge.digests import DigestSettings, iso_week
from knowledge.team_channels import TeamChannel
from tools.time_zones import zone_named

_SATURDAY: Final = 5
_MONTHS: Final = 3  # of a quarter


@dataclass(frozen=True)
class Clock:
    """The present moment.

    Attributes:
        since: When the service first ran: what would have been due before is not caught up.
    """

    now: datetime
    since: datetime

    def passed(self, day: date, hour: int, zone: ZoneInfo) -> bool:
        """Whether that hour of that day has come, and lies within the time of the service.

        An hour that the clocks skip counts as the moment after the change, one that comes twice as the first.
        """
        # through UTC: a wall-clock time inside the gap becomes the moment after it
        moment = datetime.combine(day, time(hour), zone).astimezone(UTC)
        return self.since <= moment <= self.now


def due_week(settings: DigestSettings, clock: Clock) -> str | None:
    """The ISO week whose digest should be out by now, or None.

    It stays due from its hour to the end of the week, so that it is caught up after a pause of the service.
    """
    zone = zone_named(settings.timezone)
    today = clock.now.astimezone(zone).date()
    if settings.paused_on(today):
        return None
    return _week(today, settings.weekday, settings.hour, zone, clock)


def due_channel_week(channel: TeamChannel, clock: Clock) -> str | None:
    """The same for a channel; what would have been due before it was registered is not."""
    if not channel.digest:
        return None
    zone = zone_named(channel.timezone)
    registered = Clock(clock.now, max(clock.since, channel.registered_at))
    return _week(clock.now.astimezone(zone).date(), channel.weekday, channel.hour, zone, registered)


def due_month(settings: DigestSettings, clock: Clock) -> str | None:
    """The month that should be summed up by now, such as `2026-09`; None if none should.

    It is due from the first working day of the next month on, to that month's end, on working days from the
    hour of the digest on: what waited a day for the digest does not come at night.
    """
    zone = zone_named(settings.timezone)
    today = clock.now.astimezone(zone).date()
    first = today.replace(day=1)
    if not settings.monthly or settings.paused_on(today):
        return None
    if not _come(working_day(first, 1), today, settings.hour, zone, clock):
        return None
    return f"{first - timedelta(days=1):%Y-%m}"


def due_quarter(settings: DigestSettings, clock: Clock) -> str | None:
    """The quarter whose review should begin by now, such as `2026-Q3`; None if none should.

    It is due from the second working day of the next quarter on, a day after the summary of the month, to the
    end of that quarter's first month, at the same hours.
    """
    zone = zone_named(settings.timezone)
    today = clock.now.astimezone(zone).date()
    if today.month % _MONTHS != 1 or settings.paused_on(today):
        return None
    if not _come(working_day(today.replace(day=1), 2), today, settings.hour, zone, clock):
        return None
    ended = today.replace(day=1) - timedelta(days=1)
    return f"{ended.year}-Q{(ended.month - 1) // _MONTHS + 1}"


def working_day(first: date, number: int) -> date:
    """The working day of that number, counted from a day on: 1 is that day itself, or the Monday after."""
    day = first
    while True:
        number -= day.weekday() < _SATURDAY
        if number == 0:
            return day
        day += timedelta(days=1)


def _come(first: date, today: date, hour: int, zone: ZoneInfo, clock: Clock) -> bool:
    """Whether the hour has come on a first day, and on today, a working day, too."""
    in_hours = today.weekday() < _SATURDAY and clock.passed(today, hour, zone)
    return in_hours and clock.passed(first, hour, zone)


def _week(today: date, weekday: int, hour: int, zone: ZoneInfo, clock: Clock) -> str | None:
    monday = today - timedelta(days=today.weekday())
    return iso_week(today) if clock.passed(monday + timedelta(days=weekday), hour, zone) else None
