"""The toolbox as one question uses it: checks arguments, resolves names, runs tools, keeps findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from assistant.access import Access
from assistant.answering import Made
from assistant.contract import Call
from assistant.progress import UNSEEN, Progress, Step
from assistant.toolbox.argument_types import Arguments, Ref, Scope
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.handles import Handles
from assistant.toolbox.naming import with_namesakes
from assistant.toolbox.projection import for_planner
from assistant.toolbox.registry import TOOLS, WRITING
from assistant.toolbox.resolving import Resolver, Unresolved, reference_of
from assistant.toolbox.scope import asked_of
from assistant.toolbox.spec import ToolSpec
from assistant.toolbox.turn import Office, Turn
from tools.facts import Findings

SPECS: Final[tuple[ToolSpec, ...]] = tuple(
    ToolSpec(name, " ".join((ARGUMENTS[name].__doc__ or "").split()), ARGUMENTS[name]) for name in TOOLS
)


@dataclass
class Session:
    """One question's use of the toolbox.

    Attributes:
        progress: Is told of every call.
        made: Every call with what it found, in order; this, not the planner's words, becomes the answer.
    """

    turn: Turn
    office: Office
    resolver: Resolver
    handles: Handles
    progress: Progress = UNSEEN
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
            taken = self.resolver.taken(wanted)
            wanted = self.resolver.resolve(wanted, certain=name in WRITING)
            findings = with_namesakes(self._run(name, wanted), taken, self.turn.names, self.turn.as_of)
        except Unresolved as unresolved:
            findings = unresolved.findings
        self.made.append((Call(tool=name, args=_shown(wanted)), findings))
        return for_planner(findings, self.handles)

    def _run(self, name: str, wanted: Arguments) -> Findings:
        step = _step(name, wanted, self.turn.access)
        self.progress.begins(step)
        findings = TOOLS[name](wanted, self.turn, self.office)
        self.progress.ends(step)
        return findings


def _step(name: str, wanted: Arguments, access: Access) -> Step:
    """The call as others may be told of it: whom it is about, none of its words."""
    about: dict[Ref, list[str]] = {kind: [] for kind in Ref}
    for field_name, value in wanted:
        kind = reference_of(type(wanted), field_name)
        if kind is not None and field_name != "excluding":
            about[kind] += [value] if isinstance(value, str) else list(value or ())
    looked_at = len(asked_of(wanted, access)) if isinstance(wanted, Scope) else 0
    return Step(name, tuple(about[Ref.PARTNER]), next(iter(about[Ref.CONTACT]), ""), looked_at)


def _shown(arguments: Arguments) -> dict[str, Any]:
    return arguments.model_dump(mode="json", exclude_unset=True, exclude_none=True)


def _what_would_be_valid(error: ValidationError) -> str:
    problems = (
        f"{'.'.join(str(part) for part in detail['loc'])}: {detail['msg']}"
        for detail in error.errors(include_input=False, include_url=False)
    )
    return "Not called. " + "; ".join(problems)
