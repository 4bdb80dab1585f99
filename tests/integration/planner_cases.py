"""Written cases that the embedded planner once got wrong or could (`planner_cases.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.planner.memory import PastCall, Turn

Made = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Case:
    """One question with what it should lead to.

    Attributes:
        thread: Earlier turns.
        calls: Expected calls in order, with exactly the arguments that the question states.
        decline: Expected reason when no tool is to be called.
    """

    ask: str
    thread: tuple[Turn, ...]
    calls: tuple[Made, ...]
    decline: str | None


def written_cases() -> tuple[Case, ...]:
    """Every written case."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    stored = yaml.safe_load(text)
    threads = {name: _turn(turn) for name, turn in stored["threads"].items()}
    return tuple(_case(case, threads) for case in stored["cases"])


def _turn(turn: Mapping[str, Any]) -> Turn:
    return Turn(turn["text"], (PastCall(turn["tool"], dict(turn["args"])),), (), tuple(turn["partners"]))


def _case(case: Mapping[str, Any], threads: Mapping[str, Turn]) -> Case:
    calls = tuple((tool, args) for call in case.get("calls", ()) for tool, args in call.items())
    thread = (threads[case["after"]],) if "after" in case else ()
    return Case(case["ask"], thread, calls, case.get("decline"))
