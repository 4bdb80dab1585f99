"""The quarter with one partner, for a business review: what was won, delivered, learnt, paid and promised."""

from tools.qbr.pack import Pack, Section
from tools.qbr.quarterly import Quarterly
from tools.qbr.quarters import Quarter, last_closed
from tools.qbr.shareable import shareable_sections

__all__ = [
    "Pack",
    "Quarter",
    "Quarterly",
    "Section",
    "last_closed",
    "shareable_sections",
]
