from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from assistant.contract import Answer, Call
from assistant.metering import Call as Request
from assistant.metering import CallKind
from evals.cases import Case
from evals.replies import Reply
from evals.reporting import Suite
from evals.trials import run_cases
from tools.names import NameIndex

NOBODY = NameIndex([])


def case(ask: str) -> Case:
    return Case.model_validate({"ask": ask, "calls": [{"data_health": {}}]})


def of_half(measuring: bool, many: int) -> list[Case]:
    made = (case(f"question {number}") for number in count())
    return [
        one for one, _ in zip((one for one in made if one.measuring is measuring), range(many), strict=False)
    ]


@dataclass
class Scripted:
    """Calls the right tool at the askings whose numbers are in `right`, counted from 0."""

    right: frozenset[int]
    name: str = "scripted"
    asked: list[str] = field(default_factory=list)

    def reply(self, question: str, asker: str, before: Sequence[str] = ()) -> Reply:
        del asker, before
        tool = "data_health" if len(self.asked) in self.right else "snooze"
        self.asked.append(question)
        request = Request(CallKind.PLANNER, "m", 0.5, input_tokens=1000, cached_tokens=250, output_tokens=100)
        instead = Request(CallKind.PLANNER, "rapport-embedded", 0.1)  # no request to anybody
        return Reply("", Answer(calls=[Call(tool=tool)], text="Fine."), 0.5, (request, instead))


def shares(suite: Suite) -> dict[str, float]:
    return {score.group: score.share for score in suite.scores}


def test_the_measuring_half_is_counted_and_never_printed() -> None:
    hidden, open_to_see = of_half(True, 2), of_half(False, 1)
    suite = run_cases("s", [*hidden, *open_to_see], Scripted(frozenset({0})), NOBODY)
    assert shares(suite)["tool"] == 0.5
    assert shares(suite)["(tuning half) tool"] == 0.0
    printed = "\n".join(suite.remarks)
    assert open_to_see[0].ask in printed
    assert not any(one.ask in printed for one in hidden)


def test_pass_k_is_the_chance_that_k_askings_are_all_right() -> None:
    cases = of_half(True, 2)
    # Four rounds of two cases: the first is right in all four, the second in two of them.
    suite = run_cases("s", cases, Scripted(frozenset({0, 2, 4, 6, 1, 3})), NOBODY, trials=4)
    measured = shares(suite)
    assert measured["pass^1"] == 0.75  # (4/4 + 2/4) / 2
    assert round(measured["pass^2"], 3) == 0.583  # (6/6 + 1/6) / 2
    assert measured["pass^4"] == 0.5


def test_asking_a_case_more_often_adds_no_cases() -> None:
    suite = run_cases("s", of_half(True, 2), Scripted(frozenset({0, 2, 4, 6, 1, 3})), NOBODY, trials=4)
    scores = {score.group: (score.right, score.asked) for score in suite.scores}
    assert scores["tool"] == (1.5, 2)  # so that the interval is that of two cases
    assert scores["arguments where the tool is right"] == (2.0, 2)
    assert scores["tool data_health"] == (1.5, 2)


def test_one_question_of_two_askers_is_two_cases() -> None:
    one = of_half(True, 1)[0]
    cases = [one, one.model_copy(update={"asker": "theo.grant@vendor.example"})]
    suite = run_cases("s", cases, Scripted(frozenset({0, 2})), NOBODY, trials=2)
    assert (shares(suite)["pass^1"], shares(suite)["pass^2"]) == (0.5, 0.5)


def test_cost_is_told_per_answer() -> None:
    lines = run_cases("s", of_half(True, 4), Scripted(frozenset()), NOBODY, price=(2.0, 10.0)).remarks
    assert "1.00 requests to a model, 1,000 tokens in (25% from the provider's cache), 100 out" in lines[1]
    assert lines[2] == "cost: 0.00300 per answer, 0.01 in all"


def test_a_confusion_names_both_tools() -> None:
    suite = run_cases("s", of_half(False, 3), Scripted(frozenset()), NOBODY)
    assert "3 x data_health taken for snooze" in suite.remarks
