"""Which cells of the coverage map an answer shows."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

_SAID: Final = 3  # cells in sentences; the table has the others


class Show(StrEnum):
    """Which cells are asked for."""

    ALL = "all"
    EMPTY = "empty"
    SINGLE = "single"


def told_partners(cells: pd.DataFrame, show: Show, partner_id: str | None, limit: int) -> frozenset[str]:
    """The only partners of the cells that `coverage_findings` tells of: their deals are opened."""
    told = (shown_cells(cells, show, partner_id, limit), thin(cells, show, partner_id))
    return frozenset(partner for one in told for partner in one["partner"] if partner)


def thin(cells: pd.DataFrame, show: Show, partner_id: str | None) -> pd.DataFrame:
    """The first cells with one qualified partner at most: those are put in sentences."""
    return shown_cells(cells[cells["qualified"] <= 1], show, partner_id, _SAID)


def shown_cells(cells: pd.DataFrame, show: Show, partner_id: str | None, limit: int) -> pd.DataFrame:
    """The first cells of `coverage` that are meant; with a partner, those where it is the only one."""
    if partner_id is not None:
        return cells[cells["partner"].eq(partner_id)].head(limit)
    if show is Show.ALL:
        return cells.head(limit)
    return cells[cells["qualified"] == (1 if show is Show.SINGLE else 0)].head(limit)
