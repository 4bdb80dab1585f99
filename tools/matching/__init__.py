"""Who fits a need: partners and people with experience in a sector, a technology, a language."""

from tools.matching.expertise import expertise, expertise_aggregates
from tools.matching.findings import find_findings, people_findings, unknown_findings
from tools.matching.need import Known, Need, Unknown, resolve
from tools.matching.policy import MatchingPolicy

__all__ = [
    "Known",
    "MatchingPolicy",
    "Need",
    "Unknown",
    "expertise",
    "expertise_aggregates",
    "find_findings",
    "people_findings",
    "resolve",
    "unknown_findings",
]
