"""The moment that a person means by words such as `in two weeks`, beside an hour that they pick."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from assistant.errors import FieldInvalid
from assistant.figures import day_of
from assistant.planner.moment_meant import moment_meant
from assistant.planner.moments_ahead import whens

_SAY: Final = 'Write, for example, "Tuesday", "in two weeks", "end of quarter" or "2026-12-24".'
_SHOWN: Final = 40  # characters of what was typed


def moment_said(words: str, at: time, now: datetime, zone: ZoneInfo) -> datetime:
    """The moment to come that the words name, in UTC.

    Args:
        words: As typed.
        at: The hour, unless the words say one themselves.
        now: The present moment, with a time zone.
        zone: The person's own.

    Raises:
        FieldInvalid: They name none, or one that is over, or a day that no calendar has.
    """
    if not words.strip():
        raise FieldInvalid("when", f"No day is given. {_SAY}")
    said = next(iter(whens(words)), None)
    if said is None:
        raise FieldInvalid("when", f"I find no day in “{_short(words)}”. {_SAY}")
    found = moment_meant(said if said.at else replace(said, at=at), now, zone)
    if found is None:
        clock, here = said.at or at, now.astimezone(zone)
        over = f"“{_short(words)}” at {clock:%H:%M} is no moment after now, {day_of(here)} {here:%H:%M}."
        raise FieldInvalid("when", f"{over} {_SAY}")
    return found


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
