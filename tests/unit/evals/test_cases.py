from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest
from pydantic import ValidationError

from assistant.toolbox.arguments import ARGUMENTS
from evals.cases import Case, MadeCall, Outcome, load_cases

SUITES = ("questions", "follow_ups", "borders")


def first_of(value: object) -> object:
    return value["any"][0] if isinstance(value, dict) else value


def readings(case: Case) -> list[MadeCall]:
    return [call for calls in (case.calls, *case.otherwise) for call in calls]


@pytest.mark.parametrize("suite", SUITES)
def test_every_expected_call_is_one_that_can_be_made(suite: str) -> None:
    for case in load_cases(suite):
        for tool, args in chain.from_iterable(call.items() for call in readings(case)):
            given = {name: first_of(value) for name, value in args.items()}
            if tool == "search_notes":
                given.setdefault("query", case.ask)  # which words are looked for is not judged
            ARGUMENTS[tool].model_validate(given)


def test_there_are_questions_about_every_tool_in_every_language() -> None:
    cases = load_cases("questions")
    assert len(cases) >= 300
    assert {tool for case in cases for tool in case.tools} >= set(ARGUMENTS)
    assert min(Counter(case.language for case in cases).values()) >= 75


@pytest.mark.parametrize("suite", SUITES)
def test_about_half_of_a_suite_is_only_for_measuring(suite: str) -> None:
    cases = load_cases(suite)
    assert 0.4 < sum(case.measuring for case in cases) / len(cases) < 0.6


def test_every_outcome_is_asked_for() -> None:
    asked = {case.outcome for suite in SUITES for case in load_cases(suite)}
    assert asked >= set(Outcome)


def test_a_case_expects_calls_or_an_outcome() -> None:
    with pytest.raises(ValidationError, match="either calls or an outcome"):
        Case.model_validate({"ask": "who needs me?"})
    with pytest.raises(ValidationError, match="either calls or an outcome"):
        Case.model_validate({"ask": "who?", "outcome": "ask", "calls": [{"snooze": {}}]})
