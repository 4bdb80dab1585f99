"""Tools as a chat model is shown them: in JSON Schema as short as it can be said."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from pydantic import BaseModel

from assistant.toolbox.argument_types import Scope
from assistant.toolbox.spec import ToolSpec
from prompts.tool_hints import ToolHint, tool_hints

Json = dict[str, Any]  # JSON Schema has no narrower type

SHARED: Final = frozenset((*Scope.model_fields, "limit"))
"""Arguments of many tools; their values are told once, in the system prompt."""


@dataclass(frozen=True)
class Argument:
    """One argument of a tool.

    Attributes:
        needed: The tool cannot be called without it.
    """

    name: str
    schema: Json
    needed: bool


@dataclass(frozen=True)
class OfferedTool:
    """A tool as it is shown for one question."""

    name: str
    description: str
    arguments: tuple[Argument, ...]

    @property
    def wire(self) -> Json:
        """The tool in the form that every LangChain chat model takes: OpenAI's."""
        needed = [argument.name for argument in self.arguments if argument.needed]
        parameters: Json = {"type": "object", "properties": {one.name: one.schema for one in self.arguments}}
        if needed:
            parameters["required"] = needed
        return {
            "type": "function",
            "function": {"name": self.name, "description": self.description, "parameters": parameters},
        }

    @property
    def line(self) -> str:
        """The tool in one line of a prompt, for a model that cannot take tools."""
        told = ", ".join(_in_words(argument) for argument in self.arguments)
        return f"- {self.name}({told}): {self.description}"

    def without(self, argument: Argument) -> OfferedTool:
        """The same tool with one argument less."""
        return replace(self, arguments=tuple(one for one in self.arguments if one is not argument))


def wire_bytes(system: str, tools: Sequence[OfferedTool]) -> int:
    """Bytes of system prompt and tools as JSON in a request, in UTF-8."""
    return len(_json(system).encode()) + len(_json([tool.wire for tool in tools]).encode())


def offered(spec: ToolSpec) -> OfferedTool:
    """A tool with all its arguments; one without a hint is described by its docstring."""
    hint = tool_hints().get(spec.name) or ToolHint(spec.description)
    return offered_as(spec.name, hint.does, spec.arguments)


@cache
def offered_as(name: str, does: str, arguments: type[BaseModel]) -> OfferedTool:
    """A tool with all its arguments, its own before those that it shares with others."""
    hints = tool_hints()[name].arguments if name in tool_hints() else {}
    schema = arguments.model_json_schema()
    needed = set(schema.get("required", ()))
    fields = sorted(schema.get("properties", ()), key=lambda field: field in SHARED)
    properties = {field: _resolved(schema["properties"][field], schema) for field in fields}
    listed = (
        Argument(field, _short(field, properties[field], hints.get(field, "")), field in needed)
        for field in fields
    )
    return OfferedTool(name, does, tuple(listed))


def _resolved(schema: Json, root: Json) -> Json:
    """The schema that a reference stands for."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return dict(root["$defs"][name]) if name else schema


def _short(field: str, schema: Mapping[str, Any], hint: str) -> Json:
    """Type, closed set and hint; bounds and defaults stay with the full schema, which checks every call."""
    options: Sequence[Mapping[str, Any]] = schema.get("anyOf", (schema,))
    meant = next(option for option in options if option.get("type") != "null")
    short: Json = {"type": meant["type"]}
    if "enum" in meant and field not in SHARED:
        short["enum"] = meant["enum"]
    if meant["type"] == "array":
        short["items"] = _short("", meant["items"], "")
    return {**short, "description": hint} if hint else short


def _in_words(argument: Argument) -> str:
    schema = argument.schema
    kind = "|".join(schema["enum"]) if "enum" in schema else _KINDS.get(schema["type"], "")
    hint = f" ({schema['description']})" if "description" in schema else ""
    told = f"{argument.name}: {kind}" if kind else argument.name
    return f"{told}{hint}{'!' if argument.needed else ''}"


_KINDS: Final = {"integer": "number", "number": "number", "boolean": "true", "array": "list"}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
