from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from assistant.planner.choices import Choices, Floats, ToolChoices, spelled
from assistant.planner.cues import cue_values
from assistant.planner.head import EncodedOnce
from assistant.planner.landmarks import Landmarks
from assistant.planner.reading import Reading

DIMENSION = 4
CUES = len(cue_values(""))
PLACES = np.eye(DIMENSION, dtype=np.float32)
LANDMARKS = Landmarks.among(PLACES, np.zeros((DIMENSION, CUES), dtype=np.float32), np.array([0, 1]))
ROWS = np.array([1], dtype=np.int32)


def choices(tool: str, columns: tuple[tuple[str, str], ...], bias: list[float]) -> Choices:
    """Fitted on nothing: every value is as likely as its bias says."""
    weights = np.zeros((DIMENSION + CUES + len(columns) + 2, len(columns)), dtype=np.float32)
    weights[-2] = bias
    return Choices({tool: ToolChoices(columns, weights, ROWS, LANDMARKS.taken(ROWS))})


def reading(text: str) -> Reading:
    return Reading(text, (), date(2026, 9, 30), guesses=False)


def stated(made: Choices, tool: str, text: str, *allowed: str) -> dict[str, object]:
    return made.slots(tool, reading(text), allowed, text, lambda _: PLACES[0])


LANES = (("lane", ""), ("lane", "going_dark"), ("lane", "rising"))


def test_a_likely_value_is_stated_though_no_word_list_says_it() -> None:
    made = choices("partners_needing_attention", LANES, [0, 2, 0])
    assert stated(made, "partners_needing_attention", "who", "lane") == {"lane": "going_dark"}


def test_below_the_threshold_the_word_lists_are_believed() -> None:
    made = choices("partners_needing_attention", LANES, [0, 0.1, 0])
    assert stated(made, "partners_needing_attention", "who is rising", "lane") == {"lane": "rising"}
    assert stated(made, "partners_needing_attention", "who", "lane") == {}


@pytest.mark.parametrize(("odds", "expected"), [(1.5, {"lane": "rising"}), (3.0, {})])
def test_only_a_nearly_certain_silence_takes_back_what_a_word_list_says(
    odds: float, expected: dict[str, str]
) -> None:
    made = choices("partners_needing_attention", LANES, [odds, 0, 0])
    assert stated(made, "partners_needing_attention", "who is rising", "lane") == expected


@pytest.mark.parametrize(("odds", "expected"), [(1.0, {"action": "show"}), (3.0, {"action": "mute"})])
def test_a_value_that_changes_something_has_to_be_likelier(odds: float, expected: dict[str, str]) -> None:
    made = choices("digest_settings", (("action", ""), ("action", "mute")), [0, odds])
    assert stated(made, "digest_settings", "my digest", "action") == expected


@pytest.mark.parametrize("words", ["should we accept the proposals?", "accept it if they pay"])
def test_what_hesitates_never_decides_a_review_however_likely(words: str) -> None:
    made = choices("review_decision", (("action", ""), ("action", "accept")), [0, 9])
    assert stated(made, "review_decision", words, "action") == {}


def test_a_snooze_that_hesitates_stays_a_look_however_likely() -> None:
    made = choices("snooze", (("action", ""), ("action", "show")), [9, 0])
    assert stated(made, "snooze", "should I snooze them?", "action") == {"action": "show"}


def test_two_partners_are_needed_to_propose_an_introduction() -> None:
    made = choices("suggest_introduction", (("action", ""), ("action", "propose")), [0, 9])
    assert stated(made, "suggest_introduction", "bring them together", "action") == {}


def test_a_tool_without_closed_arguments_is_read_by_the_word_lists_alone() -> None:
    def never(_: str) -> Floats:
        raise AssertionError

    made = choices("snooze", (("action", ""),), [0])
    assert made.slots("find_partners", reading("a person"), ("person",), "a person", never) == {
        "person": True
    }


def test_probabilities_of_each_argument_add_up_to_one() -> None:
    columns = (("show", ""), ("show", "load"), ("spend", ""), ("spend", "money"))
    one = choices("capacity_plan", columns, [0, 1, 2, 3]).tools["capacity_plan"]
    found = one.probabilities("who", PLACES[2], {"show": "load", "spend": "unheard_of"})
    assert {name: pytest.approx(1) for name in found} == {
        name: sum(one.values()) for name, one in found.items()
    }


def test_what_is_stored_is_read_back() -> None:
    made = choices("partners_needing_attention", LANES, [0, 2, 0])
    again = Choices.read(made.stored(), LANDMARKS)
    one = again.tools["partners_needing_attention"]
    assert one.columns == LANES
    assert np.array_equal(one.weights, made.tools["partners_needing_attention"].weights)
    assert np.array_equal(one.landmarks.places, LANDMARKS.places[ROWS])


@pytest.mark.parametrize(
    ("value", "name"), [(None, ""), (False, ""), (True, "true"), ("going_dark", "going_dark")]
)
def test_values_are_spelled_as_columns_are(value: object, name: str) -> None:
    assert spelled(value) == name


def test_a_text_is_encoded_once() -> None:
    asked: list[str] = []

    class Counting:
        def encode_queries(self, texts: list[str]) -> Floats:
            asked.extend(texts)
            return PLACES[: len(texts)]

    once = EncodedOnce(Counting())
    first, again = once.encode_queries(["a", "b", "a"]), once.encode_queries(["b"])
    assert asked == ["a", "b"]
    assert np.array_equal(first[2], first[0])
    assert np.array_equal(again[0], first[1])
