"""The quarter with one partner, for a business review: what was won, delivered, learnt, paid and promised."""

from tools.qbr.pack import Pack, Section
from tools.qbr.quarterly import Quarterly
from tools.qbr.quarters import Quarter, last_closed
from tools.qbr.shareable import shareable_sections
from tools.qbr.standing import profile_chart

__all__ = [
    "Pack",
    "Quarter",
    "Quarterly",
    "Section",
    "last_closed",
    "profile_chart",
    "shareable_sections",
]
