"""What the embedded planner takes from the messages before a question."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True)
class Call:
    """One toolbox call."""

    tool: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Thread:
    """The newest earlier answer.

    Attributes:
        calls: Its calls, in order; empty when there was none.
        partners: Handles of the partners that it showed, in order.
        listed: Handles of the newest answer about several: in the order named, else in the order shown.
        unanswered: The question before, when nothing was called for it.
        offered: Handles of those among whom the newest answer asked to choose.
        asked: The asker's earlier messages, newest first.
    """

    calls: tuple[Call, ...] = ()
    partners: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    unanswered: str = ""
    offered: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def last(self) -> Call | None:
        """The last call."""
        return self.calls[-1] if self.calls else None

    @property
    def focus(self) -> str | None:
        """The partner that the talk was about: the one named, else the first shown."""
        for call in reversed(self.calls):
            if partner := call.args.get("partner"):
                return str(partner)
            if partners := call.args.get("partners"):
                return str(partners[0])
        return self.partners[0] if self.partners else None

    @property
    def all_partners(self) -> tuple[str, ...]:
        """Every partner that the talk was about: those named, else those shown."""
        return partners_of(self.calls) or self.partners


def thread_of(messages: Sequence[BaseMessage]) -> Thread:
    """The newest answer in a chat that ends with the question, and the newest that was about several."""
    turns, unanswered = list(_turns(messages)), _unanswered(messages)
    asked = tuple(str(one.content) for one in reversed(messages) if one.type == "human")
    if not turns:
        return Thread(unanswered=unanswered, asked=asked)
    calls, results = turns[0]
    shown = _handles(results, "partners")
    orders = (
        partners_of(made) if len(partners_of(made)) > 1 else _handles(seen, "partners")
        for made, seen in turns
    )
    listed = next((order for order in orders if len(order) > 1), shown)
    return Thread(calls, shown, listed, unanswered, _handles(results, "asked_which"), asked)


def partners_of(calls: Sequence[Call]) -> tuple[str, ...]:
    """The partners that calls name, each once, in the order named."""
    named = [
        str(one)
        for call in calls
        for one in (call.args.get("partner"), *(call.args.get("partners") or ()))
        if one
    ]
    return tuple(dict.fromkeys(named))


def _turns(messages: Sequence[BaseMessage]) -> Iterator[tuple[tuple[Call, ...], Sequence[BaseMessage]]]:
    """Calls of every answer and what came of them, newest first."""
    for at in range(len(messages) - 1, -1, -1):
        calls = getattr(messages[at], "tool_calls", None)
        if calls:
            made = tuple(Call(call["name"], dict(call["args"])) for call in calls)
            yield made, messages[at + 1 : at + 1 + len(calls)]


def _unanswered(messages: Sequence[BaseMessage]) -> str:
    """The newest question when no tool was called for it; empty otherwise."""
    for at, message in reversed(list(enumerate(messages))):
        if message.type == "human":
            called = any(getattr(later, "tool_calls", None) for later in messages[at + 1 :])
            return "" if called else str(message.content)
    return ""


def _handles(results: Sequence[BaseMessage], kept_as: str) -> tuple[str, ...]:
    for message in results:
        try:
            handles = json.loads(str(message.content)).get(kept_as, [])
        except (ValueError, AttributeError):
            continue
        if handles:
            return tuple(str(handle) for handle in handles)
    return ()
