"""Who could bring what a territory misses, and whom to recruit where nobody can."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import pandas as pd

from tools.segments import Segments, field_key, holding
from tools.segments.nearest import Nearest, nearest
from tools.territory.deals import NONE, Deals

_ORDER: Final = ["ready", "roomy", "revenue", "open", "partner_id"]
_READY: Final = ("investment", "devotion")
"""Phases in which a partner can be asked for more business."""


_YEAR: Final = 365  # days


@dataclass(frozen=True, eq=False)
class Wins:
    """Deals won within 365 days.

    Attributes:
        deals: Those alone.
    """

    deals: Deals

    @classmethod
    def of(cls, deals: Deals) -> Wins:
        """Of all deals, as known on the day."""
        return cls(deals.take(np.flatnonzero(deals.won & (deals.closed > -_YEAR))))

    def there(self, cell: tuple[str, str, str]) -> pd.Series[float]:
        """What every partner won in a cell, base currency; a deal without a region lies in its partner's."""
        kept = self.deals.partner.places >= 0
        named = (self.deals.region, self.deals.sector, self.deals.technology)
        for words, key, unnamed in zip(named, cell, (True, False, False), strict=True):
            if key != NONE:
                fits = [one == key or (unnamed and one == NONE) for one in words.keys]
                kept &= words.gathered(np.array(fits))
        ids = self.deals.partner.known
        won = np.bincount(self.deals.partner.places[kept], self.deals.amount[kept], minlength=len(ids))
        return pd.Series(won, pd.Index(ids, dtype="str"), dtype="float64")


@dataclass(frozen=True, eq=False)
class Field:
    """Everybody that could be asked.

    Attributes:
        partners: Indexed by partner id, with `region`, `status` and `type`; of the whole portfolio.
        segments: At the same day.
        phases: Journey phase by partner id.
        ids: Partners that may be named.
        headroom: Potential that is not used yet, a year in base currency, by partner id; empty if not known.
        wins: Who won what where within 365 days.
    """

    partners: pd.DataFrame
    segments: Segments
    phases: pd.Series[str]
    ids: Collection[str]
    headroom: pd.Series[float]
    wins: Wins
    _found: dict[tuple[str, str, str], pd.DataFrame] = field(default_factory=dict)

    def fillers(self, cell: tuple[str, str, str]) -> pd.DataFrame:
        """As `fillers` says; the table and the sentences ask for the same."""
        if cell not in self._found:
            self._found[cell] = fillers(self, cell)
        return self._found[cell]


def fillers(field: Field, cell: tuple[str, str, str]) -> pd.DataFrame:
    """Active partners that are qualified in a cell, the best to ask first.

    First those whose activation is complete, then those who are not known to be at their potential, then by
    what they won there within 365 days, then by open deals there; of equals the first by id.

    Args:
        field: Everybody.
        cell: Keys of region (the partner's), sector and technology; "" for all.

    Returns:
        Indexed by partner id: `revenue` (365 days, base currency), `open` (deals), `phase`, `headroom` (a
        year, NaN if not known).
    """
    region, sector, technology = cell
    pairs = holding(field.segments.pairs, sector=_keys(sector), technology=_keys(technology))
    there = pairs[pairs["qualified"]]
    still = there["cell_open"] - there["cell_open_created_later"] + there["cell_closed_later"]
    summed = still.rename("open").to_frame().groupby(level="partner_id").sum()
    found = summed[summed.index.isin(_near(field, region))]
    revenue = field.wins.there(cell).reindex(found.index).fillna(0.0)
    phases = field.phases.reindex(found.index)
    headroom = field.headroom.reindex(found.index).astype("float64")
    told = found.assign(revenue=revenue, phase=phases, headroom=headroom)
    told = told.assign(ready=phases.isin(_READY), roomy=~(headroom <= 0))
    ranked = told.rename_axis("partner_id").reset_index()
    return ranked.sort_values(_ORDER, ascending=[False, False, False, False, True]).set_index("partner_id")


def nearest_in(field: Field, cell: tuple[str, str, str]) -> Nearest | None:
    """Who would qualify first; None if nobody has anything to build on, or the cell names no field.

    As `tools.segments.nearest.nearest` says, among active partners of the region.
    """
    region, sector, technology = cell
    if NONE in (sector, technology):
        return None
    return nearest(field.segments, _near(field, region), sector, technology)


def recruit_type(field: Field, cell: tuple[str, str, str]) -> str | None:
    """The type of partner that delivers in such cells elsewhere.

    The one whose qualified partners won most there within 365 days. Of equals the type with more qualified
    partners, then the first by alphabet; None if nobody is qualified, or nobody with a type on file.
    """
    _, sector, technology = cell
    pairs = holding(field.segments.pairs, sector=_keys(sector), technology=_keys(technology))
    there = pairs[pairs["qualified"]]
    types = field.partners["type"].reindex(there.index.get_level_values("partner_id")).to_numpy()
    by_type = there["cell_revenue_365d"].groupby(types).agg(["sum", "size"])
    if by_type.empty:
        return None
    ranked = by_type.rename_axis("type").reset_index()
    return str(ranked.sort_values(["sum", "size", "type"], ascending=[False, False, True])["type"].iloc[0])


def _near(field: Field, region: str) -> frozenset[str]:
    """Active partners of the region that may be named."""
    active = field.partners[field.partners["status"].eq("active")]
    if region != NONE:
        known = {name: field_key(name) for name in active["region"].dropna().unique()}
        active = active[active["region"].map(known).eq(region)]
    return frozenset(active.index) & frozenset(field.ids)


def _keys(key: str) -> frozenset[str]:
    return frozenset({key}) if key != NONE else frozenset()
