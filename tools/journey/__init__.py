"""Where each partner is in its journey, since when, why, what is missing for the next phase, who is stuck."""

from tools.journey.events import AGGREGATES
from tools.journey.funnel import journey_findings
from tools.journey.paces import paces
from tools.journey.phases import Phase
from tools.journey.policy import JourneyPolicy
from tools.journey.standing import as_seen, journey
from tools.journey.statements import journey_statements, partner_journey, phase_fact

__all__ = [
    "AGGREGATES",
    "JourneyPolicy",
    "Phase",
    "as_seen",
    "journey",
    "journey_findings",
    "journey_statements",
    "paces",
    "partner_journey",
    "phase_fact",
]
