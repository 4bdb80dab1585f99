"""The line under a question that says what is being done: sent beside the work, never waited for."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Final, TypeAlias

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.slack.calling import LIMITED, retry_after
from assistant.slack.failing import kind_of

WORKERS: Final = 8  # 100 questions at once have a line within a second if Slack takes 80 ms for each
MOST_WAITING: Final = 500  # threads with a line that was not sent yet; further ones get none
_log = logging.getLogger("rapport.slack")

Place: TypeAlias = tuple[str, str]
"""Channel and thread."""


@dataclass(frozen=True)
class _Line:
    words: Callable[[], str]
    title: Callable[[], str] | None = None


@dataclass
class Statuses:
    """Shows the newest line of every thread; one that nobody has sent yet gives way to the next.

    Attributes:
        client: With a short timeout.
        clock: Seconds that only grow.
    """

    client: WebClient
    clock: Callable[[], float] = time.monotonic
    _waiting: dict[Place, _Line] = field(default_factory=dict)
    _sending: set[Place] = field(default_factory=set)
    _over: set[Place] = field(default_factory=set)
    _quiet_until: float = float("-inf")
    _untitled_until: float = float("-inf")
    _threads: list[threading.Thread] = field(default_factory=list)
    _closed: bool = False
    _changed: threading.Condition = field(default_factory=threading.Condition)

    def show(self, place: Place, words: Callable[[], str], title: Callable[[], str] | None = None) -> None:
        """Have a line shown, and the thread named if `title` gives a name; both are found when it is sent."""
        with self._changed:
            full = len(self._waiting) >= MOST_WAITING and place not in self._waiting
            if self._closed or full or self.clock() < self._quiet_until:
                return
            self._over.discard(place)
            known = self._waiting.get(place)
            self._waiting[place] = _Line(words, title or (known.title if known else None))
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
        """Send nothing more."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()

    def _work(self) -> None:
        while (taken := self._next()) is not None:
            place, line = taken
            self._send(place, line)
            with self._changed:
                late = place in self._over
                self._over.discard(place)
            if late:
                self._send(place, _Line(str))
            with self._changed:
                self._sending.discard(place)
                self._changed.notify()

    def _next(self) -> tuple[Place, _Line] | None:
        """The thread that has waited longest and has no line on its way; None at the end."""
        with self._changed:
            while not self._closed:
                place = next((one for one in self._waiting if one not in self._sending), None)
                if place is not None:
                    self._sending.add(place)
                    return place, self._waiting.pop(place)
                self._changed.wait()
        return None

    def _send(self, place: Place, line: _Line) -> None:
        try:
            self._tell(place, line.words())
            if line.title and self._has_time_to_name() and (name := line.title()):
                self._name(place, name)
        except SlackApiError as error:
            if error.response.status_code == LIMITED:
                self._quiet_until = self.clock() + retry_after(error)
            _log.debug("a status was not shown: %s", error.response.get("error"))
        except (OSError, HTTPException) as error:
            _log.debug("a status was not shown: %s", type(error).__name__)
        except Exception as error:  # noqa: BLE001 - whatever it was, the answer goes on without it
            _log.warning("a status was not shown: %s", kind_of(error))

    def _has_time_to_name(self) -> bool:
        """Whether no thread waits for its first line, and Slack takes names."""
        return not self._waiting and self.clock() >= self._untitled_until

    def _name(self, place: Place, name: str) -> None:
        """Name a thread; Slack takes fewer names than lines, so a limit of the one is none of the other."""
        try:
            self.client.assistant_threads_setTitle(channel_id=place[0], thread_ts=place[1], title=name)
        except SlackApiError as error:
            if error.response.status_code == LIMITED:
                self._untitled_until = self.clock() + retry_after(error)

    def _tell(self, place: Place, said: str) -> None:
        self.client.assistant_threads_setStatus(
            channel_id=place[0],
            thread_ts=place[1],
            status=f"is {said}…" if said else "",
            loading_messages=[f"{said[0].upper()}{said[1:]}…"] if said else None,
        )
