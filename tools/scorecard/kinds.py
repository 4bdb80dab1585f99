"""Kinds of facts that a scorecard states; all internal."""

from __future__ import annotations

from typing import Final

from tools.facts import Kind, Unit
from tools.scorecard.measure import Measure
from tools.scorecard.measures import MEASURES

TOTAL: Final = Kind("scorecard.total", Unit.POINTS, "score")
CONFIDENCE: Final = Kind("scorecard.confidence", Unit.SHARE, "share of the score backed by data")
RANK: Final = Kind("scorecard.rank", Unit.COUNT, "rank")
PEERS: Final = Kind("scorecard.partners", Unit.COUNT, "scored partners")
CATEGORY: Final = Kind("scorecard.category", Unit.LABEL, "category")
CATEGORY_SCORE: Final = Kind("scorecard.category_score", Unit.POINTS, "category score")
CATEGORY_RANK: Final = Kind("scorecard.category_rank", Unit.COUNT, "category rank")
CATEGORY_BACKED: Final = Kind("scorecard.category_backed", Unit.SHARE, "share of the category backed by data")
MEASURE: Final = Kind("scorecard.measure", Unit.LABEL, "measure")
MEASURE_SCORE: Final = Kind("scorecard.measure_score", Unit.POINTS, "measure score")
MISSING: Final = Kind("scorecard.missing", Unit.COUNT, "measures without data")
STATUS: Final = Kind("partner.status", Unit.LABEL, "status")

_WEIGHTED: Final = {
    "won_revenue": "won revenue of 12 months, influenced deals at half",
    "win_rate": "win rate, cautious: few deals count for less",
    "certifications": "certifications, weighted by level",
    "sectors_won": "spread over sectors: as many as if won evenly",
    "technologies_won": "spread over technologies: as many as if won evenly",
    "regions_won": "spread over regions: as many as if won evenly",
}
"""Words for measures that are no plain count or sum, so that nobody takes them for one."""
_RAW: Final = {
    measure.name: Kind(
        f"measure.{measure.name}", measure.unit, _WEIGHTED.get(measure.name, measure.name.replace("_", " "))
    )
    for measure in MEASURES
}


def raw_kind(measure: Measure) -> Kind:
    """Kind of the measure's raw value."""
    return _RAW[measure.name]
