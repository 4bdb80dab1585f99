"""Slack's timestamps of what happens: one order for messages, events and clicks, never the same twice."""

from __future__ import annotations

import time
from threading import Lock
from typing import Final

_MILLION: Final = 1_000_000
_lock = Lock()
_last = [0]  # microseconds


def next_moment() -> str:
    """The present moment such as `1795383951.000039`, later than every one given before."""
    with _lock:
        _last[0] = max(time.time_ns() // 1000, _last[0] + 1)
        return f"{_last[0] // _MILLION}.{_last[0] % _MILLION:06d}"
