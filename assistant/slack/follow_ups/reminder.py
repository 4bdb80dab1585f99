"""A reminder as a message: its words, when it was due if that is over, and buttons for the next step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from assistant.slack import limits
from assistant.slack.answers import ASK, UNDO
from assistant.slack.blocks import actions, button, context, section
from assistant.slack.outgoing import Block, Markup, Message, bold, escape, lines, plain_text
from knowledge.follow_ups import FollowUp

DONE: Final = "follow_up_done"
TOMORROW: Final = "follow_up_tomorrow"
NEXT_WEEK: Final = "follow_up_next_week"
PICK: Final = "follow_up_pick"
LATE_AFTER: Final = timedelta(hours=1)
"""A reminder that is later than this says when it was due."""
_WORDS: Final = 1_500  # of a reminder alone
_WORDS_OF_MANY: Final = 200
MOST_TOGETHER: Final = 10


@dataclass(frozen=True)
class Reminder:
    """One that is to be told.

    Attributes:
        words: What to be reminded of.
        partner: Name of whom it is about; empty for nobody, or one that its owner may not know.
    """

    follow_up: FollowUp
    words: str
    partner: str = ""


@dataclass(frozen=True)
class Pointer:
    """What a button carries: which reminder, and how it stood when it was shown."""

    follow_up_id: str
    version: int

    def to_value(self) -> str:
        """For Slack."""
        return json.dumps([self.follow_up_id, self.version])

    @classmethod
    def read(cls, value: str) -> Pointer | None:
        """What came back; None for anything that is not ours."""
        try:
            follow_up_id, version = json.loads(value)
        except (ValueError, TypeError, RecursionError):
            return None
        known = isinstance(follow_up_id, str) and type(version) is int
        return cls(follow_up_id, version) if known else None


def reminder_message(reminder: Reminder, now: datetime, zone: ZoneInfo) -> Message:
    """One reminder, with all that can be done about it."""
    pointer = Pointer(reminder.follow_up.follow_up_id, reminder.follow_up.version).to_value()
    buttons = [
        button("Done", DONE, pointer, "primary"),
        button("Tomorrow", TOMORROW, pointer),
        button("Next week", NEXT_WEEK, pointer),
        _day_picker(),
    ]
    if reminder.partner:
        words = f"Brief me on {reminder.partner}"
        buttons.append(button("Brief me", f"{ASK}_0", words[: limits.BUTTON_VALUE]))
    blocks = [section(_said(reminder, _WORDS))]
    blocks += [context(escape(small))] if (small := _small(reminder, now, zone)) else []
    text = f"Reminder: {_words(reminder, _WORDS)}" + (f" ({small})" if small else "")
    return Message(text, [*blocks, actions(buttons, "follow_up")])


def late_message(reminders: Sequence[Reminder], now: datetime, zone: ZoneInfo) -> Message:
    """Several that came too late, in one message: first what has waited longest."""
    head = f"{len(reminders)} reminders waited while I was away."
    blocks = [section(bold(head))]
    for number, one in enumerate(reminders[:MOST_TOGETHER]):
        blocks += _one_of_many(one, number, now, zone)
    left = len(reminders) - MOST_TOGETHER
    more = f"And {left} more: say \u201cmy reminders\u201d to see all." if left > 0 else ""
    blocks += [context(escape(more))] if more else []
    told = [f"{_words(one, _WORDS_OF_MANY)} ({_small(one, now, zone)})" for one in reminders[:MOST_TOGETHER]]
    return Message("\n".join(part for part in (head, *told, more) if part), blocks)


def outcome_message(said: str, undo: str) -> Message:
    """What became of a click, with the way back."""
    return Message(said, [section(escape(said)), actions([button("Undo", UNDO, undo)])])


def moment_words(moment: datetime, zone: ZoneInfo) -> str:
    """`Tuesday, 24 Nov at 09:00`."""
    there = moment.astimezone(zone)
    return f"{there:%A}, {there.day} {there:%b} at {there:%H:%M}"


def _one_of_many(reminder: Reminder, number: int, now: datetime, zone: ZoneInfo) -> list[Block]:
    pointer = Pointer(reminder.follow_up.follow_up_id, reminder.follow_up.version).to_value()
    small = escape(_small(reminder, now, zone))
    buttons = [
        button("Done", f"{DONE}_{number}", pointer),
        button("Tomorrow", f"{TOMORROW}_{number}", pointer),
        button("Next week", f"{NEXT_WEEK}_{number}", pointer),
    ]
    return [section(lines(_said(reminder, _WORDS_OF_MANY), small)), actions(buttons, f"follow_up_{number}")]


def _said(reminder: Reminder, limit: int) -> Markup:
    return Markup(f"\u23f0 {bold(_words(reminder, limit))}")


def _words(reminder: Reminder, limit: int) -> str:
    words = " ".join(reminder.words.split()) or reminder.partner
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "\u2026"


def _small(reminder: Reminder, now: datetime, zone: ZoneInfo) -> str:
    due_at = reminder.follow_up.due_at
    late = f"was due {moment_words(due_at, zone)}" if now - due_at > LATE_AFTER else ""
    about = reminder.partner if reminder.partner not in reminder.words else ""
    return " \u00b7 ".join(part for part in (about[:100], late) if part)


def _day_picker() -> Block:
    """Empty, so that any day that is picked is a change."""
    return {"type": "datepicker", "action_id": PICK, "placeholder": plain_text("Pick a day")}
