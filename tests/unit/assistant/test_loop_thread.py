"""A thread with a loop: what runs in it, and what is left of it when it ends."""

from __future__ import annotations

import asyncio
import gc
import socket
import threading
import warnings
from concurrent.futures import CancelledError
from contextlib import suppress

import pytest
from aiohttp import web

from assistant.loop_thread import LoopThread, open_site

SENT = (b"", b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n" * 500)


def test_what_still_runs_at_the_end_is_cancelled() -> None:
    thread = LoopThread("a test")
    forever = thread.start(asyncio.sleep(3600))
    thread.end()
    with pytest.raises(CancelledError):
        forever.result(5)


def test_waiting_has_an_end() -> None:
    thread = LoopThread("a test")
    with pytest.raises(TimeoutError):
        thread.run(asyncio.sleep(3600), timeout=0.05)
    thread.end()


def test_a_site_that_closes_in_a_rush_leaves_no_connection_open() -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        for _time in range(5):
            close_in_a_rush()
        gc.collect()
    assert [str(one.message) for one in said] == []


def close_in_a_rush() -> None:
    thread, closing = LoopThread("a test"), threading.Event()
    site = thread.run(open_site(answering(), "127.0.0.1", 0, patience=0.1))
    clients = [threading.Thread(target=knock, args=(site.port, closing, sent)) for sent in SENT]
    for client in clients:
        client.start()
    thread.run(asyncio.sleep(0.05))
    thread.run(site.close())
    closing.set()
    thread.end()
    for client in clients:
        client.join()


def answering() -> web.Application:
    """Says more than anybody who does not read can take."""

    async def answer(_request: web.Request) -> web.Response:
        return web.Response(text="x" * 10_000)

    app = web.Application()
    app.router.add_post("/", answer)
    return app


def knock(port: int, closing: threading.Event, sent: bytes) -> None:
    """Connect without end, send, and never read."""
    knocked: list[socket.socket] = []
    while not closing.is_set() and len(knocked) < 400:
        try:
            client = socket.create_connection(("127.0.0.1", port), timeout=1)
        except OSError:
            closing.wait(0.001)
            continue
        knocked.append(client)
        client.setblocking(False)
        if sent:
            with suppress(OSError):
                client.send(sent)
    for client in knocked:
        client.close()
