"""How fast messages are posted."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from assistant.slack.calling import Stopping


@dataclass
class Pace:
    """One post a second and channel.

    Attributes:
        gap: Seconds between two posts into one channel.
    """

    gap: float = 1.0
    _stopping: threading.Event = field(default_factory=threading.Event)
    _free_at: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, channel: str) -> None:
        """Wait for the next free second in the channel and take it."""
        with self._lock:
            turn = max(time.monotonic(), self._free_at.get(channel, 0.0))
            self._free_at[channel] = turn + self.gap
        self.sleep(max(0.0, turn - time.monotonic()))

    def sleep(self, seconds: float) -> None:
        """Wait.

        Raises:
            Stopping: The service ends meanwhile, however long it would have been.
        """
        if self._stopping.wait(seconds):
            raise Stopping

    @property
    def stopping(self) -> bool:
        """Whether the service ends."""
        return self._stopping.is_set()

    def stop(self) -> None:
        """Let nobody wait any more: what waits to be posted goes on at the next start."""
        self._stopping.set()
