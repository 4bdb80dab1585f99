"""Who is nearest to qualifying in a cell, and what is missing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from tools.segments.cells import holding
from tools.segments.coverage import Segments


class Lacks(StrEnum):
    """What a partner lacks to be qualified in a cell."""

    CERTIFICATION = "certification"  # it has won there
    RECENCY = "recency"  # it has delivered there, longer ago than 24 months
    WIN = "win"  # it holds a certification in the technology


@dataclass(frozen=True)
class Nearest:
    """The unqualified partner with most to show in a cell.

    Attributes:
        count: Won deals there, or valid certifications in the technology.
    """

    partner_id: str
    lacks: Lacks
    count: float


def nearest(segments: Segments, ids: Collection[str], sector: str, technology: str) -> Nearest | None:
    """Who of `ids` would qualify first: by delivered and won work there, else by certifications.

    Args:
        segments: Of the whole portfolio.
        ids: Partners to choose from; leave out who has ended.
        sector, technology: Keys of the cell.
    """
    there = holding(segments.pairs, sector=frozenset({sector}), technology=frozenset({technology}))
    there = there.droplevel(["sector", "technology"])
    there = there[there.index.isin(list(ids))]
    worked = there[~there["qualified"] & ((there["cell_won"] > 0) | (there["cell_delivered"] > 0))]
    if not worked.empty:
        partner_id = _first(worked["cell_won_worth"] + worked["cell_delivered_worth"])
        delivered = worked["cell_delivered"][partner_id] > 0
        won = float(worked["cell_won"][partner_id])
        return Nearest(partner_id, Lacks.RECENCY if delivered else Lacks.CERTIFICATION, won)
    held = holding(segments.certified, technology=frozenset({technology})).droplevel("technology")
    held = held[held.index.isin(list(ids)) & ~held.index.isin(there.index[there["qualified"]])]
    held = held[held["cell_valid"] > 0]
    if held.empty:
        return None
    partner_id = _first(held["cell_valid"] + held["cell_professional"] + 2 * held["cell_expert"])
    return Nearest(partner_id, Lacks.WIN, float(held["cell_valid"][partner_id]))


def _first(worth: pd.Series[float]) -> str:
    """The partner that is worth most; of equals the first by id."""
    return str(worth.sort_index().idxmax())
