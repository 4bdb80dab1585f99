"""`business_proposition`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.gaps import admitting_gaps
from assistant.toolbox.money_arguments import BusinessProposition
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.market import offer_rows
from tools.about import is_missing
from tools.facts import Findings
from tools.proposition import (
    Field,
    Told,
    earning_findings,
    field_findings,
    field_of_partner,
    group_of,
    partner_findings,
    pitch_findings,
)
from tools.segments import are_among, coverage, field_key, market_demand

_FILTERS: Final = ("type", "region", "country", "sector", "technology")


@admitting_gaps
def business_proposition(arguments: BusinessProposition, turn: Turn, office: Office) -> Findings:
    """What working with us is worth: to one partner, in a segment, to a new partner; what levels earn."""
    standing = office.standings.at(turn.as_of)
    asked = {name: words for name in _FILTERS if (words := getattr(arguments, name)) is not None}
    told = _told(arguments, turn, office, standing)
    if arguments.show == "pitch" and arguments.partner is None:
        gaps = None if turn.access.hides_books else _gaps(told, asked, standing)
        return pitch_findings(told, asked, _field(asked), gaps)
    if arguments.show == "earnings":
        among = _among(arguments, asked, turn, standing)
        return earning_findings(told, among, arguments.level, arguments.partner)
    if arguments.partner is not None:
        field = field_of_partner(standing.portfolio, standing.segments.pairs, arguments.partner)
        return partner_findings(told, arguments.partner, field)
    return field_findings(told, asked, _field(asked), arguments.limit)


def _told(arguments: BusinessProposition, turn: Turn, office: Office, standing: Standing) -> Told:
    with office.engine.connect() as connection:
        offers = offer_rows(connection)
    return Told(
        found=standing.propositions,
        ids=_ids(arguments, turn, standing),
        levels=standing.levels,
        benefits=_benefits(standing),
        vendor=standing.vendor,
        offers=offers,
        flow=lambda: standing.first_years,
        open_books=not turn.access.hides_books,
        asked=arguments.model_dump_json(exclude_defaults=True, exclude={"limit", "partly"}),
    )


def _ids(arguments: BusinessProposition, turn: Turn, standing: Standing) -> frozenset[str]:
    """Partners in question; a pitch and what levels earn are about nobody in particular."""
    if arguments.partner is not None:
        return frozenset({arguments.partner})
    return in_scope(arguments, turn.access, standing) if arguments.show == "proposition" else frozenset()


def _among(
    arguments: BusinessProposition, asked: Mapping[str, str], turn: Turn, standing: Standing
) -> pd.Index:
    """Active or paused partners of the whole portfolio; of one book or tier where that was asked for."""
    if arguments.scope == "portfolio" and arguments.manager is None and arguments.tier is None:
        return group_of(standing.portfolio, asked)
    peers = standing.portfolio.partners.index[standing.portfolio.is_peer]
    return peers[are_among(peers, in_scope(arguments, turn.access, standing))]


def _benefits(standing: Standing) -> Mapping[str, str]:
    """What each level brings, where it is on record."""
    rows = standing.stored.levels()
    return {
        str(name): str(words)
        for name, words in zip(rows["program_level"], rows["benefits"], strict=True)
        if not is_missing(words)
    }


def _field(asked: Mapping[str, str]) -> Field:
    sector, technology = asked.get("sector"), asked.get("technology")
    return Field(
        frozenset({field_key(sector)} if sector else ()),
        frozenset({field_key(technology)} if technology else ()),
    )


def _gaps(told: Told, asked: Mapping[str, str], standing: Standing) -> pd.DataFrame:
    """Cells in demand without a qualified partner, by their usual names; most demand first."""
    field = _field(asked)
    cells = coverage(
        standing.segments,
        standing.portfolio.partners.index,
        market_demand(told.vendor, asked.get("region")),
        sectors=field.sectors,
        technologies=field.technologies,
    )
    empty = cells[cells["qualified"].eq(0)]
    names = [
        (standing.segments.spelled("sector", sector), standing.segments.spelled("technology", technology))
        for sector, technology in empty.index
    ]
    return empty.set_axis(pd.MultiIndex.from_tuples(names, names=empty.index.names)) if names else empty
