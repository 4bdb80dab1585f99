"""What the embedded planner decides with and comes to: tools, ranked classes, calls or a reason for none."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from assistant.planner.plan import Declined
from assistant.planner.thread import Call

SURE: Final = 0.32  # probability from which the best class is taken at its word
CLEAR_LEAD: Final = math.log(1.5)  # or this much ahead of the next


@dataclass(frozen=True)
class Toolset:
    """The tools that can be called now.

    Attributes:
        fields: Argument names by tool.
        required: Arguments without a default, by tool.
    """

    fields: Mapping[str, frozenset[str]]
    required: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Decision:
    """What the planner came to: calls, or why there are none."""

    calls: tuple[Call, ...] = ()
    declined: Declined | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """Classes by probability, highest first."""

    names: tuple[str, ...]
    logs: tuple[float, ...]

    @property
    def best(self) -> str:
        """The likeliest class."""
        return self.names[0]

    @property
    def sure(self) -> bool:
        """Whether the best class is likely enough, or far enough ahead, to act on."""
        return math.exp(self.logs[0]) >= SURE or self.logs[0] - self.logs[1] >= CLEAR_LEAD
