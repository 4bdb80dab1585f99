"""Facts that name partners, for tools that have no portfolio at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import Connection

from assistant.toolbox.resolving import Taken
from knowledge.partners import partner_cards
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.kinds import PARTNER
from tools.listing import listing
from tools.names import NameIndex, NameKind

NAMESAKE: Final = Kind("answer.namesake", Unit.NAME, "another partner of that name")
NAMESAKES: Final = Kind("answer.namesakes", Unit.COUNT, "other partners of that name")


def partner_facts(connection: Connection, partner_ids: Iterable[str], as_of: date) -> dict[str, Fact]:
    """The name of each partner as a fact, by partner id."""
    cards = partner_cards(connection, partner_ids)
    return {card.id: Fact(PARTNER, card.id, card.name, as_of) for card in cards.values()}


def partner_fact(connection: Connection, partner_id: str, as_of: date) -> Fact:
    """The name of one partner, which must exist, as a fact."""
    return partner_facts(connection, [partner_id], as_of)[partner_id]


def with_namesakes(findings: Findings, taken: Iterable[Taken], names: NameIndex, as_of: date) -> Findings:
    """The findings, and after their first paragraph which partners were taken and who else has their names.

    The others belong to no partner as facts: the answer is not about them.
    """
    if not findings.statements:
        return findings
    told: list[Statement] = []
    for one in taken:
        alike = [names.named(NameKind.PARTNER, other) or other for other in one.others]
        others = [Fact(NAMESAKE, None, name, as_of) for name in alike]
        count = Fact(NAMESAKES, None, len(others), as_of, one.partner_id)
        name = names.named(NameKind.PARTNER, one.partner_id) or one.partner_id
        told += listing(
            "answer.taken", others, count, {"partner": Fact(PARTNER, one.partner_id, name, as_of)}
        )
    said = findings.statements
    after = next((place for place, one in enumerate(said) if place and not one.follows), len(said))
    return replace(findings, statements=(*said[:after], *told, *said[after:]))
