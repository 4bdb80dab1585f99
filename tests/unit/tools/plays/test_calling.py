"""Which play people mean, on the shipped playbook."""

import pytest

from prompts.plays import shipped_plays
from tools.plays import called, spoken_of
from tools.plays.calling import without_name

PLAYS = shipped_plays()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("win-back", "win_back"),
        ("the Win Back play", "win_back"),
        ("execuive meeting", "meet_in_person"),
        ("joint webniar", "joint_webinar"),
        ("discounted conference spot", "conference_spot"),
        ("Call without pressure", "call_without_pressure"),
        ("call", "talk"),
        ("onboarding play", "first_90_days"),
        ("Call them and ask what changed", "win_back"),
        ("joint_plan", "joint_plan"),
    ],
)
def test_a_play_is_found_by_name_alias_or_title_whatever_the_slips(words: str, name: str) -> None:
    meant = called(words, PLAYS)
    assert meant.play is not None
    assert meant.play.name == name


@pytest.mark.parametrize("words", ["flying carpet", "", "zzz", "???", "the play"])
def test_words_that_are_no_play_find_none(words: str) -> None:
    assert called(words, PLAYS).play is None
    assert len(called(words, PLAYS).nearest) <= 3


def test_what_may_be_several_is_not_guessed() -> None:
    meant = called("webinr campain", PLAYS)
    assert meant.play is None
    assert {one.name for one in meant.nearest} <= PLAYS.keys()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("I ran the win-back play with partnerx", "win_back"),
        ("we did a training with partnerx yesterday, record the play", "training_session"),
        ("I did the call without pressure with partnerx", "call_without_pressure"),
        ("finished the certification play for partnerx", "renew_certification"),
        ("we invited partnerx to the summit, count it as a play", "conference_spot"),
        ("register the lunch with partnerx as a relationship play", "meet_in_person"),
        ("we hosted two joint webinars with partnerx", "joint_webinar"),
        ("mark the play for partnerx as done", None),
        ("we recalled the recall", None),
    ],
)
def test_the_longest_name_in_a_sentence_counts(words: str, name: str | None) -> None:
    found = spoken_of(words, PLAYS)
    assert (found.name if found else None) == name


def test_a_name_with_a_number_is_no_span_of_time() -> None:
    left = without_name("we ran the First 90-days with partnerx on 3 October", PLAYS["first_90_days"])
    assert "90" not in left
    assert "3 october" in left
