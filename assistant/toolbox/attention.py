"""`partners_needing_attention`."""

from __future__ import annotations

from dataclasses import replace

from assistant.toolbox.arguments import PartnersNeedingAttention
from assistant.toolbox.gaps import admitting_gaps, covered
from assistant.toolbox.matters import in_words
from assistant.toolbox.scope import in_scope
from assistant.toolbox.snoozing import asleep
from assistant.toolbox.turn import Office, Turn
from tools.attention import Lane, attention_findings
from tools.facts import Findings


@admitting_gaps
def partners_needing_attention(arguments: PartnersNeedingAttention, turn: Turn, office: Office) -> Findings:
    """Who needs the manager now and why, but for whom they snoozed; peers are the whole portfolio."""
    standing = office.standings.at(turn.as_of)
    ids = in_scope(arguments, turn.access, standing)
    lane = Lane(arguments.lane) if arguments.lane else None
    found = attention_findings(
        standing.attention,
        ids,
        lane=lane,
        limit=arguments.limit,
        snoozed=asleep(turn, office),
        show_snoozed=arguments.snoozed,
    )
    with office.engine.connect() as connection:
        said = tuple(in_words(connection, standing, found.statements))
    return replace(found, statements=(*covered(standing, office), *said))
