"""The stand-in's server thread: the Web API, the socket address, and deliveries with retries."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar

from aiohttp import ClientSession, web

from assistant.loop_thread import LoopThread, open_site
from evals.slack_standin.carriers import Acknowledgement, Carrier, HttpCarrier, SocketCarrier
from evals.slack_standin.hooks import Hooks
from evals.slack_standin.manifest import Manifest
from evals.slack_standin.payloads import Delivery
from evals.slack_standin.rates import Rates
from evals.slack_standin.surfaces import Surfaces
from evals.slack_standin.tokens import Tokens
from evals.slack_standin.uploads import FileServer
from evals.slack_standin.webapi import WebApi
from evals.slack_standin.workspace import Workspace

OK: Final = range(200, 300)
RETRY_AFTER: Final = (0.0, 60.0, 300.0)  # seconds, for events only
Result = TypeVar("Result")


@dataclass
class Server:
    """Runs in a thread of its own; every method may be called from any thread.

    Attributes:
        acknowledgements: What the app answered to each delivery, and how fast, in order of arrival.
        unanswered: Events that were given up after all retries.
    """

    manifest_path: Path
    speed: float
    workspace: Workspace = field(default_factory=Workspace)
    surfaces: Surfaces = field(default_factory=Surfaces)
    sockets: SocketCarrier = field(default_factory=SocketCarrier)
    acknowledgements: list[tuple[Delivery, Acknowledgement]] = field(default_factory=list)
    unanswered: list[Delivery] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.manifest = Manifest.read(self.manifest_path)
        rates = Rates(time.monotonic, self.speed)
        self.tokens = Tokens(self.workspace)
        self.hooks = Hooks(self.workspace)
        self._files = FileServer(self.workspace, self.manifest, self.tokens)
        address = self.sockets.address
        self.api = WebApi(self.workspace, self.manifest, rates, self.surfaces, self.tokens, address)
        self._carrier: Carrier = self.sockets
        self._thread = LoopThread("slack-stand-in")
        self.base = self.run(self._open())
        self.workspace.base = self.base
        self.sockets.base = self.base.replace("http://", "ws://")

    def run(self, work: Coroutine[Any, Any, Result], timeout: float = 30) -> Result:
        """Run something in the loop and wait for it."""
        return self._thread.run(work, timeout)

    def over_http(self, url: str) -> None:
        """From now on, deliver to this address instead of over sockets."""
        self._carrier = HttpCarrier(url, self._session)

    def deliver(self, delivery: Delivery) -> Future[Acknowledgement]:
        """Bring something to the app; events are tried again as Slack does."""
        return self._thread.start(self._deliver(delivery))

    def call_soon(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        """Run something in the loop, without waiting."""
        return self._thread.start(work)

    def close(self) -> None:
        """Stop serving and end the thread."""
        self.run(self._shut())
        self._thread.end()

    async def _open(self) -> str:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/api/{method}", self.api.respond)
        app.router.add_post("/hooks/{kind}/{key}", self.hooks.respond)
        app.router.add_post("/upload/{file}", self._files.upload)
        app.router.add_get("/files-pri/{team}-{file}/download/{name}", self._files.download)
        app.router.add_get("/files-pri/{team}-{file}/{name}", self._files.download)
        app.router.add_get("/link/", self.sockets.serve)
        self._site = await open_site(app, "127.0.0.1", 0, patience=0.1)
        self._session = ClientSession()
        return f"http://127.0.0.1:{self._site.port}"

    async def _shut(self) -> None:
        self.sockets.cut()
        await self._site.close()
        await self._session.close()

    async def _deliver(self, delivery: Delivery) -> Acknowledgement:
        acknowledgement = await self._carry(delivery)
        if delivery.kind != "events_api" or acknowledgement.status in OK:
            return acknowledgement
        for attempt, pause in enumerate(RETRY_AFTER, start=1):
            await asyncio.sleep(pause / self.speed)
            reason = "http_error" if acknowledgement.status else "timeout"
            acknowledgement = await self._carry(replace(delivery, retry_attempt=attempt, retry_reason=reason))
            if acknowledgement.status in OK:
                return acknowledgement
        self.unanswered.append(delivery)
        return acknowledgement

    async def _carry(self, delivery: Delivery) -> Acknowledgement:
        acknowledgement = await self._carrier.carry(delivery)
        with self.workspace.changed:
            self.acknowledgements.append((delivery, acknowledgement))
            self.workspace.changed.notify_all()
        return acknowledgement
