"""Kinds of facts that a scorecard states; all internal. Each opens down to what its measures read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from tools.facts import Kind, Unit
from tools.scorecard.measure import Category, Measure
from tools.scorecard.measures import MEASURES


def _read_by(measures: Iterable[Measure]) -> tuple[str, ...]:
    """All that these measures read, once."""
    return tuple(dict.fromkeys(name for measure in measures for name in measure.reads))


_ALL: Final = _read_by(MEASURES)

TOTAL: Final = Kind("scorecard.total", Unit.POINTS, "score", behind=_ALL)
SCORED_ON: Final = Kind("scorecard.scored_on", Unit.DATE, "day of the score")
CONFIDENCE: Final = Kind("scorecard.confidence", Unit.SHARE, "share of the score backed by data", behind=_ALL)
RANK: Final = Kind("scorecard.rank", Unit.COUNT, "rank", behind=_ALL)
PEERS: Final = Kind("scorecard.partners", Unit.COUNT, "scored partners")
CATEGORY: Final = Kind("scorecard.category", Unit.LABEL, "category")
CATEGORY_SCORE: Final = Kind("scorecard.category_score", Unit.POINTS, "category score")
CATEGORY_MEDIAN: Final = Kind(
    "scorecard.category_median", Unit.POINTS, "median of the peers' category scores"
)
CATEGORY_RANK: Final = Kind("scorecard.category_rank", Unit.COUNT, "category rank")
CATEGORY_BACKED: Final = Kind("scorecard.category_backed", Unit.SHARE, "share of the category backed by data")
MEASURE: Final = Kind("scorecard.measure", Unit.LABEL, "measure")
MEASURE_SCORE: Final = Kind("scorecard.measure_score", Unit.POINTS, "measure score")
MEASURE_BACKED: Final = Kind("scorecard.measure_backed", Unit.SHARE, "share of the measure backed by data")
MISSING: Final = Kind("scorecard.missing", Unit.COUNT, "measures without data")
STATUS: Final = Kind("partner.status", Unit.LABEL, "status", behind=("status",))

_WORDS: Final = {
    "won_revenue": "won revenue of 12 months; deals that they only influenced count half",
    "growth": "won revenue of six months against the six before",
    "win_rate": "win rate of 12 months, set lower where deals are few",
    "accepted_leads": "accepted leads of 12 months",
    "active_use": "share of licences in use, 3 months",
    "use_trend": "share of licences in use: its change in points, 3 months against 3",
    "sectors_won": "spread over sectors: as many as if won evenly",
    "technologies_won": "spread over technologies: as many as if won evenly",
    "regions_won": "spread over regions: as many as if won evenly",
    "sole_cells": "sector and technology pairs that only they cover",
    "certifications": "certifications, weighted by level",
    "projects_delivered": "projects delivered in 24 months",
    "rating": "customers' rating of 10, nearer to everybody's mean where few rated",
    "on_time": "projects delivered by the promised day, 24 months",
    "severe_tickets": "severe tickets per won deal, 12 months",
    "engagement": "contacts from the side that reaches out less, 6 months",
    "trainings": "trainings of 12 months",
    "answers": "e-mails from them per e-mail from us, 6 months",
    "relationship": "survey of 12 months: relationship, of 10",
    "momentum": "survey of 12 months: our market, of 10",
    "economics": "survey of 12 months: what they earn, of 10",
    "support": "survey of 12 months: our support, of 10",
}
"""What the name of a measure leaves open, so that nobody takes it for something else."""
_RAW: Final = {
    measure.name: Kind(
        f"measure.{measure.name}",
        measure.unit,
        _WORDS.get(measure.name, measure.name.replace("_", " ")),
        behind=measure.reads,
    )
    for measure in MEASURES
}


def raw_kind(measure: Measure) -> Kind:
    """Kind of the measure's raw value."""
    return _RAW[measure.name]


def of_measure(kind: Kind, measure: Measure) -> Kind:
    """The kind of a figure about one measure, which opens down to what that measure reads."""
    return replace(kind, behind=measure.reads)


def of_category(kind: Kind, category: Category) -> Kind:
    """The kind of a figure about one category, which opens down to what its measures read."""
    return replace(kind, behind=_read_by(measure for measure in MEASURES if measure.category is category))
