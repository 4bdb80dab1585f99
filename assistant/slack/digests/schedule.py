"""When the digest comes, in words."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Final

from assistant.counting import counted
from assistant.figures import day_of
from knowledge.digests import DigestSettings
from tools.attention import Lane

_FAR: Final = 9999  # the year of a pause without an end


def in_words(settings: DigestSettings, today: date) -> str:
    """One or two sentences for the person whose digest it is."""
    when = f"{calendar.day_name[settings.weekday]}s at {settings.hour:02d}:00 ({settings.timezone})"
    said = [f"{when}, at most {counted(settings.items, 'partner')}."]
    if settings.paused_until is not None and settings.paused_until > today:
        said.append(_paused(settings))
    if settings.muted_partner_ids:
        said.append(f"{counted(len(settings.muted_partner_ids), 'partner')} muted.")
    if lanes := [lane.replace("_", " ") for lane in settings.lanes if lane in set(Lane)]:
        said.append(f"Only: {', '.join(lanes)}.")
    said.append("With a summary each month." if settings.monthly else "No monthly summary.")
    return " ".join(said)


def _paused(settings: DigestSettings) -> str:
    begins = f" from {day_of(settings.paused_from)}" if settings.paused_from else ""
    until = settings.paused_until
    ends = f" until {day_of(until)}" if until and until.year != _FAR else ""
    return f"Paused{begins}{ends}."
