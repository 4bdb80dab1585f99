"""OpenAI's Chat Completions, as OpenAI and compatible servers speak it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final

from evals.model_server.reply import (
    CACHED_TOKENS,
    INPUT_TOKENS,
    KEY,
    OUTPUT_TOKENS,
    Json,
    Reply,
    RequestRefused,
    fresh_id,
)
from evals.model_server.schemas import check_fields, check_names, check_tool, check_tool_choice

_ROLES: Final = frozenset(("system", "developer", "user", "assistant", "tool"))
_FIELDS: Final = frozenset(
    (
        "model",
        "messages",
        "tools",
        "tool_choice",
        "temperature",
        "stream",
        "stream_options",
        "response_format",
        "store",
    )
)


class OpenAIChat:
    """Chat Completions."""

    base = "/v1"
    path = "/v1/chat/completions"

    def check(self, headers: Mapping[str, str], body: Json) -> None:
        """Refuse a wrong key, a field that does not exist, roles and results out of order, wrong tools."""
        if headers.get("authorization") != f"Bearer {KEY}":
            raise RequestRefused("the key is missing or wrong")
        check_request(body)

    def answer(self, body: Json, reply: Reply) -> Json:
        """A completion."""
        message: Json = {"role": "assistant", "content": reply.text or None, "refusal": reply.refusal or None}
        if reply.calls:
            message["tool_calls"] = _calls(reply)
        reason = "tool_calls" if reply.calls else "stop"
        choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
        usage = {
            "prompt_tokens": INPUT_TOKENS,
            "prompt_tokens_details": {"cached_tokens": CACHED_TOKENS},
            "completion_tokens": OUTPUT_TOKENS,
            "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
        }
        return {**_head(body, "chat.completion"), "choices": [choice], "usage": usage}

    def events(self, body: Json, reply: Reply) -> Iterator[bytes]:
        """A completion in pieces; arguments of calls come in two halves."""
        deltas: list[Json] = [{"role": "assistant", "content": ""}]
        deltas += [{"content": word} for word in reply.text.split(" ") if word]
        for place, call in enumerate(_calls(reply)):
            arguments = call["function"]["arguments"]
            half = len(arguments) // 2
            named = {"name": call["function"]["name"], "arguments": arguments[:half]}
            deltas += [{"tool_calls": [{**call, "index": place, "function": named}]}]
            deltas += [{"tool_calls": [{"index": place, "function": {"arguments": arguments[half:]}}]}]
        head = _head(body, "chat.completion.chunk")
        for delta in deltas:
            yield _event({**head, "choices": [_choice(delta, None)]})
        reason = "tool_calls" if reply.calls else "stop"
        yield _event({**head, "choices": [_choice({}, reason)]})
        yield b"data: [DONE]\n\n"

    def error(self, message: str) -> Json:
        """An error as OpenAI words it."""
        return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}


def check_request(body: Json) -> None:
    """Check one chat request.

    Raises:
        RequestRefused: saying what is wrong.
    """
    check_fields(body, _FIELDS)
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise RequestRefused("messages must be a list with at least one")
    _check_messages(messages)
    check_names([_check_tool(tool) for tool in body.get("tools", [])], given="tools" in body)
    check_tool_choice(body)


def _check_messages(messages: list[Json]) -> None:
    waiting: set[str] = set()
    for place, message in enumerate(messages):
        role = _role(message, first=not place)
        if role == "tool":
            waiting = _answered(message, waiting)
        elif waiting:
            raise RequestRefused(f"tool calls without a result: {sorted(waiting)}")
        if role == "assistant":
            waiting = _called(message)
    if waiting:
        raise RequestRefused(f"tool calls without a result: {sorted(waiting)}")
    if messages[-1]["role"] not in {"user", "tool"}:
        raise RequestRefused("the last message must be a user's or a tool's")


def _role(message: Json, *, first: bool) -> str:
    role = message.get("role")
    if role not in _ROLES:
        raise RequestRefused(f"unknown role {role!r}")
    if role == "system" and not first:
        raise RequestRefused("a system message stands first")
    return str(role)


def _answered(message: Json, waiting: set[str]) -> set[str]:
    if message.get("tool_call_id") not in waiting:
        raise RequestRefused(f"a result of no call: {message.get('tool_call_id')!r}")
    if not isinstance(message.get("content"), str):
        raise RequestRefused("a tool result must have text")
    return waiting - {message["tool_call_id"]}


def _called(message: Json) -> set[str]:
    calls = message.get("tool_calls") or []
    if not calls and not message.get("content"):
        raise RequestRefused("an assistant message needs content or calls")
    for call in calls:
        function = call.get("function", {})
        if call.get("type") != "function" or not function.get("name"):
            raise RequestRefused("a call must be of a function with a name")
        if not isinstance(json.loads(function.get("arguments", "")), dict):
            raise RequestRefused("arguments must be an object")
    return {str(call["id"]) for call in calls}


def _check_tool(tool: Json) -> str:
    function = tool.get("function")
    if tool.get("type") != "function" or not isinstance(function, dict):
        raise RequestRefused("a tool must be a function")
    name = str(function.get("name", ""))
    check_tool(name, function.get("parameters", {"type": "object"}), strict=bool(function.get("strict")))
    return name


def _calls(reply: Reply) -> list[Json]:
    return [
        {
            "id": fresh_id("call"),
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for name, given in reply.calls
    ]


def _choice(delta: Json, reason: str | None) -> Json:
    return {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}


def _event(chunk: Json) -> bytes:
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def _head(body: Json, kind: str) -> Json:
    return {"id": fresh_id("chatcmpl"), "object": kind, "created": 0, "model": body["model"]}
