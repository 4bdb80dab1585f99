"""What a generated program lacks for some messages: changes of level, offers for all, introductions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, insert, select

from assistant.drafting.moments.levels import CHANGED_WITHIN
from knowledge.introductions import put_introduction
from knowledge.partners import partner_cards
from knowledge.program import program_levels
from knowledge.tables import INCOMING, attribute_changes
from tools.introductions import Consent, Introduction, Side, State
from tools.program import Levels

_OFFERS: Final = (
    ("event", "Partner Day Winter", 45, 45),
    ("training", "Solution Workshop", 30, 32),
    ("campaign", "Winter Mailing", -10, 60),
)
"""Kind, name, and first and last day after the last day with rows; for everybody."""


def stage(connection: Connection, as_of: date) -> None:
    """Move every partner from a level beside its own, add offers for all, introduce neighbours."""
    _change_levels(connection, as_of)
    _offer(connection, as_of)
    _introduce(connection, as_of)


def _change_levels(connection: Connection, as_of: date) -> None:
    ranked = [level.name for level in Levels.of(program_levels(connection)).ranked]
    partners = INCOMING["partners"].c
    placed = connection.execute(
        select(partners.partner_id, partners.program_level)
        .where(partners.program_level.in_(ranked))
        .order_by(partners.partner_id)
    )
    for place, (partner_id, level) in enumerate(placed.all()):
        row = {
            "partner_id": partner_id,
            "attribute": "program_level",
            "changed_on": as_of - timedelta(days=place % CHANGED_WITHIN.days),
            "before": _beside(ranked, level, place),
            "after": level,
        }
        connection.execute(insert(attribute_changes).values(row))


def _beside(ranked: Sequence[str], level: str, place: int) -> str:
    """A level one step from this one, the lower and the higher in turn."""
    at = ranked.index(level)
    beside = [ranked[near] for near in (at - 1, at + 1) if 0 <= near < len(ranked)]
    return beside[place % len(beside)]


def _offer(connection: Connection, as_of: date) -> None:
    for kind, name, first, last in _OFFERS:
        row = {
            "offer_id": f"OFR-{kind}",
            "kind": kind,
            "name": name,
            "starts_on": as_of + timedelta(days=first),
            "ends_on": as_of + timedelta(days=last),
        }
        connection.execute(insert(INCOMING["offers"]).values(row))


def _introduce(connection: Connection, as_of: date) -> None:
    ids = list(partner_cards(connection))
    for one, other in zip(ids[::2], ids[1::2], strict=False):
        first, second = (Side(side, consent=Consent.AGREED, consent_on=as_of) for side in (one, other))
        at = datetime.combine(as_of, datetime.min.time(), UTC)
        agreed = Introduction(f"INT-{one}", first, second, State.PROPOSED, "lead@vendor.example", at)
        put_introduction(connection, agreed)
