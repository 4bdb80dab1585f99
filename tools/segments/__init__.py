"""Segments: who is qualified in which sector and technology, and where demand meets nobody or only one."""

from tools.segments.cells import (
    CERTIFICATION_AGGREGATES,
    HOLDING,
    PAIR_AGGREGATES,
    QUALIFYING,
    SCALE,
    WORK,
    are_among,
    field_key,
    folded,
    holding,
)
from tools.segments.coverage import Segments, coverage, covered_cells, market_demand, sole_cells
from tools.segments.findings import Map, coverage_findings, nearest_partner
from tools.segments.shown import Show, told_partners

__all__ = [
    "CERTIFICATION_AGGREGATES",
    "HOLDING",
    "PAIR_AGGREGATES",
    "QUALIFYING",
    "SCALE",
    "WORK",
    "Map",
    "Segments",
    "Show",
    "are_among",
    "coverage",
    "coverage_findings",
    "covered_cells",
    "field_key",
    "folded",
    "holding",
    "market_demand",
    "nearest_partner",
    "sole_cells",
    "told_partners",
]
