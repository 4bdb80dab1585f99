"""One question that one call cannot answer: several places, or two things that the same tool tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.planner.clauses import is_same_of_another
from assistant.planner.common_slots import Slots
from assistant.planner.decision import Ranked
from assistant.planner.reading import Reading
from assistant.planner.thread import Call
from tools.mentions import of_kind
from tools.names import NameKind

_BY_PLACE: Final = frozenset(
    ("capacity_plan", "partner_economics", "commission_statement", "business_proposition")
)
_TELL_SEVERAL_THINGS: Final = frozenset(
    ("capacity_plan", "partner_economics", "commission_statement", "partners_needing_attention")
)
_TOLD: Final = ("show", "measure", "lane")
_SEVERAL: Final = 2
_AT_ONCE: Final = 3


def in_each_place(tool: str, slots: Slots, reading: Reading) -> tuple[Slots, ...]:
    """The arguments once for each region or country named: `potential in France and Spain` asks twice."""
    found = of_kind(reading.mentions, NameKind.REGION, NameKind.COUNTRY)
    named = dict.fromkeys((one.kind.value, one.ids[0]) for one in found)
    if tool not in _BY_PLACE or len(named) < _SEVERAL or not {"region", "country"} & set(slots):
        return (slots,)
    kept = {name: value for name, value in slots.items() if name not in {"region", "country"}}
    return tuple({**kept, kind: place} for kind, place in list(named)[:_AT_ONCE])


Part = tuple[Reading, Ranked]
"""A part of a message, with the tools that it may ask for."""


def alike(parts: Sequence[Part]) -> bool:
    """Whether all parts ask the same tool about the same partners."""
    return len({rank.best for _, rank in parts}) == 1 == len({part.partners for part, _ in parts})


def hang_together(parts: Sequence[Part]) -> bool:
    """Whether parts are one question after all.

    They ask twice for what is told at once, or the later of them for words on file about nobody.
    """
    tools = [rank.best for _, rank in parts]
    if alike(parts) and tools[0] not in _TELL_SEVERAL_THINGS:
        return True
    (first, _), *others = parts
    return bool(first.partners) and any(
        rank.best == "search_notes" and not part.partners for part, rank in others
    )


def tell_apart(calls: Sequence[Call], parts: Sequence[Part]) -> bool:
    """Whether the calls for parts that are alike ask for as many things as there are parts."""
    told = {next((call.args[name] for name in _TOLD if call.args.get(name)), None) for call in calls}
    return not alike(parts) or len(told) >= len(parts)


def completed(parts: Sequence[Part]) -> list[Part]:
    """The parts; one that has no verb of its own asks the tool that the part before it asks."""
    found: list[Part] = []
    for part, rank in parts:
        found.append((part, found[-1][1] if found and is_same_of_another(part.text) else rank))
    return found
