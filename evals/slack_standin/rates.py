"""Slack's rate limits: one post a second and channel, tiers a minute, history once a minute."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

MINUTE: Final = 60.0
POSTING: Final = frozenset({"chat.postMessage", "chat.postEphemeral"})


@dataclass
class Rates:
    """Counts calls and says how long to wait.

    Attributes:
        clock: Seconds that only grow.
        speed: Time runs this much faster than at Slack, so that tests need not wait.
    """

    clock: Callable[[], float]
    speed: float = 1.0
    _posted: dict[str, float] = field(default_factory=dict)
    _calls: dict[str, deque[float]] = field(default_factory=dict)

    def wait(self, method: str, channel: str, per_minute: int) -> int:
        """Whole seconds for Retry-After; 0 when the call may go on, which is then counted."""
        now = self.clock() * self.speed
        left = (
            self._until_post(channel, now) if method in POSTING else self._until_call(method, per_minute, now)
        )
        return math.ceil(left / self.speed) if left > 0 else 0

    def _until_post(self, channel: str, now: float) -> float:
        left = self._posted.get(channel, -MINUTE) + 1.0 - now
        if left <= 0:
            self._posted[channel] = now
        return left

    def _until_call(self, method: str, per_minute: int, now: float) -> float:
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= per_minute:
            return calls[0] + MINUTE - now
        calls.append(now)
        return 0.0
