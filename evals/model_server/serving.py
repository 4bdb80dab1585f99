"""The server itself: takes requests of one wire format, checks them, answers as scripted."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Protocol, Self

from evals.model_server.openai_chat import OpenAIChat
from evals.model_server.reply import Json, Reply, RequestRefused, Script


class Wire(Protocol):
    """One provider's way to be asked and to answer."""

    @property
    def base(self) -> str:
        """Path of the base URL that a client is given."""

    @property
    def path(self) -> str:
        """Path of the requests."""

    def check(self, headers: Mapping[str, str], body: Json) -> None:
        """Refuse what the provider would refuse, with `RequestRefused`."""

    def answer(self, body: Json, reply: Reply) -> Json:
        """The body of an answer."""

    def events(self, body: Json, reply: Reply) -> Iterator[bytes]:
        """The same as a stream."""

    def error(self, message: str) -> Json:
        """The body of an error."""


@dataclass
class ModelServer:
    """Runs while its `with` block does.

    Attributes:
        requests: Bodies of the accepted requests, in order.
        refused: Why requests were refused; a test that expects none should check.
    """

    script: Script
    wire: Wire = field(default_factory=OpenAIChat)
    requests: list[Json] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Base URL for a client."""
        return f"http://127.0.0.1:{self._http.server_address[1]}{self.wire.base}"

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
            self._send(400, json.dumps(self.owner.wire.error(str(refused))).encode())
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
        if self.path.partition("?")[0] != self.owner.wire.path:
            raise RequestRefused(f"no such path: {self.path}")
        body: Json = json.loads(raw)
        self.owner.wire.check({name.lower(): value for name, value in self.headers.items()}, body)
        return body

    def _answer(self, body: Json, reply: Reply) -> None:
        wire = self.owner.wire
        if reply.status != 200:  # noqa: PLR2004  HTTP OK
            headers = {"Retry-After": reply.retry_after} if reply.retry_after else {}
            self._send(reply.status, json.dumps(wire.error(reply.error)).encode(), headers=headers)
        elif reply.empty:
            self._send(200, b"")
        elif body.get("stream"):
            self._send(200, b"".join(wire.events(body, reply)), "text/event-stream")
        else:
            self._send(200, json.dumps(wire.answer(body, reply)).encode())

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


def prompt_bytes(body: Json) -> int:
    """Bytes that a request spends on system prompt, tools and the form of the answer, as JSON in UTF-8."""
    turns = body.get("messages") or body.get("input") or []
    spoken = [turn for turn in turns if turn.get("role") in {"system", "developer"}]
    fields = ("system", "instructions", "tools", "response_format", "text")
    parts = (spoken, *(body.get(field) for field in fields))
    told = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts if part)
    return sum(len(text.encode()) for text in told)
