"""Anthropic's Messages."""

from __future__ import annotations

import re
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
from evals.model_server.schemas import check_fields, check_names, check_tool

_FIELDS: Final = frozenset(
    ("model", "max_tokens", "messages", "system", "tools", "tool_choice", "temperature", "cache_control")
)
_VERSION: Final = re.compile(r"20\d\d-\d\d-\d\d")
_MOST_MARKS: Final = 4
_ID: Final = re.compile(r"[a-zA-Z0-9_-]+")


class AnthropicMessages:
    """Messages."""

    base = ""
    path = "/v1/messages"

    def check(self, headers: Mapping[str, str], body: Json) -> None:
        """Refuse missing headers and limits, turns and results out of order, too many cache marks."""
        if KEY not in {headers.get("x-api-key"), headers.get("authorization", "").removeprefix("Bearer ")}:
            raise RequestRefused("the key is missing or wrong")
        if not _VERSION.fullmatch(headers.get("anthropic-version", "")):
            raise RequestRefused("anthropic-version is missing or unknown")
        check_fields(body, _FIELDS)
        if not isinstance(body.get("max_tokens"), int) or body["max_tokens"] < 1:
            raise RequestRefused("max_tokens is required")
        _check_system(body.get("system", "-"))
        _check_turns(body.get("messages") or [])
        check_names([_check_tool(tool) for tool in body.get("tools", [])], given="tools" in body)
        if (marks := cache_marks(body)) > _MOST_MARKS:
            raise RequestRefused(f"{marks} cache marks, at most {_MOST_MARKS}")

    def answer(self, body: Json, reply: Reply) -> Json:
        """A message with its content blocks."""
        content: list[Json] = [{"type": "text", "text": reply.text}] if reply.text else []
        content += [
            {"type": "tool_use", "id": fresh_id("toolu"), "name": name, "input": given}
            for name, given in reply.calls
        ]
        stopped = "refusal" if reply.refusal else "tool_use" if reply.calls else "end_turn"
        return {
            "id": fresh_id("msg"),
            "type": "message",
            "role": "assistant",
            "model": body["model"],
            "content": content,
            "stop_reason": stopped,
            "stop_sequence": None,
            "usage": {
                "input_tokens": INPUT_TOKENS - CACHED_TOKENS,
                "cache_read_input_tokens": CACHED_TOKENS,
                "cache_creation_input_tokens": 0,
                "output_tokens": OUTPUT_TOKENS,
            },
        }

    def events(self, body: Json, reply: Reply) -> Iterator[bytes]:
        """Nobody asks this stand-in for a stream."""
        raise NotImplementedError

    def error(self, message: str) -> Json:
        """An error as Anthropic words it."""
        return {"type": "error", "error": {"type": "invalid_request_error", "message": message}}


def _check_system(system: str | list[Json]) -> None:
    if isinstance(system, list) and any(one.get("type") != "text" or not one.get("text") for one in system):
        raise RequestRefused("system must be text")


def _check_turns(turns: list[Json]) -> None:
    if not turns:
        raise RequestRefused("messages must hold at least one")
    waiting: list[str] = []
    for place, turn in enumerate(turns):
        expected = "assistant" if place % 2 else "user"
        if turn.get("role") != expected:
            raise RequestRefused(f"message {place} must be of the {expected}")
        blocks = _blocks(turn)
        _check_results(blocks, waiting)
        waiting = [str(block["id"]) for block in blocks if block["type"] == "tool_use"]
        _check_ids(waiting)
    if turns[-1]["role"] == "assistant":
        raise RequestRefused("the last message must be of the user")


def _blocks(turn: Json) -> list[Json]:
    content = turn.get("content")
    blocks: list[Json] = [{"type": "text", "text": content}] if isinstance(content, str) else content or []
    if not blocks:
        raise RequestRefused("a message needs content")
    if any(block.get("type") == "text" and not block.get("text", "").strip() for block in blocks):
        raise RequestRefused("text content must not be empty")
    return blocks


def _check_results(blocks: list[Json], waiting: list[str]) -> None:
    """Results stand first, one for each call of the turn before, and nowhere else."""
    given = [str(block["tool_use_id"]) for block in blocks if block["type"] == "tool_result"]
    if sorted(given) != sorted(waiting):
        raise RequestRefused(f"results {sorted(given)} for calls {sorted(waiting)}")
    if any(block["type"] != "tool_result" for block in blocks[: len(given)]):
        raise RequestRefused("results stand before everything else")


def _check_ids(ids: list[str]) -> None:
    if len(ids) != len(set(ids)) or not all(_ID.fullmatch(one) for one in ids):
        raise RequestRefused(f"ids of calls: {ids}")


def _check_tool(tool: Json) -> str:
    name = str(tool.get("name", ""))
    check_tool(name, tool.get("input_schema", {}))
    return name


def cache_marks(part: Any) -> int:  # noqa: ANN401 -- any piece of JSON
    """How often a request, or a piece of it, is marked for the cache."""
    if isinstance(part, dict):
        return ("cache_control" in part) + sum(cache_marks(value) for value in part.values())
    return sum(cache_marks(value) for value in part) if isinstance(part, list) else 0
