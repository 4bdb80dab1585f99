"""Which pairs of partners are proposed, merged or told apart, why, and who said so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, and_, delete, or_, select

from knowledge.identity.merging import Pair
from knowledge.identity.set_aside import PARTNERS
from knowledge.tables import partner_matches
from knowledge.writing import in_utc, put_rows
from tools.likeness import Likeness, Reason

AUTOMATIC: Final = "rapport"
"""Who decided, where no person did."""


class MatchState(StrEnum):
    """Where a pair stands."""

    PROPOSED = "proposed"
    MERGED = "merged"
    SEPARATE = "separate"


@dataclass(frozen=True)
class Side:
    """One partner of a proposal. Texts are empty when not given."""

    partner_id: str
    name: str
    website: str
    country: str
    city: str


@dataclass(frozen=True)
class Proposal:
    """Two partners that may be one, for a person to decide.

    Attributes:
        source: The one that would become part of the other.
        partner: The one that would stay.
        score: 0 to 1, highest for the likeliest.
        reasons: What speaks for it, then what speaks against it.
    """

    source: Side
    partner: Side
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Judged:
    """A pair with what speaks for it; `likeness` is None if a person said so without being asked."""

    pair: Pair
    likeness: Likeness | None = None


def told_apart(connection: Connection) -> frozenset[frozenset[str]]:
    """Pairs of ids that a person has told apart."""
    query = select(partner_matches.c.source_id, partner_matches.c.partner_id)
    rows = connection.execute(query.where(partner_matches.c.state == MatchState.SEPARATE.value))
    return frozenset(frozenset(pair) for pair in rows)


def decide(
    connection: Connection, judged: Iterable[Judged], state: MatchState, by: str, now: datetime
) -> None:
    """Keep what was decided of these pairs, in place of anything known of them."""
    rows = [_row(one, state, by, now) for one in judged]
    for row in rows:
        both = [row["source_id"], row["partner_id"]]
        turned = and_(*(column.in_(both) for column in (_source, _partner)))
        connection.execute(delete(partner_matches).where(turned))
    put_rows(connection, partner_matches, rows)


def keep_proposals(connection: Connection, judged: Sequence[Judged], now: datetime) -> None:
    """Keep these pairs as proposed, and no others; those known already stay as old as they are."""
    since = {
        (row.source_id, row.partner_id): in_utc(row.decided_at)
        for row in connection.execute(select(partner_matches).where(_proposed))
    }
    connection.execute(delete(partner_matches).where(_proposed))
    rows = [_row(one, MatchState.PROPOSED, AUTOMATIC, now) for one in judged]
    for row in rows:
        row["decided_at"] = since.get((str(row["source_id"]), str(row["partner_id"])), row["decided_at"])
    put_rows(connection, partner_matches, rows)


def never_again(connection: Connection, source_id: str, partner_id: str, by: str, now: datetime) -> None:
    """The first is told apart from the second, and from all that it was ever merged into."""
    merged = and_(_source == source_id, partner_matches.c.state == MatchState.MERGED.value)
    others = connection.scalars(select(_partner).where(merged)).all()
    pairs = [Pair(source_id, other) for other in dict.fromkeys([partner_id, *others])]
    decide(connection, map(Judged, pairs), MatchState.SEPARATE, by, now)


def forget_proposals(connection: Connection, partner_id: str) -> None:
    """Nobody is asked about this partner any more: it is part of another one now."""
    either = or_(_source == partner_id, _partner == partner_id)
    connection.execute(delete(partner_matches).where(_proposed, either))


def forget_gone(connection: Connection) -> None:
    """Nobody is asked about partners that are no longer there."""
    known = select(PARTNERS.c.partner_id)
    gone = or_(_source.not_in(known), _partner.not_in(known))
    connection.execute(delete(partner_matches).where(_proposed, gone))


def proposals(connection: Connection) -> list[Proposal]:
    """The pairs that wait for a person, the likeliest first."""
    source, partner = PARTNERS.alias("source"), PARTNERS.alias("partner")
    columns = ("partner_id", "name", "website", "country", "city")
    query = (
        select(
            partner_matches.c.score,
            partner_matches.c.reasons,
            *(side.c[name] for side in (source, partner) for name in columns),
        )
        .join(source, source.c.partner_id == _source)
        .join(partner, partner.c.partner_id == _partner)
        .where(_proposed)
        .order_by(partner_matches.c.score.desc(), _source, _partner)
    )
    return [
        Proposal(
            source=Side(*(text or "" for text in sides[: len(columns)])),
            partner=Side(*(text or "" for text in sides[len(columns) :])),
            score=score,
            reasons=tuple(map(Reason, reasons)),
        )
        for score, reasons, *sides in connection.execute(query)
    ]


_source: Final = partner_matches.c.source_id
_partner: Final = partner_matches.c.partner_id
_proposed: Final = partner_matches.c.state == MatchState.PROPOSED.value


def _row(one: Judged, state: MatchState, by: str, now: datetime) -> dict[str, object]:
    return {
        "source_id": one.pair.source_id,
        "partner_id": one.pair.partner_id,
        "state": state.value,
        "score": one.likeness.score if one.likeness else 0.0,
        "reasons": [reason.value for reason in one.likeness.reasons] if one.likeness else [],
        "decided_by": by,
        "decided_at": in_utc(now),
    }
