"""Tool calls that a model writes as text: `<tool_call>` blocks, fenced or bare JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any, Final
from uuid import uuid4

from langchain_core.messages.tool import ToolCall, tool_call
from pydantic import AliasChoices, BaseModel, ConfigDict, Field, Json, TypeAdapter, ValidationError

from assistant.planner.plan import DECLINE, THEN, Declined

_THINKING: Final = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
_OPENS: Final = re.compile(r"[{\[]")


class SpokenCall(BaseModel):
    """One call, by whichever names models give its parts."""

    model_config = ConfigDict(extra="ignore")

    tool: str = Field(validation_alias=AliasChoices("tool", "name", "function"))
    arguments: dict[str, Any] | Json[dict[str, Any]] = Field(
        default_factory=dict, validation_alias=AliasChoices("arguments", "parameters", "args", "input")
    )


class SpokenDecline(BaseModel):
    """Why nothing is called."""

    model_config = ConfigDict(extra="forbid")

    reason: Declined
    candidates: list[str] = Field(default_factory=list)


class SpokenPlan(BaseModel):
    """The whole answer in the JSON form: calls, or why there are none."""

    model_config = ConfigDict(extra="forbid")

    calls: list[SpokenCall] = Field(default_factory=list)
    then: bool = False
    decline: SpokenDecline | Declined | None = None

    def as_calls(self) -> list[SpokenCall]:
        """What a model with tool calling would have called."""
        if self.decline is not None:
            declined = self.decline
            spoken = declined if isinstance(declined, SpokenDecline) else SpokenDecline(reason=declined)
            return [SpokenCall(tool=DECLINE, arguments=spoken.model_dump(mode="json"))]
        return [*self.calls, *([SpokenCall(tool=THEN)] if self.then and self.calls else [])]


_EITHER: Final = TypeAdapter[SpokenPlan | SpokenCall | list[SpokenCall]](
    SpokenPlan | SpokenCall | list[SpokenCall]
)


def plan_in(text: str, *, may_end: bool = False) -> list[ToolCall]:
    """The calls of an answer in the JSON form.

    Args:
        may_end: Prose, or a plan without calls, means that what was found is enough.

    Raises:
        ValueError: saying what is wrong with the answer, without repeating its values.
    """
    values = list(_json_values(text))
    if not values:
        if may_end:
            return []
        raise ValueError("there is no JSON object")
    try:
        plan = SpokenPlan.model_validate(values[0])
    except ValidationError as error:
        problems = error.errors(include_url=False, include_input=False, include_context=False)
        raise ValueError("; ".join(f"{problem['loc']}: {problem['msg']}" for problem in problems)) from error
    if not (calls := plan.as_calls()) and not may_end:
        raise ValueError("neither a call nor a decline")
    return _identified(calls)


def calls_in(text: str, known: Collection[str]) -> list[ToolCall]:
    """Calls of known tools in a model's text; none when it speaks of anything else."""
    found: list[SpokenCall] = []
    for value in _json_values(text):
        try:
            spoken = _EITHER.validate_python(value)
        except ValidationError:
            continue
        if isinstance(spoken, SpokenPlan):
            found += spoken.as_calls()
        else:
            found += spoken if isinstance(spoken, list) else [spoken]
    return _identified(found) if all(call.tool in known for call in found) else []


def _identified(calls: list[SpokenCall]) -> list[ToolCall]:
    return [tool_call(name=call.tool, args=dict(call.arguments), id=uuid4().hex) for call in calls]


def _json_values(text: str) -> Iterator[Any]:
    """Objects and arrays in a text, outermost ones only."""
    text, decoder, at = _THINKING.sub("", text), json.JSONDecoder(), 0
    while opened := _OPENS.search(text, at):
        try:
            value, at = decoder.raw_decode(text, opened.start())
        except ValueError:
            at = opened.end()
        else:
            yield value
