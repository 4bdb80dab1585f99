"""Reminders as Slack takes them: what outsiders wrote stands to the letter, what is late says since when."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion

from assistant.slack import limits
from assistant.slack.follow_ups.reminder import (
    MOST_TOGETHER,
    Pointer,
    Reminder,
    late_message,
    outcome_message,
    reminder_message,
)
from assistant.slack.outgoing import Message, sealed
from evals.slack_standin.rules import check_message, markup
from knowledge.follow_ups import FollowUp

ZONE = ZoneInfo("Europe/Berlin")
DUE = datetime(2026, 11, 24, 8, tzinfo=UTC)
HOSTILE = "call <!channel> & *Söhne* <https://evil.example|here>\n@here"


def reminder(words: str = HOSTILE, partner: str = "Acme <@U1> & Co", number: int = 1) -> Reminder:
    follow_up = FollowUp(f"follow_up:answer:D1:{number}", "ada@example.com", words, DUE, DUE, DUE, "P1")
    return Reminder(follow_up, words, partner)


MESSAGES = {
    "on time": reminder_message(reminder(), DUE, ZONE),
    "late": reminder_message(reminder(), DUE + timedelta(days=3), ZONE),
    "about nobody": reminder_message(reminder("ring Sam", ""), DUE, ZONE),
    "several late": late_message([reminder(number=n) for n in range(4)], DUE + timedelta(days=3), ZONE),
    "done": outcome_message(f"Done and off your list: {HOSTILE}", "change:1"),
    "as long as it gets": reminder_message(reminder("🦄" * 40_000, "\u202e" + "W" * 300), DUE, ZONE),
    "very many late": late_message(
        [reminder("<" * 3_000, "&" * 300, n) for n in range(40)], DUE + timedelta(days=3), ZONE
    ),
}


@pytest.mark.parametrize("name", ["on time", "late", "about nobody", "several late", "done"])
def test_a_reminder_looks_so(name: str, snapshot: SnapshotAssertion) -> None:
    assert sealed(MESSAGES[name]) == snapshot


@pytest.mark.parametrize("name", MESSAGES)
def test_slack_takes_every_reminder_and_nothing_in_it_acts(name: str) -> None:
    payload = sealed(MESSAGES[name])
    check_message(payload)
    assert len(payload["text"]) <= limits.TEXT
    assert markup(payload) == []


def test_many_late_ones_are_told_up_to_a_number_and_the_rest_counted() -> None:
    message: Message = MESSAGES["very many late"]
    assert len(message.blocks) <= limits.BLOCKS
    assert f"And {40 - MOST_TOGETHER} more" in message.text


@pytest.mark.parametrize("value", ["", "[]", "[1, 2]", '["a", true]', '{"a": 1}', "[" * 5_000, '["a", "1"]'])
def test_a_forged_value_points_at_nothing(value: str) -> None:
    assert Pointer.read(value) is None
    assert Pointer.read(Pointer("follow_up:1", 3).to_value()) == Pointer("follow_up:1", 3)
