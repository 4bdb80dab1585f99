"""Facts that name partners, for tools that have no portfolio at hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection

from knowledge.partners import partner_cards
from tools.facts import Fact
from tools.kinds import PARTNER


def partner_facts(connection: Connection, partner_ids: Iterable[str], as_of: date) -> dict[str, Fact]:
    """The name of each partner as a fact, by partner id."""
    cards = partner_cards(connection, partner_ids)
    return {card.id: Fact(PARTNER, card.id, card.name, as_of) for card in cards.values()}


def partner_fact(connection: Connection, partner_id: str, as_of: date) -> Fact:
    """The name of one partner, which must exist, as a fact."""
    return partner_facts(connection, [partner_id], as_of)[partner_id]
