"""Planning with models and local servers that do not know tools, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from assistant.planner.memory import PastCall, Turn
from assistant.planner.plan import MODEL_CALLS, Declined, Failure, Plan
from evals.model_server import Json, Reply, Script, in_turn
from evals.model_server.weak_local import WeakLocal, refusing, unseeing
from tests.integration.planning_models import BRIEF, Desk, Desks, Provider, text_of

WEAK = Provider(WeakLocal(), "openai:any")
IN_JSON = Reply(text=json.dumps({"calls": [{"tool": "call_brief", "arguments": {"partner": "acme"}}]}))
OpenDesk = Callable[[Script], Desk]


@pytest.fixture(scope="module")
def desks() -> Iterator[Desks]:
    with Desks() as opened:
        yield opened


@pytest.fixture
def desk(desks: Desks) -> OpenDesk:
    return partial(desks.open, WEAK)


def _has_no_tools(requests: list[Json]) -> list[bool]:
    return ["tools" not in request for request in requests]


def test_a_server_that_overlooks_tools_is_asked_in_words_and_from_then_on_at_once(desk: OpenDesk) -> None:
    weak = desk(unseeing("Sure! Let me brief you on Acme.", in_turn(IN_JSON)))
    first, second = weak.ask(), weak.ask()
    assert (first.plan, second.plan) == (Plan(model_calls=2), Plan(model_calls=1))
    assert first.made == second.made == [BRIEF]
    assert _has_no_tools([*first.requests, *second.requests]) == [False, True, True]


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, "not supported"), (404, "no"), (501, "not built"), (500, "tools param requires a template")],
)
def test_a_server_that_refuses_tools_is_asked_in_words(desk: OpenDesk, status: int, error: str) -> None:
    weak = desk(refusing("tools", status=status, error=error, otherwise=in_turn(IN_JSON)))
    assert weak.ask().made == [BRIEF]
    assert weak.ask().plan == Plan(model_calls=1)


def test_a_server_that_knows_no_schema_either_is_asked_for_bare_json(desk: OpenDesk) -> None:
    weak = desk(refusing("tools", "response_format", otherwise=in_turn(IN_JSON)))
    first, second = weak.ask(), weak.ask()
    assert (first.plan, second.plan) == (Plan(model_calls=3), Plan(model_calls=1))
    assert [bool(request.get("response_format")) for request in first.requests] == [False, True, False]


@pytest.mark.parametrize(
    "text",
    [
        '<tool_call>\n{"name": "call_brief", "arguments": {"partner": "acme"}}\n</tool_call>',
        'I will look.\n```json\n{"tool": "call_brief", "arguments": {"partner": "acme"}}\n```',
        '{"name": "call_brief", "parameters": {"partner": "acme"}}',
        '[TOOL_CALLS] [{"name": "call_brief", "arguments": "{\\"partner\\": \\"acme\\"}"}]',
        f'<think>call_brief or {{"name": "log_note"}}?</think>{IN_JSON.text}',
    ],
    ids=["tool_call block", "fenced", "bare", "list", "after thinking"],
)
def test_calls_that_a_model_writes_as_text_cost_no_second_request(desk: OpenDesk, text: str) -> None:
    asked = desk(in_turn(Reply(text=text))).ask()
    assert asked.plan == Plan(model_calls=1)
    assert asked.made == [BRIEF]


def test_json_that_does_not_fit_is_repaired_once(desk: OpenDesk) -> None:
    bad = Reply(text='{"call": "call_brief"}')
    asked = desk(refusing("tools", otherwise=in_turn(bad, IN_JSON))).ask()
    assert asked.plan == Plan(model_calls=3)
    assert asked.made == [BRIEF]
    assert "Not usable" in text_of(asked.requests[-1])


def test_json_that_never_fits_is_a_failure(desk: OpenDesk) -> None:
    asked = desk(refusing("tools", otherwise=in_turn(Reply(text="no idea {")))).ask()
    assert asked.plan == Plan(model_calls=3, failure=Failure.MALFORMED)


def test_declining_in_json_is_declining(desk: OpenDesk) -> None:
    declined = Reply(text='{"decline": {"reason": "unclear", "candidates": ["call_brief", "made_up"]}}')
    asked = desk(refusing("tools", otherwise=in_turn(declined))).ask()
    assert asked.plan == Plan(Declined.UNCLEAR, 2, candidates=("call_brief",))


def test_a_dependent_step_and_a_thread_are_told_in_turns(desk: OpenDesk) -> None:
    first = Reply(text='{"calls": [{"tool": "partners_needing_attention"}], "then": true}')
    turns = [Turn("who needs me?", (PastCall("partners_needing_attention"),), (), ("P4",)), Turn("and rain?")]
    asked = desk(refusing("tools", otherwise=in_turn(first, IN_JSON))).ask("brief me on the worst", turns)
    assert asked.plan == Plan(model_calls=3)
    assert [name for name, _ in asked.made] == ["partners_needing_attention", "call_brief"]
    assert "P1" in asked.requests[-1]["messages"][-1]["content"]


def test_a_tool_call_that_is_broken_once_does_not_cost_a_model_its_tools(desk: OpenDesk) -> None:
    broken = Reply(calls=(("call_brief", '{"partner": '),))
    strong = desk(in_turn(broken, IN_JSON, Reply(calls=(BRIEF,))))
    assert strong.ask().made == [BRIEF]
    assert _has_no_tools(strong.ask().requests) == [False]


def test_a_model_that_called_tools_keeps_them_after_an_answer_in_prose(desk: OpenDesk) -> None:
    called = Reply(calls=(BRIEF,))
    talkative = desk(in_turn(called, Reply(text="Sure! Acme is great."), IN_JSON, called))
    asked = [talkative.ask() for _ in range(3)]
    assert [one.made for one in asked] == [[BRIEF]] * 3
    assert [_has_no_tools(one.requests) for one in asked] == [[False], [False, True], [False]]


@pytest.mark.parametrize("text", ['{"calls": [], "then": false}', "That is all I need."])
def test_after_a_result_json_without_calls_ends_the_run(desk: OpenDesk, text: str) -> None:
    first = Reply(text='{"calls": [{"tool": "data_health"}], "then": true}')
    asked = desk(refusing("tools", otherwise=in_turn(first, Reply(text=text)))).ask()
    assert asked.plan == Plan(model_calls=3)
    assert asked.made == [("data_health", {})]


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(status=429), Reply(empty=True), Reply()])
def test_faults_behind_a_refusal_of_tools_end_in_a_failure(desk: OpenDesk, reply: Reply) -> None:
    asked = desk(refusing("tools", otherwise=in_turn(reply))).ask()
    assert asked.plan.failure is not None
    assert len(asked.requests) <= MODEL_CALLS
