"""Whether what was typed into a note or a snooze fits."""

from __future__ import annotations

from datetime import date
from typing import Final

from assistant.errors import FieldInvalid
from assistant.figures import day_of
from assistant.toolbox.snoozing import LONGEST

MOST_LETTERS: Final = 3_000  # of a note


def check_note(words: str, day: date, today: date) -> None:
    """Whether there is something to keep, and it has happened.

    Raises:
        FieldInvalid: of `words` or `day`.
    """
    if not words.strip():
        raise FieldInvalid("words", "The note is empty. Write what happened, in your own words.")
    if len(words) > MOST_LETTERS:
        raise FieldInvalid("words", f"A note has at most {MOST_LETTERS:,} characters; shorten it.")
    if day > today:
        said = f"{day_of(day)} is yet to come. Choose today, {day_of(today)}, or an earlier day."
        raise FieldInvalid("day", said)


def check_snooze(until: date, today: date) -> None:
    """Whether the day is to come, and not years away.

    Raises:
        FieldInvalid: of `until`.
    """
    if until <= today:
        said = f"{day_of(until)} has come already. Choose a day after today, {day_of(today)}."
        raise FieldInvalid("until", said)
    if until > today + LONGEST:
        latest = day_of(today + LONGEST)
        raise FieldInvalid("until", f"{day_of(until)} is too far ahead. Choose a day up to {latest}.")
