"""What a planner may call besides the toolbox: no tool fits, a next turn, other tools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from assistant.planner.offering import Argument, OfferedTool, offered_as
from assistant.planner.plan import DECLINE, MORE_TOOLS, THEN, Declined


class Decline(BaseModel):
    """No tool fits; say why. Call nothing else with it."""

    model_config = ConfigDict(extra="forbid")

    reason: Declined
    candidates: tuple[str, ...] = Field((), max_length=3)


class Then(BaseModel):
    """See the results and call again."""

    model_config = ConfigDict(extra="forbid")


class MoreTools(BaseModel):
    """Be shown these tools."""

    model_config = ConfigDict(extra="forbid")

    tools: tuple[str, ...] = Field(max_length=6)


TALKING_BACK: Final[dict[str, type[BaseModel]]] = {DECLINE: Decline, THEN: Then, MORE_TOOLS: MoreTools}
_NAMED: Final = 8
"""Tools that can be asked for by name: the right one is almost never further down."""


def shown_besides(others: Sequence[str]) -> tuple[OfferedTool, ...]:
    """The three as tools; `others` are the tools that can be asked for, likeliest first."""
    decline = offered_as(DECLINE, "No tool fits.", Decline)
    then = offered_as(THEN, str(Then.__doc__), Then)
    names = {"type": "array", "items": {"type": "string", "enum": list(others[:_NAMED])}}
    more = OfferedTool(MORE_TOOLS, str(MoreTools.__doc__), (Argument("tools", names, needed=True),))
    return (decline, then, more) if others else (decline, then)
