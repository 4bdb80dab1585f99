"""When a weekly digest is due in somebody's own time zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.digests import DigestSettings, iso_week
from tools.time_zones import zone_named


def due_week(settings: DigestSettings, now: datetime, since: datetime) -> str | None:
    """The ISO week whose digest should be out by now, or None.

    It stays due from its hour to the end of the week, so that it is caught up after a pause of the service;
    what would have been due before `since`, when the service first ran, is not. An hour that the clocks skip
    counts as the moment after the change, one that comes twice as the first.
    """
    zone = zone_named(settings.timezone)
    today = now.astimezone(zone).date()
    moment = _moment(_monday(today) + timedelta(days=settings.weekday), settings.hour, zone)
    if now < moment or moment < since or (settings.paused_until and today < settings.paused_until):
        return None
    return iso_week(today)


def _moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    # through UTC: a wall-clock time inside the gap becomes the moment after it
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
