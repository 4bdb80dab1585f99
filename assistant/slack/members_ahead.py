"""Asks Slack ahead who is who, so that in a rush nobody's acknowledgement waits for that."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field
from typing import Final, Self

from assistant.slack.failing import kind_of
from assistant.slack.members import FRESH_SECONDS, Members

PAGES: Final = 5  # of a workspace; whoever stands further back is looked up when they first ask
PAGE: Final = 200  # people, as Slack advises
_AGAIN: Final = FRESH_SECONDS * 2 / 3  # seconds: before what was read is too old
_PATIENCE: Final = 5.0  # seconds for a call that has begun when the service stops
_log = logging.getLogger("rapport.slack")


@dataclass
class MembersAhead:
    """A thread that reads the first thousand people of the workspace and keeps that fresh.

    Attributes:
        again: Seconds between two readings.
    """

    members: Members
    again: float = _AGAIN
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread = field(init=False)

    def start(self) -> Self:
        """Begin; returns at once."""
        self._thread = threading.Thread(target=self._run, name="members", daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """End after the page in hand."""
        self._stopping.set()
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read()
            except Exception as error:  # noqa: BLE001 - whatever it was: they are asked for again
                _log.info("nobody was looked up ahead: %s", kind_of(error))
            self._stopping.wait(self.again)

    def _read(self) -> None:
        cursor = ""
        for _ in range(PAGES):
            cursor = self.members.read(PAGE, cursor)
            if not cursor or self._stopping.is_set():
                return
