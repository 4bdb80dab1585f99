"""Scorecards, tiers and phases as they were computed for a day: one row per partner and day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Connection, delete, select

from knowledge.tables import snapshots
from knowledge.upserting import upsert


@dataclass(frozen=True)
class Snapshot:
    """Where one partner stood at the end of a day.

    Attributes:
        policy: Digest of the weights and thresholds that it was computed with.
        score: 0 to 100; None for a partner that has no scorecard, such as one not signed yet.
        confidence: Share of the weight that data backs, 0 to 1; None without a score.
        categories: Score of each category, 0 to 100, by its name; those without data are left out.
        tier: None for a partner without one.
        phase: Of the journey; None for a partner without one.
    """

    partner_id: str
    as_of: date
    policy: str
    score: float | None
    confidence: float | None
    categories: Mapping[str, float]
    tier: str | None
    phase: str | None


def put_snapshots(connection: Connection, as_of: date, taken: Sequence[Snapshot]) -> int:
    """Keep the snapshots of all partners on a day; how many were new, differed, or went.

    Rows that say the same are not written. A partner that is not among them any more has none that day.
    """
    same_day = snapshots.c.as_of == as_of
    kept = set(connection.execute(select(snapshots.c.partner_id).where(same_day)).scalars())
    gone = kept - {one.partner_id for one in taken}
    for partner_id in gone:
        connection.execute(delete(snapshots).where(same_day, snapshots.c.partner_id == partner_id))
    return len(gone) + upsert(connection, snapshots, (_row(one) for one in taken))


def snapshots_on(connection: Connection, as_of: date) -> dict[str, Snapshot]:
    """Where every partner stood at the end of that day, by partner; empty if none was kept for it."""
    found = connection.execute(select(snapshots).where(snapshots.c.as_of == as_of)).mappings()
    return {row["partner_id"]: Snapshot(**row) for row in found}


def _row(one: Snapshot) -> dict[str, object]:
    return {**asdict(one), "categories": dict(sorted(one.categories.items()))}
