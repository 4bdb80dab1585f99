"""Time zones by name; where none is known, UTC."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def zone_named(name: str) -> ZoneInfo:
    """The zone of an IANA name such as `Europe/Berlin`; UTC for an empty or unknown one."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def day_in(zone: str, moment: datetime) -> date:
    """The calendar day that it is there at that moment, which must know its own zone."""
    return moment.astimezone(zone_named(zone)).date()
