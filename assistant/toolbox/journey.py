"""`journey_status`."""

from __future__ import annotations

from assistant.toolbox.arguments import JourneyStatus
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from tools.facts import Findings
from tools.journey import Phase, as_seen, journey_findings, partner_journey


@admitting_gaps
def journey_status(arguments: JourneyStatus, turn: Turn, office: Office) -> Findings:
    """Where one partner is in its journey, or who is in a phase, who is stuck, the funnel."""
    standing = office.standings.at(turn.as_of)
    told = standing.journey
    if turn.access.hides_books:
        told = as_seen(told, standing.as_of, standing.policy.journey, turn.access.visible)
    if arguments.partner is not None:
        return partner_journey(standing.portfolio, told, arguments.partner)
    return journey_findings(
        standing.portfolio,
        told,
        standing.policy.journey,
        in_scope(arguments, turn.access, standing),
        phase=Phase(arguments.phase) if arguments.phase else None,
        stuck=arguments.stuck,
        limit=arguments.limit,
    )
