"""What work costs the processor: however busy the machine is, the figure stays about the same."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds_of(work: Callable[[], object], times: int = 5) -> float:
    """The least of some runs, in seconds of this process alone."""
    return min(_once(work) for _ in range(times))


def _once(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began
