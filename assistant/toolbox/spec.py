"""What a planner needs of the toolbox: what may be called, and one way to call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from assistant.toolbox.argument_types import Arguments


@dataclass(frozen=True)
class ToolSpec:
    """One tool as a planner sees it.

    Attributes:
        name: Part of the contract.
        description: For the model that reads it: what the tool answers, in one or two sentences.
        arguments: Schema of its arguments.
    """

    name: str
    description: str
    arguments: type[Arguments]


class ToolSession(Protocol):
    """The toolbox for one question of one person: it resolves names, checks permission and records calls."""

    @property
    def specs(self) -> Sequence[ToolSpec]:
        """The tools that this person may call now."""

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        """Run one tool; JSON that a planner may read: ids, numbers, dates and labels, never names or prose.

        Args:
            name: Name of one of `specs`.
            arguments: Already valid against the spec's schema; only what the planner set.
        """
