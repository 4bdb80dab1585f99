"""Slack over HTTP: one address for everything that Slack sends, one that says whether we are ready."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from aiohttp import web
from slack_bolt import App, BoltRequest

from assistant.loop_thread import HttpSite, LoopThread, open_site
from assistant.slack.signature import is_genuine

EVENTS: Final = "/slack/events"
HEALTH: Final = "/healthz"
_LARGEST: Final = 1024 * 1024  # bytes; Slack's own requests stay far below
_THREADS: Final = 10  # fewer than the database has connections


class HttpListener:
    """A server in a thread of its own.

    Attributes:
        port: The one it listens on.
    """

    def __init__(
        self, app: App, secret: str, ready: Callable[[], bool], host: str | None = None, port: int = 0
    ) -> None:
        self._app, self._secret, self._ready = app, secret, ready
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="slack-http")
        self._thread = LoopThread("slack-http")
        self._site = self._thread.run(self._open(host, port))
        self.port = self._site.port

    def close(self) -> None:
        """Answer what has come in and stop."""
        self._thread.run(self._site.close())
        self._thread.end()
        self._pool.shutdown()

    async def _open(self, host: str | None, port: int) -> HttpSite:
        server = web.Application(client_max_size=_LARGEST)
        server.router.add_post(EVENTS, self._hear)
        server.router.add_get(HEALTH, self._health)
        # a free port would be another one for each of this machine's addresses, so it is for one alone
        return await open_site(server, host or ("" if port else "127.0.0.1"), port, patience=3)

    async def _hear(self, request: web.Request) -> web.Response:
        body = await request.read()
        if not is_genuine(self._secret, request.headers, body, time.time()):
            return web.Response(status=401)
        heard = BoltRequest(body=body.decode("utf-8"), headers=dict(request.headers))
        answer = await asyncio.get_running_loop().run_in_executor(self._pool, self._app.dispatch, heard)
        headers: dict[str, Any] = answer.first_headers_without_set_cookie()
        return web.Response(status=answer.status, text=answer.body, headers=headers)

    async def _health(self, _request: web.Request) -> web.Response:
        return web.Response(text="ready") if self._ready() else web.Response(status=503, text="starting")
