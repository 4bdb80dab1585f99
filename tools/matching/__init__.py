"""Who fits a need: partners and people with experience in a sector, a technology, a language."""

from tools.matching.evidence import Evidence, Rows
from tools.matching.experience import SPEAKERS, Experience
from tools.matching.expertise import LEVELS, expertise, parts, skills
from tools.matching.findings import best, fields, find_findings, language_fact, unknown_findings
from tools.matching.need import Known, Need, Unknown, language_code, resolve
from tools.matching.people import first_contacts, people
from tools.matching.persons import people_findings
from tools.matching.policy import MatchingPolicy

__all__ = [
    "LEVELS",
    "SPEAKERS",
    "Evidence",
    "Experience",
    "Known",
    "MatchingPolicy",
    "Need",
    "Rows",
    "Unknown",
    "best",
    "expertise",
    "fields",
    "find_findings",
    "first_contacts",
    "language_code",
    "language_fact",
    "parts",
    "people",
    "people_findings",
    "resolve",
    "skills",
    "unknown_findings",
]
