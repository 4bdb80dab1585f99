"""The toolbox as one question uses it: checks arguments, resolves names, runs tools, keeps findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from assistant.answering import Made
from assistant.contract import Call
from assistant.toolbox.argument_types import Arguments
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.handles import Handles
from assistant.toolbox.projection import for_planner
from assistant.toolbox.registry import TOOLS
from assistant.toolbox.resolving import Resolver, Unresolved
from assistant.toolbox.spec import ToolSpec
from assistant.toolbox.turn import Office, Turn

SPECS: Final[tuple[ToolSpec, ...]] = tuple(
    ToolSpec(name, " ".join((ARGUMENTS[name].__doc__ or "").split()), ARGUMENTS[name]) for name in TOOLS
)


@dataclass
class Session:
    """One question's use of the toolbox.

    Attributes:
        made: Every call with what it found, in order; this, not the planner's words, becomes the answer.
    """

    turn: Turn
    office: Office
    resolver: Resolver
    handles: Handles
    made: list[Made] = field(default_factory=list)

    @property
    def specs(self) -> Sequence[ToolSpec]:
        """What can be called."""
        return SPECS

    def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        """Run one tool and keep its findings; the reply holds ids, numbers, dates and labels only.

        A call that does not fit its schema is answered with what would be valid, and is not kept.
        """
        if name not in TOOLS:
            return f"There is no tool {name!r}. There are: {', '.join(TOOLS)}."
        try:
            wanted = ARGUMENTS[name].model_validate(arguments)
        except ValidationError as error:
            return _what_would_be_valid(error)
        wanted = self.resolver.without_handles(wanted)
        try:
            wanted = self.resolver.resolve(wanted)
            findings = TOOLS[name](wanted, self.turn, self.office)
        except Unresolved as unresolved:
            findings = unresolved.findings
        self.made.append((Call(tool=name, args=_shown(wanted)), findings))
        return for_planner(findings, self.handles)


def _shown(arguments: Arguments) -> dict[str, Any]:
    return arguments.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def _what_would_be_valid(error: ValidationError) -> str:
    problems = (
        f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}"
        for detail in error.errors(include_input=False, include_url=False)
    )
    return "Not called. " + "; ".join(problems)
