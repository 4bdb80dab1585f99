"""What the embedded planner calls: every tool there is, and a session that keeps the calls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.spec import ToolSpec

SPECS: Final = [ToolSpec(name, "", kind) for name, kind in ARGUMENTS.items()]


@dataclass
class RecordingSession:
    """A toolbox that records calls and answers with nothing."""

    specs: list[ToolSpec]
    made: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def call(self, name: str, arguments: dict[str, Any]) -> str:
        self.made.append((name, arguments))
        return "{}"
