"""Days ahead on the sample, counted from the person's today: pauses, snoozes, reminders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.app import open_rapport
from assistant.rapport import Rapport
from assistant.settings import Settings
from tests.integration.monday import Clock, ask, listed

PRIYA = "priya.nair@vendor.example"


@pytest.fixture
def rapport(sample_home: Path) -> Iterator[Rapport]:
    with open_rapport(Settings(home=sample_home), clock=Clock()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Pause my digest for two weeks", "7 Dec"),
        ("mets mon récap en pause jusqu'à vendredi", "27 Nov"),
    ],
)
def test_a_pause_counts_from_today_not_from_the_datas_last_day(
    rapport: Rapport, words: str, day: str
) -> None:
    assert ask(rapport, words).text.endswith(f"It is paused until {day}.")


def test_a_day_that_does_not_exist_pauses_and_snoozes_nothing(rapport: Rapport) -> None:
    paused = ask(rapport, "pause the digest until 30 February")
    snoozed = ask(rapport, "Snooze Skogsbryn until 30 February", thread="s")
    assert "cannot pause" in paused.text
    assert "I cannot keep Skogsbryn Data off" in snoozed.text
    assert (paused.undo, paused.pending, snoozed.undo, snoozed.pending) == (None,) * 4
    assert "paused" not in ask(rapport, "what are my digest settings").text


@pytest.mark.parametrize("words", ["Pause my digest until 3 November", "Snooze Skogsbryn until 3 November"])
def test_a_day_just_past_means_next_years_only_once_confirmed(rapport: Rapport, words: str) -> None:
    asked = ask(rapport, words)
    assert asked.text.startswith("This year's 3 Nov has passed, so I have not changed your")
    assert "until 3 Nov 2027?" in asked.text
    assert (asked.undo, asked.pending is not None) == (None, True)
    assert ask(rapport, "confirm").undo == asked.pending


def test_what_is_first_is_of_the_list_just_shown_and_nothing_else_is_ticked_off(rapport: Rapport) -> None:
    ask(rapport, "remind me on Friday about the QBR with Falkenried")
    before = listed(rapport)
    shown = ask(rapport, "Which promises are late?")
    first = next(line for line in shown.text.splitlines() if "since" in line)
    for words in ("the first one is done", "done", "the second one is done", "cancel the third", "all done"):
        answer = ask(rapport, words)
        assert "I ticked off and changed nothing" in answer.text or "I changed nothing" in answer.text, words
        assert (answer.undo, answer.pending) == (None, None)
    assert listed(rapport) == before
    ask(rapport, "Which promises are late?", thread="again")
    answer = ask(rapport, "the first one is done", thread="again")
    assert first in answer.text
    assert [one.split(" ", 1)[0] for one in answer.suggestions or ()] == ["Remind", "Write"]


def test_a_place_in_a_list_of_something_else_is_no_reminder_unless_one_is_named(rapport: Rapport) -> None:
    ask(rapport, "remind me on Friday to ring")
    ask(rapport, "what did Nebelhorn write?")
    assert ask(rapport, "cancel the first one").undo is None
    assert len(listed(rapport)) == 1
    assert ask(rapport, "cancel the first reminder").text == "Cancelled: ring."


def test_a_promise_with_a_reminder_is_ticked_off_by_its_place_among_promises(rapport: Rapport) -> None:
    suggested = (ask(rapport, "Which promises are late?").suggestions or [""])[0]
    ask(rapport, suggested, thread="other")
    assert len(listed(rapport)) == 1
    ask(rapport, "Which promises are late?")
    assert ask(rapport, "the first one is done").text.startswith("Done and off your list")
    assert listed(rapport) == []


def test_a_place_in_a_list_stays_when_one_before_it_is_done(rapport: Rapport) -> None:
    for words in ("tomorrow to send", "on Wednesday to write", "on Thursday to ring"):
        ask(rapport, f"remind me {words}")
    ask(rapport, "my reminders")
    assert ask(rapport, "the first one is done").text.endswith("list: send.")
    assert ask(rapport, "the second one is done").text.endswith("list: write.")
    assert "None of your reminders fits" in ask(rapport, "the first one is done").text


@pytest.mark.parametrize(
    "again",
    [
        "schieb es auf Montag",
        "décale-le à lundi",
    ],
)
def test_pushed_to_the_weekday_on_which_it_stands_it_moves_a_week(rapport: Rapport, again: str) -> None:
    ask(rapport, "remind me on Monday to write Teo")
    ask(rapport, again)
    assert listed(rapport) == [("write Teo", "Mon 07 Dec 09:00")]


def test_moved_to_where_it_stands_nothing_is_said_to_have_moved(rapport: Rapport) -> None:
    ask(rapport, "remind me tomorrow to write Teo")
    answer = ask(rapport, "push it to tomorrow")
    assert (answer.text.split(",")[0], answer.undo) == ("It stands there already", None)


def test_a_day_with_nothing_due_names_what_comes_next(rapport: Rapport) -> None:
    words = "What do I have to do today?"
    ask(rapport, "remind me on Friday to write Teo")
    said = "Nothing is due today. The next on your list is on Friday, 27 Nov at 09:00: write Teo."
    assert ask(rapport, words).text == said
    ask(rapport, "remind me at 5 pm to ring")
    assert "ring" in ask(rapport, words).text
