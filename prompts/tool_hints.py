"""What a chat model reads about each tool, and which words announce an argument: data under `planner/`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class ToolHint:
    """A tool in few words.

    Attributes:
        does: What it answers, and which tool answers what people confuse it with.
        arguments: A hint for each argument whose name does not say enough.
    """

    does: str
    arguments: dict[str, str] = field(default_factory=dict)


@cache
def tool_hints() -> dict[str, ToolHint]:
    """By tool name."""
    return {name: ToolHint(**written) for name, written in _stored("tools").items()}


@cache
def argument_signs() -> dict[str, re.Pattern[str]]:
    """By argument, the words of which one stands in a question that may mean it; over folded text."""
    stored = _stored("signs")
    return {name: re.compile(stored[kind]) for name, kind in stored["arguments"].items()}


def _stored(name: str) -> dict[str, Any]:
    text = files("prompts").joinpath(f"planner/{name}.yaml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
