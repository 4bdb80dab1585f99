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
        listed: Handles of the newest answer that showed several, in order.
        unanswered: The question before, when nothing was called for it.
    """

    calls: tuple[Call, ...] = ()
    partners: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    unanswered: str = ""

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
        for call in reversed(self.calls):
            if partner := call.args.get("partner"):
                return (str(partner),)
            if partners := call.args.get("partners"):
                return tuple(str(name) for name in partners)
        return self.partners


def thread_of(messages: Sequence[BaseMessage]) -> Thread:
    """The newest answer in a chat that ends with the question, and the newest that held a list."""
    turns = list(_turns(messages))
    if not turns:
        return Thread(unanswered=_unanswered(messages))
    calls, shown = turns[0]
    listed = next((partners for _, partners in turns if len(partners) > 1), shown)
    return Thread(calls, shown, listed, _unanswered(messages))


def _turns(messages: Sequence[BaseMessage]) -> Iterator[tuple[tuple[Call, ...], tuple[str, ...]]]:
    """Calls and partners shown of every answer, newest first."""
    for at in range(len(messages) - 1, -1, -1):
        calls = getattr(messages[at], "tool_calls", None)
        if calls:
            made = tuple(Call(call["name"], dict(call["args"])) for call in calls)
            yield made, _shown(messages[at + 1 : at + 1 + len(calls)])


def _unanswered(messages: Sequence[BaseMessage]) -> str:
    """The newest question when no tool was called for it; empty otherwise."""
    for at, message in reversed(list(enumerate(messages))):
        if message.type == "human":
            called = any(getattr(later, "tool_calls", None) for later in messages[at + 1 :])
            return "" if called else str(message.content)
    return ""


def _shown(results: Sequence[BaseMessage]) -> tuple[str, ...]:
    for message in results:
        try:
            partners = json.loads(str(message.content)).get("partners", [])
        except (ValueError, AttributeError):
            continue
        if partners:
            return tuple(str(handle) for handle in partners)
    return ()
