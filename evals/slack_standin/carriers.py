"""How Slack brings a delivery to the app: over a socket, or as a signed HTTP request."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import random
import secrets
import time
from dataclasses import dataclass, field
from typing import Final, Protocol

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, web

from evals.slack_standin.payloads import Delivery, form
from evals.slack_standin.workspace import APP_ID, Json

ACK_SECONDS: Final = 3.0
SOCKETS: Final = 10
SIGNING_SECRET: Final = "stand-in-signing-secret"  # noqa: S105 - signs nothing but this stand-in's requests


@dataclass(frozen=True)
class Acknowledgement:
    """What the app answered to a delivery; status 0 says that nothing came within three seconds."""

    status: int
    body: str
    seconds: float

    def json(self) -> Json:
        """The body as JSON; an empty one is an empty object."""
        found: Json = json.loads(self.body) if self.body.startswith("{") else {}
        return found


class Carrier(Protocol):
    """One way to the app."""

    async def carry(self, delivery: Delivery) -> Acknowledgement:
        """Bring it and wait for the acknowledgement, three seconds at most."""
        ...


def signed(body: bytes, timestamp: str, secret: str = SIGNING_SECRET) -> dict[str, str]:
    """The headers with which Slack signs a request."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass
class HttpCarrier:
    """Posts signed requests to the app's address."""

    url: str
    session: ClientSession

    async def carry(self, delivery: Delivery) -> Acknowledgement:
        """Bring it over HTTP."""
        body, content_type = _http_body(delivery)
        headers = {"Content-Type": content_type, **signed(body, str(int(time.time())))}
        if delivery.retry_attempt:
            headers["X-Slack-Retry-Num"] = str(delivery.retry_attempt)
            headers["X-Slack-Retry-Reason"] = delivery.retry_reason
        started = time.monotonic()
        try:
            async with self.session.post(
                self.url, data=body, headers=headers, timeout=ClientTimeout(total=ACK_SECONDS)
            ) as response:
                text = await response.text()
                return Acknowledgement(response.status, text, time.monotonic() - started)
        except (ClientError, TimeoutError, OSError) as error:
            return Acknowledgement(0, type(error).__name__, time.monotonic() - started)


@dataclass
class SocketCarrier:
    """Socket Mode: addresses for one use, hello, envelopes, acknowledgements."""

    base: str = ""
    sockets: dict[web.WebSocketResponse, web.Request] = field(default_factory=dict)
    opened: int = 0
    breaches: list[str] = field(default_factory=list)
    _tickets: set[str] = field(default_factory=set)
    _waiting: dict[str, asyncio.Future[str]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)
    _connected: asyncio.Event = field(default_factory=asyncio.Event)

    def address(self) -> str:
        """A fresh address for one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return f"{self.base}/link/?ticket={ticket}&app_id={APP_ID}"

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One connection, until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="ticket_not_valid")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        if len(self.sockets) >= SOCKETS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.sockets[socket] = request
        self.opened += 1
        self._connected.set()
        await socket.send_json(self._hello())
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._acknowledged(frame.data)
        except ClientError:
            pass  # cut while answering a ping
        finally:
            del self.sockets[socket]
            if not self.sockets:
                self._connected.clear()
        return socket

    async def carry(self, delivery: Delivery) -> Acknowledgement:
        """Bring it over one of the sockets that are open."""
        started = time.monotonic()
        envelope_id = secrets.token_hex(12)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiting[envelope_id] = answer
        try:
            async with asyncio.timeout(ACK_SECONDS):
                await self._send(_envelope(envelope_id, delivery))
                body = await answer
        except (TimeoutError, ConnectionError):
            return Acknowledgement(0, "no acknowledgement", time.monotonic() - started)
        finally:
            del self._waiting[envelope_id]
        return Acknowledgement(200, body, time.monotonic() - started)

    async def disconnect(self, reason: str) -> None:
        """Ask every client to come back, as Slack does before a restart of its own, then close."""
        for socket in list(self.sockets):
            await socket.send_json(
                {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
            )
            await socket.close()

    def cut(self) -> None:
        """Break every connection without a word."""
        for request in self.sockets.values():
            if request.transport is not None:
                request.transport.abort()

    async def _send(self, envelope: Json) -> None:
        await self._connected.wait()
        await random.choice(list(self.sockets)).send_json(envelope)

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.sockets),
            "connection_info": {"app_id": APP_ID},
            "debug_info": {"host": "stand-in", "approximate_connection_time": 18060},
        }

    def _acknowledged(self, text: str) -> None:
        frame = json.loads(text)
        envelope_id = frame.get("envelope_id", "")
        if envelope_id in self._seen or not envelope_id:
            self.breaches.append(f"acknowledged twice or nothing: {envelope_id!r}")
        self._seen.add(envelope_id)
        waiting = self._waiting.get(envelope_id)
        if waiting is not None and not waiting.done():
            waiting.set_result(json.dumps(frame["payload"]) if frame.get("payload") else "")


def _envelope(envelope_id: str, delivery: Delivery) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": delivery.kind,
        "payload": delivery.body,
        "accepts_response_payload": delivery.kind != "events_api",
    }
    if delivery.kind == "events_api":
        envelope |= {"retry_attempt": delivery.retry_attempt, "retry_reason": delivery.retry_reason}
    return envelope


def _http_body(delivery: Delivery) -> tuple[bytes, str]:
    if delivery.kind == "events_api":
        return json.dumps(delivery.body).encode(), "application/json"
    fields = delivery.body if delivery.kind == "slash_commands" else {"payload": json.dumps(delivery.body)}
    return form(fields), "application/x-www-form-urlencoded"
