"""What a planner remembers of a thread, with handles in place of ids that outsiders chose."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assistant.planner.memory import PastCall, Turn
from assistant.toolbox.argument_types import Ref
from assistant.toolbox.arguments import ARGUMENTS
from assistant.toolbox.handles import Handles
from assistant.toolbox.resolving import reference_of
from knowledge.threads import Turn as KeptTurn


def remembered(turns: Sequence[KeptTurn], handles: Handles, merged: Mapping[str, str]) -> tuple[Turn, ...]:
    """The asker's earlier turns as the planner may see them; handles in the order of first mention.

    Args:
        merged: Partners that have become part of another one since; the other one is meant now.
    """

    def give(kind: Ref, known_id: str) -> str:
        return handles.give(kind, merged.get(known_id, known_id) if kind is Ref.PARTNER else known_id)

    return tuple(
        Turn(
            text=turn.text,
            calls=tuple(PastCall(tool, _with_handles(tool, args, give)) for tool, args in turn.calls),
            fact_ids=turn.fact_ids,
            partners=tuple(dict.fromkeys(give(Ref.PARTNER, partner_id) for partner_id in turn.partner_ids)),
            offered=tuple(dict.fromkeys(give(Ref.PARTNER, partner_id) for partner_id in turn.offered_ids)),
        )
        for turn in turns
    )


def _with_handles(tool: str, args: dict[str, Any], give: Callable[[Ref, str], str]) -> dict[str, Any]:
    if tool not in ARGUMENTS:
        return {}
    replaced = {}
    for name, value in args.items():
        kind = reference_of(ARGUMENTS[tool], name)
        if kind is None:
            replaced[name] = value
        elif isinstance(value, list):
            replaced[name] = [give(kind, one) for one in value]
        else:
            replaced[name] = give(kind, value)
    return replaced
