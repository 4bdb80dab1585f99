"""Certifications and the partner program: who holds what, what lapses, who meets which level."""

from tools.program.aggregates import AGGREGATES, KEPT_DAYS, LAPSING_DAYS
from tools.program.certificates import Filter, expiring, lapsed, valid
from tools.program.expiring_findings import expiring_findings
from tools.program.held_findings import Asked, held_findings, lapsed_findings, without_findings
from tools.program.judging import judged, level_risk
from tools.program.level_findings import level_findings, no_levels, on_level, unknown_level
from tools.program.levels import Levels, Requirement
from tools.program.losing import within_reach
from tools.program.losing_findings import Lost
from tools.program.requirement_findings import requirement_findings

__all__ = [
    "AGGREGATES",
    "KEPT_DAYS",
    "LAPSING_DAYS",
    "Asked",
    "Filter",
    "Levels",
    "Lost",
    "Requirement",
    "expiring",
    "expiring_findings",
    "held_findings",
    "judged",
    "lapsed",
    "lapsed_findings",
    "level_findings",
    "level_risk",
    "no_levels",
    "on_level",
    "requirement_findings",
    "unknown_level",
    "valid",
    "within_reach",
    "without_findings",
]
