"""What a planner remembers of a thread: the asker's own messages, the calls made, and ids of what was shown.

Never prose (it may quote notes) and never other people's messages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assistant.planner.asking import own_words

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass(frozen=True)
class PastCall:
    """A toolbox call of an earlier answer; people and partners as handles or in the asker's words."""

    tool: str
    args: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Turn:
    """One question of the asker and what Rapport did.

    Attributes:
        text: The message as it came in.
        calls: Calls made for it, in order.
        fact_ids: Facts shown.
        partners: Handles of the partners shown or offered to choose from, in the order shown.
        offered: Handles of those among whom the answer asked to choose.
    """

    text: str
    calls: tuple[PastCall, ...] = ()
    fact_ids: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


TURNS_KEPT = 8
FACTS_KEPT = 40


def thread_messages(turns: Sequence[Turn]) -> list[BaseMessage]:
    """The thread as chat messages, oldest first; only the newest `TURNS_KEPT` turns."""
    kept = list(turns)[-TURNS_KEPT:]
    return [message for number, turn in enumerate(kept) for message in _turn_messages(number, turn)]


def _turn_messages(number: int, turn: Turn) -> list[BaseMessage]:
    from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

    asked: list[BaseMessage] = [HumanMessage(own_words(turn.text) or "…")]
    if not turn.calls:
        return [*asked, AIMessage("(no tool fitted)")]
    ids = [f"turn{number:02}{place:03}" for place in range(len(turn.calls))]  # some servers take nine alone
    calls = [
        {"name": call.tool, "args": call.args, "id": call_id, "type": "tool_call"}
        for call, call_id in zip(turn.calls, ids, strict=True)
    ]
    asked_which = {"asked_which": list(turn.offered)} if turn.offered else {}
    shown = json.dumps(
        {"partners": list(turn.partners), "facts": list(turn.fact_ids)[:FACTS_KEPT], **asked_which}
    )
    results = [
        ToolMessage(shown if place == 0 else "{}", tool_call_id=call_id) for place, call_id in enumerate(ids)
    ]
    return [*asked, AIMessage("", tool_calls=calls), *results, AIMessage("(answered)")]
