"""A thread with an event loop, and HTTP served in it; nothing is left open when it ends."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, Final, TypeVar

from aiohttp import web

Result = TypeVar("Result")
_ACCEPTING: Final = 0.02  # seconds that connections which are being taken in need, at most


class LoopThread:
    """An event loop that runs in a thread of its own until it is ended."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, Result]) -> Future[Result]:
        """Run something in the loop, without waiting."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def run(self, work: Coroutine[Any, Any, Result], timeout: float | None = None) -> Result:
        """Run something in the loop and wait for it.

        Raises:
            TimeoutError: After `timeout` seconds.
        """
        return self.start(work).result(timeout)

    def end(self) -> None:
        """Cancel what still runs and stop."""
        self.run(_cancel_the_others())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _cancel_the_others() -> None:
    while others := asyncio.all_tasks() - {asyncio.current_task()}:
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0)  # connections that were closed on the way learn of it


async def stop_accepting(*doors: int) -> None:
    """Take no more connections, so that a server can be closed.

    CPython 3.11 never closes a connection that comes in while its server closes, and warns of it much later.

    Args:
        doors: File descriptors of the listening sockets.
    """
    for door in doors:
        asyncio.get_running_loop().remove_reader(door)
    await asyncio.sleep(_ACCEPTING)


class HttpSite:
    """What answers HTTP at one address; made by `open_site`.

    Attributes:
        port: The one it listens on.
    """

    def __init__(self, runner: web.AppRunner, door: socket.socket) -> None:
        self._runner, self._door = runner, door
        self.port: int = door.getsockname()[1]

    async def close(self) -> None:
        """Answer what has come in, then hang up."""
        await stop_accepting(self._door.fileno())
        await self._runner.cleanup()


async def open_site(app: web.Application, host: str, port: int, patience: float) -> HttpSite:
    """Listen in the running loop, in which the site has to be closed as well.

    Args:
        app: What answers.
        host: An IPv4 address, or a name that has one; empty for every address of this machine.
        port: 0 for any that is free.
        patience: Seconds that answers may take once the site closes.

    Raises:
        OSError: The address cannot be listened on.
    """
    everywhere = not host and socket.has_dualstack_ipv6()
    family = socket.AF_INET6 if everywhere else socket.AF_INET
    door = socket.create_server((host, port), family=family, dualstack_ipv6=everywhere)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=patience)
    await runner.setup()
    await web.SockSite(runner, door).start()
    return HttpSite(runner, door)
