"""How many calls of a kind we allow ourselves, so that Slack need not refuse them."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

_MINUTE: Final = 60.0


@dataclass
class Allowance:
    """At most so many calls within any minute; nobody waits for one, who gets none does without.

    Attributes:
        clock: Seconds that only grow.
    """

    per_minute: int
    clock: Callable[[], float] = time.monotonic
    _taken: deque[float] = field(default_factory=deque)
    _again_at: float = float("-inf")
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> bool:
        """One call, if there is one left."""
        with self._lock:
            now = self.clock()
            while self._taken and self._taken[0] <= now - _MINUTE:
                self._taken.popleft()
            if len(self._taken) >= self.per_minute or now < self._again_at:
                return False
            self._taken.append(now)
            return True

    def refused(self, seconds: float) -> None:
        """Slack said that it was too much: none for so many seconds."""
        with self._lock:
            self._again_at = self.clock() + seconds
