"""How we stand in a sector or technology, for us alone."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from tools.about import Slots
from tools.facts import Statement
from tools.proposition import kinds
from tools.proposition.offering import Field
from tools.proposition.told import Told
from tools.segments import holding


def market_statements(told: Told, field: Field) -> Iterator[Statement]:
    """Demand, our share of the market and what was won in a sector or technology; nothing for all of them."""
    if not field.sectors and not field.technologies:
        return
    cells = holding(told.found.market.cells, sector=field.sectors, technology=field.technologies)
    known = cells
    if cells.empty:  # nobody works there yet
        known = holding(told.found.market.vendor, sector=field.sectors, technology=field.technologies)
    demand, share, change = (_mean(known[name]) for name in ("demand", "share", "change"))
    if demand is not None:
        yield Statement("proposition_field.demand", {"demand": told.all(kinds.DEMAND, demand)})
    if share is not None:
        slots: Slots = {"share": told.all(kinds.SHARE, share)}
        if change is None:
            yield Statement("proposition_field.share", slots, follows=True)
        else:
            word = "up" if change >= 0 else "down"
            slots["change"] = told.all(kinds.CHANGE, abs(change))
            yield Statement(f"proposition_field.share_{word}", slots, follows=True)
    yield from _won(told, cells)


def _won(told: Told, cells: pd.DataFrame) -> Iterator[Statement]:
    """What all partners won there, against the year before; where there are enough to tell of them."""
    enough = told.open_books or cells["partners"].max() >= told.policy.least_partners
    now, before = cells["now"].sum(), cells["before"].sum()
    if not enough or now + before <= 0:
        return
    slots: Slots = {"now": told.all(kinds.NOW, now), "before": told.all(kinds.BEFORE, before)}
    word = "more" if now > before else "less" if now < before else "same"
    yield Statement(f"proposition_field.won_{word}", slots)


def _mean(values: pd.Series) -> float | None:
    mean = float(values.mean())
    return None if np.isnan(mean) else mean
