"""Where each partner is in its journey, since when, why, what is missing for the next phase, who is stuck."""

from tools.journey.phases import AGGREGATES, Phase
from tools.journey.policy import JourneyPolicy
from tools.journey.standing import journey
from tools.journey.statements import journey_findings, journey_statements, partner_journey, phase_fact

__all__ = [
    "AGGREGATES",
    "JourneyPolicy",
    "Phase",
    "journey",
    "journey_findings",
    "journey_statements",
    "partner_journey",
    "phase_fact",
]
