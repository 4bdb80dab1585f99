"""Follow-ups as facts: what to be reminded of, the day, the hour."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from assistant.access import Access
from assistant.toolbox.follow_ups.in_words import words_of
from assistant.toolbox.naming import partner_facts
from knowledge.follow_ups import FollowUp
from tools.about import Slots
from tools.facts import Fact, Kind, Unit

WORDS: Final = Kind("follow_up.words", Unit.TEXT, "to be reminded of")
DAY: Final = Kind("follow_up.day", Unit.DATE, "day of the reminder")
WEEKDAY: Final = Kind("follow_up.weekday", Unit.LABEL, "weekday of the reminder")
HOUR: Final = Kind("follow_up.hour", Unit.LABEL, "hour of the reminder")
COUNT: Final = Kind("follow_up.count", Unit.COUNT, "reminders")
LATE: Final = Kind("follow_up.late", Unit.COUNT, "late reminders")
MOST_WORDS: Final = 200
"""Characters of the words that are told; all of them are kept."""


def told(connection: Connection, follow_up: FollowUp, access: Access, zone: ZoneInfo, as_of: date) -> Slots:
    """What is said of one: `words`, `weekday`, `day` and `hour`."""
    return {**words_told(connection, follow_up, access, as_of), **moment_told(follow_up, zone, as_of)}


def words_told(connection: Connection, follow_up: FollowUp, access: Access, as_of: date) -> Slots:
    """What to be reminded of; whom it is about where no words say it."""
    text = words_of(connection, follow_up, access)
    if not text and follow_up.partner_id and access.may_see(follow_up.partner_id):
        text = str(partner_facts(connection, [follow_up.partner_id], as_of)[follow_up.partner_id].value)
    return {"words": _fact(WORDS, follow_up, _cut(text), as_of)}


def moment_told(follow_up: FollowUp, zone: ZoneInfo, as_of: date) -> Slots:
    """When it is due, where the owner is."""
    there = follow_up.due_at.astimezone(zone)
    return {
        "weekday": _fact(WEEKDAY, follow_up, WEEKDAYS[there.weekday()], as_of),
        "day": _fact(DAY, follow_up, there.date(), as_of),
        "hour": _fact(HOUR, follow_up, clock(there), as_of),
    }


def clock(moment: datetime) -> str:
    """`15:30`."""
    return f"{moment:%H:%M}"


def day_fact_id(follow_up: FollowUp, as_of: date) -> str:
    """The id of the fact that stands for it in an answer of that day."""
    return Fact(DAY, None, follow_up.due_at.date(), as_of, subject=follow_up.follow_up_id).id


WEEKDAYS: Final = (
    "weekday.monday", "weekday.tuesday", "weekday.wednesday", "weekday.thursday", "weekday.friday",
    "weekday.saturday", "weekday.sunday",
)  # fmt: skip


def _fact(kind: Kind, follow_up: FollowUp, value: str | date, as_of: date) -> Fact:
    return Fact(kind, None, value, as_of, subject=follow_up.follow_up_id)


def _cut(text: str) -> str:
    plain = text.strip().removesuffix(".")  # a sentence goes on behind it
    return plain if len(plain) <= MOST_WORDS else plain[: MOST_WORDS - 1].rstrip() + "\u2026"
