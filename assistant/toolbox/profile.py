"""`partner_profile`."""

from __future__ import annotations

from dataclasses import replace

from assistant.toolbox.arguments import PartnerProfile
from assistant.toolbox.gaps import covered
from assistant.toolbox.matters import in_words
from assistant.toolbox.people import asks_for_people, people_at, people_findings
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from tools.about import About
from tools.attention.findings import item_statements
from tools.facts import Findings
from tools.journey import phase_fact
from tools.profile import Context, profile_findings
from tools.scorecard import Category
from tools.tiers import tier_fact


def partner_profile(arguments: PartnerProfile, turn: Turn, office: Office) -> Findings:
    """How one partner is doing: scorecard, tier, phase, key facts, and what is not known."""
    standing = office.standings.at(turn.as_of)
    item = standing.attention.item(arguments.partner)
    with office.engine.connect() as connection:
        raised = in_words(connection, standing, item_statements(standing.portfolio, item) if item else ())
        attention = tuple(raised)
        rows = partner_rows(connection, [arguments.partner], turn.as_of)
        people = people_at(connection, arguments.partner, turn.as_of)
    context = Context(
        tier=tier_fact(standing.portfolio, standing.tiers, arguments.partner),
        phase=phase_fact(standing.portfolio, standing.journey, arguments.partner),
        attention=attention,
        rows=rows,
    )
    category = Category(arguments.category) if arguments.category else None
    among = turn.access.visible if turn.access.hides_books else None
    found = profile_findings(standing.scorecards, arguments.partner, context, category, among)
    if asks_for_people(turn.words) and not category:
        met = people_findings(About(standing.portfolio, arguments.partner), people)
        found = replace(
            found, statements=(*met.statements, *found.statements), table=met.table or found.table
        )
    return replace(found, statements=(*covered(standing, office), *found.statements))
