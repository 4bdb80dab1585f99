"""`coverage_map`."""

from __future__ import annotations

from dataclasses import replace

from assistant.toolbox.arguments import CoverageMap
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.needs import asked_of, need_of
from assistant.toolbox.turn import Office, Turn
from knowledge.market import vendor_rows
from knowledge.rows import partner_rows
from tools.attention import Lane
from tools.facts import Findings
from tools.matching import Unknown, unknown_findings
from tools.segments import (
    Map,
    Show,
    coverage,
    coverage_findings,
    market_demand,
    nearest_partner,
    told_partners,
)


@admitting_gaps
def coverage_map(arguments: CoverageMap, turn: Turn, office: Office) -> Findings:
    """Demand against qualified partners, counted only among those that the asker may see."""
    standing = office.standings.at(turn.as_of)
    need = need_of(arguments, turn, standing)
    if isinstance(need, Unknown):
        return unknown_findings(standing.portfolio, need)
    ids = asked_of(arguments, turn, standing)
    with office.engine.connect() as connection:
        market = market_demand(vendor_rows(connection, turn.as_of), arguments.region)
    cells = coverage(
        standing.segments, ids, market, sectors=need.sector_keys, technologies=need.technology_keys
    )
    told = Map(
        portfolio=standing.portfolio,
        segments=standing.segments,
        cells=cells,
        ids=ids,
        whole=ids == asked_of(CoverageMap(), turn, standing),
        dark=frozenset(standing.attention.of(ids, Lane.GOING_DARK)),
        rows={},
        asked=f"{need.subject} {arguments.region or ''}",
    )
    show = Show(arguments.show)
    named = {*told_partners(cells, show, arguments.partner, arguments.limit)}
    named |= {near} if (near := nearest_partner(told, show, arguments.partner)) else set()
    with office.engine.connect() as connection:
        told = replace(told, rows=partner_rows(connection, named, turn.as_of))
    return coverage_findings(told, show, partner_id=arguments.partner, limit=arguments.limit)
