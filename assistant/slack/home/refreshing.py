"""Shows a Home again after what its person did: a moment later, and only if something changed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from assistant.slack.failing import kind_of

LOOKS: Final = (0.5, 2.5, 6.0, 12.0)  # seconds after a deed: for what is done at once, and by a workflow
_PATIENCE: Final = 5.0  # seconds for a look that has begun when the service stops
_log = logging.getLogger("rapport.slack")


@dataclass
class Refresher:
    """Looks a few times after each deed, one look after the other, so that a rush of deeds stays cheap.

    Attributes:
        look: Shows the Home of that Slack user again if it changed.
        looks: Seconds after a deed, rising; one that is planned already stays the first.
    """

    look: Callable[[str], None]
    looks: tuple[float, ...] = LOOKS
    _planned: dict[str, list[float]] = field(default_factory=dict)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _stopped: bool = False

    def deed_of(self, user_id: str) -> None:
        """Somebody did something, perhaps something that stands in their Home."""
        now = time.monotonic()
        with self._changed:
            first = self._planned.get(user_id, [now + self.looks[0]])[0]
            self._planned[user_id] = [first, *(now + seconds for seconds in self.looks[1:])]
            if self._thread is None and not self._stopped:
                self._thread = threading.Thread(target=self._run, name="refresher", daemon=True)
                self._thread.start()
            self._changed.notify()

    def stop(self) -> None:
        """Look no more, and wait for a look that has begun: the database closes after this."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while (user_id := self._next()) is not None:
            try:
                self.look(user_id)
            except Exception as error:  # noqa: BLE001 - the next look, or the schedule, does it
                _log.warning("a Home was not looked at: %s", kind_of(error))

    def _next(self) -> str | None:
        """Whose Home is to be looked at, as soon as it is time; None when the service stops."""
        with self._changed:
            while not self._stopped:
                user_id = min(self._planned, key=lambda one: self._planned[one][0], default=None)
                wait = None if user_id is None else self._planned[user_id][0] - time.monotonic()
                if user_id is not None and wait is not None and wait <= 0:
                    self._take(user_id)
                    return user_id
                self._changed.wait(wait)
            return None

    def _take(self, user_id: str) -> None:
        del self._planned[user_id][0]
        if not self._planned[user_id]:
            del self._planned[user_id]


def actor_of(body: dict[str, Any]) -> str:
    """The Slack user who caused a request; empty if nobody did."""
    event = body.get("event")
    user = body.get("user") or body.get("user_id") or (event.get("user") if isinstance(event, dict) else "")
    return str(user["id"] if isinstance(user, dict) else user or "")
