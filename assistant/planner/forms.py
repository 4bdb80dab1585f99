"""Requests to a chat model that is not sent tools: they are told in words, and JSON comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Final

from langchain_core.messages import AIMessage, AnyMessage, HumanMessage, SystemMessage, ToolMessage

from assistant.planner.offering import OfferedTool
from assistant.planner.plan import DECLINE, THEN
from prompts.templates import load_template

_WORD: Final = {"type": "string"}
_CALL: Final = {
    "type": "object",
    "properties": {"tool": _WORD, "arguments": {"type": "object"}},
    "required": ["tool", "arguments"],
}
_DECLINE: Final = {
    "type": "object",
    "properties": {"reason": _WORD, "candidates": {"type": "array", "items": _WORD}},
    "required": ["reason"],
}
_PLAN: Final = {
    "type": "object",
    "properties": {
        "calls": {"type": "array", "items": _CALL},
        "then": {"type": "boolean"},
        "decline": _DECLINE,
    },
}
RESPONSE_FORMAT: Final[dict[str, Any]] = {
    "type": "json_schema",
    "json_schema": {"name": "plan", "schema": _PLAN},
}
"""The form of a `SpokenPlan`, in few bytes: they count as the tools' do."""


def told_in_words(system: str, tools: Sequence[OfferedTool]) -> SystemMessage:
    """The system prompt for a model that is not sent tools: they are described in it."""
    lines = "\n".join(tool.line for tool in tools if tool.name not in {DECLINE, THEN})
    rules = load_template("planner/json", frozenset(("tools",))).render(tools=lines)
    return SystemMessage(f"{system}\n{rules}")


def in_plain_turns(messages: Sequence[AnyMessage]) -> list[AnyMessage]:
    """The chat without calls and results as such; user and assistant take turns."""
    spoken = groupby((turn for message in messages for turn in _told(message)), key=lambda turn: turn[0])
    turns = ((by_model, "\n".join(text for _, text in said)) for by_model, said in spoken)
    return [AIMessage(text) if by_model else HumanMessage(text) for by_model, text in turns]


def _told(message: AnyMessage) -> Iterator[tuple[bool, str]]:
    if isinstance(message, ToolMessage):
        yield False, f"Result: {message.text}"
    elif isinstance(message, AIMessage) and message.tool_calls:
        calls = [{"tool": call["name"], "arguments": call["args"]} for call in message.tool_calls]
        yield True, json.dumps({"calls": calls}, ensure_ascii=False)
    elif not isinstance(message, AIMessage):
        yield False, message.text
