"""A Monday morning in Berlin, weeks after the last day of the sample's data, and what people ask on it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from assistant.contract import Answer
from assistant.rapport import Rapport

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """Every question is asked a moment later."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def ask(rapport: Rapport, words: str, who: str = "priya.nair", thread: str = "t") -> Answer:
    return rapport.ask(words, rapport.person(f"{who}@vendor.example"), thread=thread)


def listed(rapport: Rapport, who: str = "priya.nair") -> list[tuple[str, str]]:
    """The words of somebody's reminders, and when each comes."""
    found = rapport.follow_ups.of(rapport.person(f"{who}@vendor.example"))
    return [(one.text, f"{one.due_at.astimezone(BERLIN):%a %d %b %H:%M}") for one in found]
