"""Kinds of facts about potential. All internal."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit
from tools.potential.features import REVENUE, SIZES
from tools.potential.known import Source

_ESTIMATED: Final = (REVENUE, "type", *SIZES, "market_relevance", "sectors", "technologies")
_BEHIND: Final = {
    Source.GIVEN: ("potential_revenue",),
    Source.WALLET: (REVENUE, "share_of_wallet"),
    Source.PEERS: _ESTIMATED,
    Source.ATTAINED: _ESTIMATED,
}

CURRENT: Final = Kind("potential.current", Unit.MONEY, "won revenue, 12 months", behind=(REVENUE,))
POTENTIAL: Final = {
    source: Kind(f"potential.{source}", Unit.MONEY, "potential revenue a year", behind=behind)
    for source, behind in _BEHIND.items()
}
LOW: Final = {
    source: Kind(f"potential.{source}_low", Unit.MONEY, "low end of the range", behind=behind)
    for source, behind in _BEHIND.items()
}
HIGH: Final = {
    source: Kind(f"potential.{source}_high", Unit.MONEY, "high end of the range", behind=behind)
    for source, behind in _BEHIND.items()
}
HEADROOM: Final = {
    source: Kind(f"potential.{source}_headroom", Unit.MONEY, "untapped", behind=(*behind, REVENUE))
    for source, behind in _BEHIND.items()
}
ON_FILE: Final = Kind("potential.on_file", Unit.MONEY, "potential on file", behind=("potential_revenue",))
WALLET: Final = Kind(
    "potential.share_of_wallet", Unit.SHARE, "share of wallet on file", behind=("share_of_wallet",)
)
SOURCE: Final = Kind("potential.source", Unit.LABEL, "what it rests on")
PEERS: Final = Kind("potential.learnt_from", Unit.COUNT, "partners learnt from")
CHANCE: Final = Kind("potential.chance", Unit.SHARE, "chance that the range holds it")
QUADRANT: Final = Kind("potential.quadrant", Unit.LABEL, "current by potential")
PLACE: Final = Kind("potential.place", Unit.LABEL, "quadrant, in short")
CURRENT_HIGH: Final = Kind("potential.current_high", Unit.MONEY, "revenue from which it counts as high")
POTENTIAL_HIGH: Final = Kind("potential.potential_high", Unit.MONEY, "potential from which it counts as high")

PARTNERS: Final = Kind("potential.partners", Unit.COUNT, "partners with a potential")
UNKNOWN: Final = Kind("potential.unknown", Unit.COUNT, "partners whose potential nothing tells")
IN_QUADRANT: Final = Kind("potential.in_quadrant", Unit.COUNT, "partners in the quadrant")
GROUP: Final = Kind("potential.group", Unit.NAME, "group")
GROUP_LABEL: Final = Kind("potential.group_label", Unit.LABEL, "group")
SUM_CURRENT: Final = Kind("potential.sum_current", Unit.MONEY, "won revenue, 12 months, of these partners")
SUM_POTENTIAL: Final = Kind("potential.sum_potential", Unit.MONEY, "potential a year of these partners")
SUM_HEADROOM: Final = Kind("potential.sum_headroom", Unit.MONEY, "untapped at these partners")
SUM_ESTIMATED: Final = Kind("potential.sum_estimated", Unit.MONEY, "untapped, by estimate")
