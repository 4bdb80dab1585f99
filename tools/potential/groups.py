"""Current and potential revenue by category; the parts of a category sum to the whole."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.potential.estimates import Potentials
from tools.potential.features import FIELDS
from tools.potential.known import Source

_MONEY: Final = ["current", "potential", "headroom", "estimated"]


def grouped(found: Potentials, ids: pd.Index[str], labels: pd.Series[str]) -> pd.DataFrame:
    """Sums by one label per partner; a partner without one is under "".

    Args:
        found: Of the whole portfolio.
        ids: Partners that the question is about.
        labels: By partner id.

    Returns:
        Indexed by label, most headroom first: `current`, `potential`, `headroom` (base currency; higher is
        more), `estimated` (part of the headroom that rests on estimates) and `partners`. Partners whose
        potential nothing tells are left out.
    """
    rows = _told(found, ids)
    keys = labels.reindex(rows.index).fillna("").astype("str")
    sums = rows[_MONEY].groupby(keys.to_numpy()).sum()
    return _ranked(sums.assign(partners=rows.groupby(keys.to_numpy()).size()))


def grouped_by_field(found: Potentials, ids: pd.Index[str], pairs: pd.DataFrame, field: str) -> pd.DataFrame:
    """Sums by sector or technology, each partner's money split over its fields; what names none is under "".

    Current revenue goes where it was won. Headroom goes there in the same proportion; of a partner that won
    nothing in any known field, in equal parts over the fields that it declares.

    Args:
        found: Of the whole portfolio.
        ids: Partners that the question is about.
        pairs: `Segments.pairs`.
        field: `sector` or `technology`.

    Returns:
        As `grouped`, indexed by `field_key`; `partners` counts who has any share there.
    """
    rows = _told(found, ids)
    won = _won(rows, pairs, field)
    named = won.groupby(level="partner_id").sum().reindex(rows.index).fillna(0.0)
    headroom = pd.concat([_shares(won), _declared(found, rows, named, field)])
    rest = 1.0 - headroom.groupby(level="partner_id").sum().reindex(rows.index).fillna(0.0)
    headroom = pd.concat([headroom, _unnamed(rest.clip(lower=0.0))])
    current = pd.concat([won, _unnamed((rows["current"] - named).clip(lower=0.0))])
    return _summed(rows, current, headroom)


def _summed(rows: pd.DataFrame, current: pd.Series[float], shares: pd.Series[float]) -> pd.DataFrame:
    at = shares.index.get_level_values("partner_id")
    parts = pd.DataFrame(
        {name: shares.to_numpy() * rows[name].reindex(at).to_numpy() for name in ("headroom", "estimated")},
        index=shares.index,
    )
    both = parts.join(current.rename("current"), how="outer").fillna(0.0)
    both = both[(both[["current", "headroom"]] > 0).any(axis=1)]
    both = both.assign(potential=both["current"] + both["headroom"], partners=1)
    return _ranked(both.groupby(level="field").sum())


def _told(found: Potentials, ids: pd.Index[str]) -> pd.DataFrame:
    rows = found.peers.loc[found.peers.index.intersection(ids)]
    estimated = rows["headroom"].where(rows["source"].ne(Source.GIVEN), 0.0)
    return rows.assign(estimated=estimated)


def _won(rows: pd.DataFrame, pairs: pd.DataFrame, field: str) -> pd.Series[float]:
    """What each partner won in each field within the year, never more in all than its current revenue."""
    ids = pairs.index.get_level_values("partner_id")
    kept = pairs["cell_revenue_365d"].clip(lower=0.0)[
        np.asarray(ids.isin(rows.index) & (pairs["cell_revenue_365d"] > 0).to_numpy())
    ]
    won = kept.groupby(level=["partner_id", field]).sum()
    won.index = won.index.set_names(["partner_id", "field"])
    whole = won.groupby(level="partner_id").transform("sum")
    current = rows["current"].reindex(won.index.get_level_values("partner_id")).to_numpy()
    kept_share: pd.Series[float] = won * np.minimum(1.0, current / whole)
    return kept_share


def _shares(won: pd.Series[float]) -> pd.Series[float]:
    """Share of each field in what a partner won in any known field."""
    won = won[won > 0]
    return won / won.groupby(level="partner_id").transform("sum")


def _declared(found: Potentials, rows: pd.DataFrame, named: pd.Series[float], field: str) -> pd.Series[float]:
    """Equal shares of what a partner declares, of those that won nothing in any known field."""
    worked = found.declared
    ids = rows.index[(named <= 0).to_numpy()]
    kept = worked[worked["column"].eq(FIELDS[field]) & worked["partner_id"].isin(ids)]
    index = pd.MultiIndex.from_arrays([kept["partner_id"], kept["name"]], names=["partner_id", "field"])
    ones = pd.Series(1.0, index=index)
    return ones / ones.groupby(level="partner_id").transform("sum")


def _unnamed(values: pd.Series[float]) -> pd.Series[float]:
    index = pd.MultiIndex.from_arrays(
        [values.index, np.full(len(values), "", dtype=object)], names=["partner_id", "field"]
    )
    return pd.Series(values.to_numpy(), index=index)


def _ranked(sums: pd.DataFrame) -> pd.DataFrame:
    sums = sums.rename_axis("label").reset_index()
    ranked = sums.sort_values(["headroom", "label"], ascending=[False, True])
    return ranked.set_index("label")[[*_MONEY, "partners"]]
