"""The partners that became part of another one last, for a person who wants one back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, and_, select

from knowledge.identity.decisions import AUTOMATIC, MatchState
from knowledge.identity.set_aside import PARTNERS
from knowledge.tables import merged_partners, partner_matches
from knowledge.writing import in_utc
from tools.likeness import Reason


@dataclass(frozen=True)
class RecentMerge:
    """One partner that is part of another.

    Attributes:
        reasons: What spoke for it and against it; empty if a person said so without being asked.
        decided_by: Who merged them; `rapport` where a rule did.
        merged_at: In UTC.
    """

    source_id: str
    source_name: str
    partner_id: str
    partner_name: str
    reasons: tuple[Reason, ...]
    decided_by: str
    merged_at: datetime


def recent_merges(connection: Connection, limit: int) -> list[RecentMerge]:
    """The newest merges that stand, newest first."""
    decided = and_(
        partner_matches.c.source_id == merged_partners.c.source_id,
        partner_matches.c.state == MatchState.MERGED.value,
    )
    query = (
        select(
            merged_partners.c.source_id,
            merged_partners.c.partner_id,
            merged_partners.c.row,
            merged_partners.c.merged_at,
            PARTNERS.c.name,
            partner_matches.c.reasons,
            partner_matches.c.decided_by,
        )
        .join(PARTNERS, PARTNERS.c.partner_id == merged_partners.c.partner_id)
        .outerjoin(partner_matches, decided)
        .order_by(merged_partners.c.merged_at.desc(), merged_partners.c.source_id)
        .limit(limit)
    )
    return [_merge(row) for row in connection.execute(query).mappings()]


def _merge(row: RowMapping) -> RecentMerge:
    return RecentMerge(
        source_id=row["source_id"],
        source_name=row["row"]["name"],
        partner_id=row["partner_id"],
        partner_name=row["name"],
        reasons=tuple(map(Reason, row["reasons"] or ())),
        decided_by=row["decided_by"] or AUTOMATIC,
        merged_at=in_utc(row["merged_at"]),
    )
