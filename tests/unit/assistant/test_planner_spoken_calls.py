from __future__ import annotations

from typing import Any

import pytest
from langchain_core.messages.tool import ToolCall

from assistant.planner.spoken_calls import calls_in, plan_in

KNOWN = ("call_brief", "log_note", "decline")


def told(calls: list[ToolCall]) -> list[tuple[str, dict[str, Any]]]:
    return [(call["name"], call["args"]) for call in calls]


def test_two_calls_and_a_next_turn() -> None:
    text = '{"calls": [{"tool": "a", "arguments": {"x": 1}}, {"tool": "b"}], "then": true}'
    assert told(plan_in(text)) == [("a", {"x": 1}), ("b", {}), ("then", {})]


@pytest.mark.parametrize("declined", ['{"reason": "greeting"}', '"greeting"'])
def test_a_decline_with_or_without_candidates(declined: str) -> None:
    assert told(plan_in(f'{{"decline": {declined}}}')) == [
        ("decline", {"reason": "greeting", "candidates": []})
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("I cannot do that", "no JSON"),
        ('{"calls": []}', "neither"),
        ('{"calls": [{"arguments": {}}]}', "Field required"),
        ('{"calls": "call_brief"}', "valid list"),
        ('{"decline": "because"}', "decline"),
        ('{"answer": 42}', "Extra inputs"),
    ],
)
def test_what_is_no_plan_is_told_without_its_values(text: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem) as wrong:
        plan_in(text)
    assert "42" not in str(wrong.value)


@pytest.mark.parametrize(
    "text",
    [
        "Revenue is {5} million",
        '{"name": "drop_tables", "arguments": {}}',
        '{"city": "Bonn"} and ["a", "b"]',
        '<think>{"name": "call_brief"}</think>nothing',
        '{"name": "call_brief", "arguments": ',
    ],
)
def test_prose_json_of_something_else_and_thoughts_are_no_calls(text: str) -> None:
    assert calls_in(text, KNOWN) == []


def test_several_blocks_are_several_calls_with_ids_of_their_own() -> None:
    block = '<tool_call>{"name": "call_brief", "arguments": {"partner": "acme"}}</tool_call>'
    calls = calls_in(block + block, KNOWN)
    assert told(calls) == [("call_brief", {"partner": "acme"})] * 2
    assert calls[0]["id"] != calls[1]["id"]
