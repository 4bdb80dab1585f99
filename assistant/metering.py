"""What answers cost: every request to a model with its time and tokens, for reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock


class CallKind(StrEnum):
    """What a model was asked for."""

    PLANNER = "planner"
    WRITER = "writer"
    DRAFT = "draft"


@dataclass(frozen=True)
class Call:
    """One request to a model, answered or not.

    Attributes:
        model: Its name at the provider; `rapport-embedded` for the embedded planner.
        seconds: From the request to the end of the answer.
        input_tokens: Of the whole prompt, cached ones included; 0 if the provider does not tell.
        cached_tokens: The part of the prompt that the provider read from its cache.
        failed: No answer came, or none that could be read.
    """

    kind: CallKind
    model: str
    seconds: float
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    failed: bool = False


@dataclass(frozen=True)
class Meter:
    """Collects the calls of everything that reports to it, from any thread.

    Attributes:
        calls: In the order in which they ended.
    """

    calls: list[Call] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    def add(self, call: Call) -> None:
        """Keep one call."""
        with self._lock:
            self.calls.append(call)
