"""One question that one call cannot answer: several places, or two things that the same tool tells."""

from __future__ import annotations

from typing import Final

from assistant.planner.common_slots import Slots
from assistant.planner.reading import Reading
from assistant.planner.thread import Call
from tools.mentions import of_kind
from tools.names import NameKind

_BY_PLACE: Final = frozenset(
    ("capacity_plan", "partner_economics", "commission_statement", "business_proposition")
)
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


def told_in(call: Call) -> str | None:
    """What a call asks its tool to tell, where that is said."""
    told = call.args.get("show") or call.args.get("measure")
    return str(told) if told else None
