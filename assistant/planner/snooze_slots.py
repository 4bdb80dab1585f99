"""What a question asks of snoozing: keep a partner off the list, wake it up, show who is snoozed."""

from __future__ import annotations

from datetime import date

from assistant.planner.common_slots import Slots, one_partner
from assistant.planner.dates_ahead import until
from assistant.planner.plain_dates import iso_day
from assistant.planner.reading import Reading
from prompts.intents import hesitates
from prompts.words import words_for
from tools.spelling import fold


def snooze_slots(reading: Reading) -> Slots:
    """Arguments of `snooze`."""
    if hesitates("snooze", reading.masked):
        return {"action": "show", **one_partner(reading)}
    end = snoozed_until(reading)
    wakes = "wake" if reading.says("wakes") and end is None else None
    if action := reading.choice("action", "show" if _asks_who(reading) else wakes):
        return {"action": action, **one_partner(reading)}
    return {**one_partner(reading), **({"until": end} if end else {})}


def snoozed_until(reading: Reading) -> date | None:
    """The day that the words name, counted from the reading's; None for none, a past or an impossible one."""
    try:
        return until(reading.masked, reading.as_of)
    except (OverflowError, ValueError):  # `for 9000 years`
        return None


def names_an_end(reading: Reading) -> bool:
    """Whether the words say until when at all, readable or not."""
    text = fold(reading.masked)
    return bool(words_for("snooze_end").search(text)) or iso_day(text, reading.as_of) is not None


def _asks_who(reading: Reading) -> bool:
    """Whether the question is who is snoozed, or how long."""
    if reading.says("wakes"):
        return False
    return reading.says("returns") or (reading.says("snoozed") and reading.says("question_opens"))
