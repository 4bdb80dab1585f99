"""A scripted model as judge over loopback HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from evals.cases import Case
from evals.judging import Judge, Judgement, judge_named, opinion_lines
from evals.model_server import KEY, ModelServer, Reply
from evals.replies import Reply as Answered

MARKS = {
    "leads_with_the_answer": 5,
    "says_why": 4,
    "names_a_next_step": 1,
    "honest_about_gaps": 3,
    "reads_well": 4,
}
GOOD = {**MARKS, "reason": "No next step."}


def case(ask: str) -> Case:
    told = {"ask": ask, "calls": [{"call_brief": {}}], "facts": [{"value": 4711}], "says": ["hidden word"]}
    return Case.model_validate(told)


CASES = [case(f"question {number}") for number in range(8)]
MEASURED = sum(one.measuring for one in CASES)


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


def judged(judge: Judge) -> list[str]:
    heard = [(one, Answered("It went well.", None, 0.1)) for one in CASES]
    return list(opinion_lines(judge.name, judge.opinions(heard)))


def test_a_judge_marks_answers_and_its_name_is_told() -> None:
    with ModelServer(lambda _: Reply(text=json.dumps(GOOD))) as server:
        lines = judged(judge_named("any-judge", server.url))
    assert server.refused == []
    assert lines[0] == (
        f"judged by any-judge, a model's opinion: {MEASURED} answers of the measuring half, "
        "0 without a judgement that can be read"
    )
    assert "leads with the answer  5.00 of 5, 0 below 3" in lines
    assert f"names a next step      1.00 of 5, {MEASURED} below 3" in lines


def test_the_judge_reads_question_and_answer_and_nothing_that_was_expected() -> None:
    with ModelServer(lambda _: Reply(text=json.dumps(GOOD))) as server:
        judged(judge_named("any-judge", server.url))
    sent = json.dumps(server.requests[0]["messages"])
    assert "question 0" in sent
    assert "It went well." in sent
    assert "4711" not in sent
    assert "hidden word" not in sent


def test_only_cases_of_the_tuning_half_are_printed() -> None:
    with ModelServer(lambda _: Reply(text=json.dumps(GOOD))) as server:
        lines = judged(judge_named("any-judge", server.url))
    printed = [line for line in lines if "question" in line]
    assert len(printed) == min(5, len(CASES) - MEASURED)
    assert not [one for one in CASES if one.measuring and any(repr(one.ask) in line for line in printed)]
    assert all(line.endswith("17 of 25, No next step.") for line in printed)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(text="I like it."),
        Reply(text=json.dumps({**GOOD, "reads_well": 6})),
        Reply(text=json.dumps(MARKS)),
        Reply(status=500),
        Reply(refusal="I do not judge."),
        Reply(empty=True),
    ],
    ids=["prose", "out of range", "without reason", "broken", "declines", "empty"],
)
def test_a_judgement_that_cannot_be_read_is_counted_as_a_fault(reply: Reply) -> None:
    with ModelServer(lambda _: reply) as server:
        lines = judged(judge_named("any-judge", server.url))
    assert len(lines) == 1
    assert lines[0].endswith(f"{MEASURED} without a judgement that can be read")


def test_good_judgements_beside_a_broken_one_still_count() -> None:
    asked: list[Any] = []

    def script(body: dict[str, Any]) -> Reply:
        asked.append(body)
        return Reply(text="hm" if len(asked) % 2 else json.dumps(GOOD))

    with ModelServer(script) as server:
        judge = judge_named("any-judge", server.url)
        opinions = judge.opinions([(CASES[0], Answered("a", None, 0.1))] * 4)
    assert [one.judgement for one in opinions] == [None, Judgement(**GOOD), None, Judgement(**GOOD)]
