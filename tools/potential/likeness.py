"""Whom a partner is like: those nearest by what potential is told from, whose potential is known."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from tools.potential.estimates import Potentials


def nearest_peers(found: Potentials, partner_id: str, visible: Collection[str], most: int = 3) -> list[str]:
    """Ids of the partners, nearest first, that an estimate for this one was learnt from.

    Of the same type where there are any; nearness is the Euclidean distance in standardised features.

    Args:
        found: Of the whole portfolio.
        partner_id: Whom they are to be like.
        visible: Whom the asker may know of.
        most: How many.
    """
    index = found.frame.index
    row = index.get_loc(partner_id)
    may = ~np.isnan(found.learnt.values) & index.isin(list(visible)) & (index != partner_id)
    types = found.portfolio.partners["type"].reindex(index)
    alike = may & types.eq(types.iloc[row]).to_numpy(bool)
    rows = np.flatnonzero(alike if alike.any() else may)
    distances = ((found.features[rows] - found.features[row]) ** 2).sum(axis=1)
    order = np.argsort(distances, kind="stable")[:most]
    return [str(index[at]) for at in rows[order]]
