"""The line under a question that says what is being done: sent beside the work, never waited for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from http.client import HTTPException
from typing import Final, TypeAlias

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.slack.calling import LIMITED, retry_after
from assistant.slack.failing import kind_of

WORKERS: Final = 8  # 100 questions at once have a line within a second if Slack takes 80 ms for each
MOST_WAITING: Final = 500  # threads with a line that was not sent yet; further ones get none
_PATIENCE: Final = 5.0  # seconds for what is on its way when the service stops
_log = logging.getLogger("rapport.slack")

Place: TypeAlias = tuple[str, str]
"""Channel and thread."""
_Words: TypeAlias = Callable[[], str]


@dataclass
class Statuses:
    """Shows the newest line of every thread; one that nobody has sent yet gives way to the next.

    Names wait until no thread waits for a line, and are given though the answer is there by then.

    Attributes:
        client: With a short timeout.
        clock: Seconds that only grow.
    """

    client: WebClient
    clock: Callable[[], float] = time.monotonic
    _waiting: dict[Place, _Words] = field(default_factory=dict)
    _unnamed: dict[Place, _Words] = field(default_factory=dict)
    _sending: set[Place] = field(default_factory=set)
    _over: set[Place] = field(default_factory=set)
    _quiet_until: float = float("-inf")
    _untitled_until: float = float("-inf")
    _threads: list[threading.Thread] = field(default_factory=list)
    _closed: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def show(self, place: Place, words: _Words, title: _Words | None = None) -> None:
        """Have a line shown, and the thread named if `title` gives a name; both are found when it is sent."""
        with self._changed:
            full = len(self._waiting) >= MOST_WAITING and place not in self._waiting
            if self._closed or full or self.clock() < self._quiet_until:
                return
            self._over.discard(place)
            self._waiting[place] = words
            if title and len(self._unnamed) < MOST_WAITING:
                self._unnamed[place] = title
            if len(self._threads) < min(WORKERS, len(self._waiting) + len(self._sending)):
                self._threads.append(threading.Thread(target=self._work, name="statuses", daemon=True))
                self._threads[-1].start()
            self._changed.notify()

    def end(self, place: Place) -> None:
        """The answer is there, and with it Slack has taken the line away; none may come after it."""
        with self._changed:
            self._waiting.pop(place, None)
            if place in self._sending:
                self._over.add(place)

    def close(self) -> None:
        """Send nothing more, and wait for what is on its way: the database closes after this."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._unnamed.clear()
            self._changed.notify_all()
        until = time.monotonic() + _PATIENCE
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def _work(self) -> None:
        while (send := self._next()) is not None:
            send()

    def _next(self) -> Callable[[], None] | None:
        """Sends to the thread that has waited longest and has no line on its way; None at the end."""
        with self._changed:
            while not self._closed:
                place = next((one for one in self._waiting if one not in self._sending), None)
                if place is not None:
                    self._sending.add(place)
                    return partial(self._show, place, self._waiting.pop(place))
                place = next((one for one in self._unnamed if one not in self._sending), None)
                if place is not None and not self._waiting:
                    return partial(self._name, place, self._unnamed.pop(place))
                self._changed.wait()
        return None

    def _show(self, place: Place, words: _Words) -> None:
        self._tell(place, words)
        with self._changed:
            late = place in self._over
            self._over.discard(place)
        if late:
            self._tell(place, str)
        with self._changed:
            self._sending.discard(place)
            self._changed.notify()

    def _tell(self, place: Place, words: _Words) -> None:
        try:
            self._set_status(place, words())
        except SlackApiError as error:
            if error.response.status_code == LIMITED:
                self._quiet_until = self.clock() + retry_after(error)
            _log.debug("a status was not shown: %s", error.response.get("error"))
        except Exception as error:  # noqa: BLE001 - whatever it was, the answer goes on without it
            _told_nobody(error)

    def _name(self, place: Place, title: _Words) -> None:
        """Name a thread; Slack takes fewer names than lines, so a limit of the one is none of the other."""
        try:
            if self.clock() >= self._untitled_until and (name := title()):
                self.client.assistant_threads_setTitle(channel_id=place[0], thread_ts=place[1], title=name)
        except SlackApiError as error:
            if error.response.status_code == LIMITED:
                self._untitled_until = self.clock() + retry_after(error)
        except Exception as error:  # noqa: BLE001 - as above
            _told_nobody(error)

    def _set_status(self, place: Place, said: str) -> None:
        self.client.assistant_threads_setStatus(
            channel_id=place[0],
            thread_ts=place[1],
            status=f"is {said}…" if said else "",
            loading_messages=[f"{said[0].upper()}{said[1:]}…"] if said else None,
        )


def _told_nobody(error: Exception) -> None:
    """Slack out of reach is nothing to look into; anything else is."""
    level = logging.DEBUG if isinstance(error, (OSError, HTTPException)) else logging.WARNING
    _log.log(level, "a status was not shown: %s", kind_of(error))
