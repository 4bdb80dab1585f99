"""`partners_needing_attention`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from assistant.digests.week import Week
from assistant.toolbox.arguments import PartnersNeedingAttention
from assistant.toolbox.gaps import admitting_gaps, covered
from assistant.toolbox.matters import in_words
from assistant.toolbox.scope import in_scope
from assistant.toolbox.snoozing import asleep
from assistant.toolbox.turn import Office, Turn
from tools.attention import Lane, attention_findings
from tools.facts import Findings

_YEAR: Final = timedelta(days=366)
"""Longer back, whoever is listed now is new."""


@admitting_gaps
def partners_needing_attention(arguments: PartnersNeedingAttention, turn: Turn, office: Office) -> Findings:
    """Who needs the manager now and why, but for whom they snoozed; peers are the whole portfolio."""
    standing = office.standings.at(turn.as_of)
    ids = in_scope(arguments, turn.access, standing)
    if arguments.since and arguments.since < turn.as_of:
        return _news(arguments.since, ids, arguments, turn, office)
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


def _news(
    since: date, ids: frozenset[str], arguments: PartnersNeedingAttention, turn: Turn, office: Office
) -> Findings:
    """Who needs the manager since a day and did not before, and who no longer does."""
    now, before = office.standings.at(turn.as_of), office.standings.at(max(since, turn.as_of - _YEAR))
    lanes = (arguments.lane,) if arguments.lane else ()
    week = Week.of(now, before, ids - asleep(turn, office), arguments.limit, lanes)
    with office.engine.connect() as connection:
        raised = tuple(in_words(connection, now, week.reasons()))
    said = (week.headline("asked"), *raised, *week.still_open(), *week.settled())
    return Findings((*covered(now, office), *said), table=week.table(), suggestions=week.suggestions())
