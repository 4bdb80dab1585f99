"""A strict, scripted stand-in for an OpenAI-compatible chat server, on a free port of this machine.

It refuses what the real one would refuse, so that a wrong request fails a test: roles out of order, tool
results without their call, tools whose schema is invalid, a missing key. A script says what to answer.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Self

Json = dict[str, Any]

KEY: Final = "test-key"
_ROLES: Final = frozenset(("system", "developer", "user", "assistant", "tool"))
_TYPES: Final = frozenset(("object", "array", "string", "integer", "number", "boolean", "null"))


@dataclass(frozen=True)
class Reply:
    """What the server answers to one request.

    Attributes:
        calls: Tool calls as (name, arguments); arguments may be raw text, to be malformed.
        status: HTTP status; anything but 200 answers with an error body.
        delay: Seconds before the answer.
        empty: Answer 200 with an empty body.
        refusal: The model declines in words.
    """

    calls: tuple[tuple[str, Json | str], ...] = ()
    text: str = ""
    status: int = 200
    delay: float = 0.0
    empty: bool = False
    refusal: str = ""
    retry_after: str = ""


Script = Callable[[Json], Reply]


def in_turn(*replies: Reply) -> Script:
    """A script that gives those replies one after another, and the last one from then on."""
    left = list(replies)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def obedient(tools: Sequence[tuple[str, Json]]) -> Script:
    """A model that does whatever any text it sees tells it: it calls everything it was asked to call.

    Args:
        tools: Calls it makes whenever the newest message is not a tool result.
    """
    return lambda _: Reply(calls=tuple(tools))


class RequestRefused(Exception):
    """The request is not one that the real server would take."""


@dataclass
class ModelServer:
    """Runs while its `with` block does.

    Attributes:
        requests: Bodies of the accepted chat requests, in order.
        refused: Why requests were refused; a test that expects none should check.
    """

    script: Script
    requests: list[Json] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Base URL for a client."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def __enter__(self) -> Self:
        handler = type("Handler", (_Handler,), {"owner": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(
            target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


class _Handler(BaseHTTPRequestHandler):
    owner: ModelServer

    def do_POST(self) -> None:
        try:
            body = self._read()
        except RequestRefused as refused:
            self.owner.refused.append(str(refused))
            self._send(400, json.dumps(_error(str(refused), "invalid_request_error")).encode())
            return
        self.owner.requests.append(body)
        reply = self.owner.script(body)
        time.sleep(reply.delay)
        try:
            self._answer(body, reply)
        except (BrokenPipeError, ConnectionResetError):
            return  # the client gave up waiting, as scripts with a delay intend

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the name is the base class's
        """Keep test output clean."""

    def _read(self) -> Json:
        raw = self.rfile.read(int(self.headers.get("content-length", "0")))
        if self.path != "/v1/chat/completions":
            raise RequestRefused(f"no such path: {self.path}")
        if self.headers.get("authorization") != f"Bearer {KEY}":
            raise RequestRefused("the key is missing or wrong")
        body: Json = json.loads(raw)
        check_request(body)
        return body

    def _answer(self, body: Json, reply: Reply) -> None:
        if reply.status != 200:  # noqa: PLR2004  HTTP OK
            headers = {"Retry-After": reply.retry_after} if reply.retry_after else {}
            self._send(reply.status, json.dumps(_error("scripted", "server_error")).encode(), headers=headers)
        elif reply.empty:
            self._send(200, b"")
        elif body.get("stream"):
            self._send(200, b"".join(_events(body, reply)), "text/event-stream")
        else:
            self._send(200, json.dumps(_completion(body, reply)).encode())

    def _send(
        self, status: int, body: bytes, kind: str = "application/json", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def check_request(body: Json) -> None:
    """Check one chat request.

    Raises:
        RequestRefused: saying what is wrong.
    """
    if not isinstance(body.get("model"), str) or not body["model"]:
        raise RequestRefused("model must be a name")
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise RequestRefused("messages must be a list with at least one")
    _check_messages(messages)
    names = [_check_tool(tool) for tool in body.get("tools", [])]
    if len(names) != len(set(names)):
        raise RequestRefused("two tools have one name")
    if "tools" in body and not names:
        raise RequestRefused("tools must not be empty")


def _check_messages(messages: list[Json]) -> None:
    waiting: set[str] = set()
    for place, message in enumerate(messages):
        role = message.get("role")
        if role not in _ROLES:
            raise RequestRefused(f"unknown role {role!r}")
        if role == "system" and place:
            raise RequestRefused("a system message stands first")
        if role == "tool":
            waiting = _answered(message, waiting)
        elif waiting:
            raise RequestRefused(f"tool calls without a result: {sorted(waiting)}")
        if role == "assistant":
            waiting = _called(message)
    _check_last(messages, waiting)


def _check_last(messages: list[Json], waiting: set[str]) -> None:
    if waiting:
        raise RequestRefused(f"tool calls without a result: {sorted(waiting)}")
    if messages[-1]["role"] not in {"user", "tool"}:
        raise RequestRefused("the last message must be a user's or a tool's")


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
    if not name.replace("_", "").replace("-", "").isalnum() or len(name) > 64:  # noqa: PLR2004  the API's limit
        raise RequestRefused(f"not a function name: {name!r}")
    parameters = function.get("parameters", {"type": "object"})
    if parameters.get("type") != "object":
        raise RequestRefused(f"{name}: parameters must be an object")
    _check_schema(name, parameters)
    return name


def _check_schema(name: str, schema: Json) -> None:
    kind = schema.get("type")
    if isinstance(kind, str) and kind not in _TYPES:
        raise RequestRefused(f"{name}: unknown type {kind!r}")
    if kind == "array" and "items" not in schema and "prefixItems" not in schema:
        raise RequestRefused(f"{name}: an array needs items")
    missing = set(schema.get("required", ())) - set(schema.get("properties", {}))
    if missing:
        raise RequestRefused(f"{name}: required but not described: {sorted(missing)}")
    for part in (*schema.get("properties", {}).values(), *schema.get("anyOf", ()), schema.get("items")):
        if isinstance(part, dict):
            _check_schema(name, part)


def _error(message: str, kind: str) -> Json:
    return {"error": {"message": message, "type": kind, "param": None, "code": None}}


def _calls(reply: Reply) -> list[Json]:
    return [
        {
            "id": f"call_{place}",
            "type": "function",
            "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
        }
        for place, (name, given) in enumerate(reply.calls)
    ]


def _completion(body: Json, reply: Reply) -> Json:
    message: Json = {"role": "assistant", "content": reply.text or None, "refusal": reply.refusal or None}
    if reply.calls:
        message["tool_calls"] = _calls(reply)
    reason = "tool_calls" if reply.calls else "stop"
    choice = {"index": 0, "message": message, "finish_reason": reason, "logprobs": None}
    usage = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}
    return {**_head(body, "chat.completion"), "choices": [choice], "usage": usage}


def _events(body: Json, reply: Reply) -> Iterator[bytes]:
    deltas: list[Json] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": word} for word in reply.text.split(" ") if word]
    for place, call in enumerate(_calls(reply)):
        arguments = call["function"]["arguments"]
        half = len(arguments) // 2
        named = {
            **call,
            "index": place,
            "function": {"name": call["function"]["name"], "arguments": arguments[:half]},
        }
        deltas += [{"tool_calls": [named]}]
        deltas += [{"tool_calls": [{"index": place, "function": {"arguments": arguments[half:]}}]}]
    for delta in deltas:
        yield _event({**_head(body, "chat.completion.chunk"), "choices": [_choice(delta, None)]})
    reason = "tool_calls" if reply.calls else "stop"
    yield _event({**_head(body, "chat.completion.chunk"), "choices": [_choice({}, reason)]})
    yield b"data: [DONE]\n\n"


def _choice(delta: Json, reason: str | None) -> Json:
    return {"index": 0, "delta": delta, "finish_reason": reason, "logprobs": None}


def _event(chunk: Json) -> bytes:
    return b"data: " + json.dumps(chunk).encode() + b"\n\n"


def _head(body: Json, kind: str) -> Json:
    return {"id": "chatcmpl-1", "object": kind, "created": 0, "model": body["model"]}
