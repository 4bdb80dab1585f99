"""One question on its way through the planner's agent."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from assistant.planner.fitting_in import fitting
from assistant.planner.habit import Habit
from assistant.planner.offering import OfferedTool, offered
from assistant.planner.plan import Declined
from assistant.planner.talking_back import shown_besides
from assistant.toolbox.spec import ToolSession, ToolSpec
from tools.names import NameIndex

TOOLS_SHOWN: Final = 6


@dataclass
class Run:
    """The context that middleware shares while one question is planned.

    Attributes:
        as_of: The day that relative dates count from.
        habit: How this model is asked.
        ranked: Names of all tools, likeliest first.
        said: The question and the one before it.
        kept: Names of the arguments of the calls before it.
        model_calls: Requests made so far.
        declined, candidates: What the planner said through `decline`.
        results: What each call gave, by tool and arguments.
        asked_for: Tools that the planner wants to see besides.
    """

    session: ToolSession
    names: NameIndex
    as_of: date
    habit: Habit
    ranked: Sequence[str] = ()
    said: str = ""
    kept: frozenset[str] = frozenset()
    wait: Callable[[float], None] = time.sleep
    model_calls: int = 0
    declined: Declined | None = None
    candidates: tuple[str, ...] = ()
    results: dict[str, str] = field(default_factory=dict)
    asked_for: list[str] = field(default_factory=list)

    def spec(self, name: str) -> ToolSpec | None:
        """The tool of that name, if this person may call it."""
        return next((spec for spec in self.session.specs if spec.name == name), None)

    def ask_for(self, names: Sequence[str]) -> None:
        """Show those next time; without a known one, the tools that come next."""
        known = [name for name in names if self.spec(name)]
        self.asked_for += known or [name for name in self.ranked if name not in self._shown][:TOOLS_SHOWN]

    def tools(self, system: str) -> tuple[OfferedTool, ...]:
        """What the model is shown: what stands in every question first, tools in the order of the toolbox."""
        shown = self._shown
        besides = shown_besides([name for name in self.ranked if name not in shown])
        likely = [offered(spec) for name in shown if (spec := self.spec(name))]
        fitted = {tool.name: tool for tool in fitting(system, likely, besides, self.said, self.kept)}
        return (
            *besides[:2],
            *(fitted[one.name] for one in self.session.specs if one.name in fitted),
            *besides[2:],
        )

    @property
    def _shown(self) -> list[str]:
        return list(dict.fromkeys([*reversed(self.asked_for), *self.ranked]))[:TOOLS_SHOWN]
