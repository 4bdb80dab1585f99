"""OpenAI's Responses, with nothing stored at the provider."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

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

_FIELDS: Final = frozenset(
    ("model", "input", "tools", "tool_choice", "temperature", "store", "text", "instructions", "stream")
)
_ROLES: Final = frozenset(("system", "developer", "user", "assistant"))
_CONTENT: Final = {"assistant": frozenset(("output_text", "refusal"))}
_ASKED: Final = frozenset(("input_text",))


class OpenAIResponses:
    """Responses."""

    base = "/v1"
    path = "/v1/responses"

    def check(self, headers: Mapping[str, str], body: Json) -> None:
        """Refuse a wrong key, items without their partner, what is kept at the provider, wrong tools."""
        if headers.get("authorization") != f"Bearer {KEY}":
            raise RequestRefused("the key is missing or wrong")
        check_fields(body, _FIELDS)
        if body.get("store") is not False:
            raise RequestRefused("store must be off: questions are not kept elsewhere")
        items = body.get("input")
        if not isinstance(items, list) or not items:
            raise RequestRefused("input must be a list with at least one item")
        _check_items(items)
        check_names([_check_tool(tool) for tool in body.get("tools", [])], given="tools" in body)
        check_tool_choice(body)

    def answer(self, body: Json, reply: Reply) -> Json:
        """A response with its output items."""
        output: list[Json] = []
        if reply.text or reply.refusal:
            output.append(_message(reply))
        output += [_call(name, given) for name, given in reply.calls]
        usage = {
            "input_tokens": INPUT_TOKENS,
            "input_tokens_details": {"cached_tokens": CACHED_TOKENS},
            "output_tokens": OUTPUT_TOKENS,
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": INPUT_TOKENS + OUTPUT_TOKENS,
        }
        return {
            "id": fresh_id("resp"),
            "object": "response",
            "created_at": 0,
            "status": "completed",
            "model": body["model"],
            "output": output,
            "tools": body.get("tools", []),
            "tool_choice": body.get("tool_choice", "auto"),
            "parallel_tool_calls": True,
            "usage": usage,
        }

    def events(self, body: Json, reply: Reply) -> Iterator[bytes]:
        """Nobody asks this stand-in for a stream."""
        raise NotImplementedError

    def error(self, message: str) -> Json:
        """An error as OpenAI words it."""
        return {"error": {"message": message, "type": "invalid_request_error", "param": None, "code": None}}


def _check_items(items: list[Json]) -> None:
    waiting: set[str] = set()
    seen: set[str] = set()
    for item in items:
        kind = item.get("type", "message")
        if kind == "function_call":
            waiting.add(_called(item, seen))
        elif kind == "function_call_output":
            _answered(item, waiting)
        elif kind == "message":
            if waiting:
                raise RequestRefused(f"calls without an output: {sorted(waiting)}")
            _check_message(item)
        else:
            raise RequestRefused(f"{kind!r} refers to what was not stored")
    if waiting:
        raise RequestRefused(f"calls without an output: {sorted(waiting)}")
    if items[-1].get("role") == "assistant":
        raise RequestRefused("the last item must not be the assistant's")


def _called(item: Json, seen: set[str]) -> str:
    call_id = str(item.get("call_id", ""))
    if not call_id or call_id in seen:
        raise RequestRefused(f"a call needs an id of its own: {call_id!r}")
    if item.get("id"):
        raise RequestRefused("an item id refers to what was not stored")
    if not isinstance(json.loads(item.get("arguments", "")), dict):
        raise RequestRefused("arguments must be an object")
    seen.add(call_id)
    return call_id


def _answered(item: Json, waiting: set[str]) -> None:
    if item.get("call_id") not in waiting:
        raise RequestRefused(f"an output of no call: {item.get('call_id')!r}")
    if not isinstance(item.get("output"), str):
        raise RequestRefused("an output must be text")
    waiting.discard(item["call_id"])


def _check_message(item: Json) -> None:
    role, content = item.get("role"), item.get("content")
    if role not in _ROLES:
        raise RequestRefused(f"unknown role {role!r}")
    parts: list[Any] = content if isinstance(content, list) else []
    if not content or (not parts and not isinstance(content, str)):
        raise RequestRefused("a message needs content")
    kinds = {part.get("type") for part in parts}
    if kinds - _CONTENT.get(str(role), _ASKED):
        raise RequestRefused(f"content of {role}: {sorted(kinds)}")


def _check_tool(tool: Json) -> str:
    if tool.get("type") != "function" or "function" in tool:
        raise RequestRefused("a tool must be a function, described flat")
    if not isinstance(tool.get("strict"), bool):
        raise RequestRefused("strict must be said: left out, every argument is filled in")
    name = str(tool.get("name", ""))
    check_tool(name, tool.get("parameters", {}), strict=tool["strict"])
    return name


def _message(reply: Reply) -> Json:
    said: Json = {"type": "output_text", "text": reply.text, "annotations": []}
    part = {"type": "refusal", "refusal": reply.refusal} if reply.refusal else said
    return {
        "type": "message",
        "id": fresh_id("msg"),
        "role": "assistant",
        "status": "completed",
        "content": [part],
    }


def _call(name: str, given: Json | str) -> Json:
    arguments = given if isinstance(given, str) else json.dumps(given)
    return {
        "type": "function_call",
        "id": fresh_id("fc"),
        "call_id": fresh_id("call"),
        "name": name,
        "arguments": arguments,
        "status": "completed",
    }
