"""Who is qualified where, and which demand meets nobody or only one partner."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from tools.segments.cells import field_key, folded, holding, level_weights, of_partners, spellings

_PAIR = ["sector", "technology"]


@dataclass(frozen=True, eq=False)
class Segments:
    """Every partner in every sector and technology in which it has deals, leads or projects.

    Attributes:
        pairs: Indexed by `partner_id`, `sector`, `technology` (keys of `field_key`); the columns of
            `PAIR_AGGREGATES`, `demand` (open deals, and won deals and leads of 12 months) and `qualified`.
        certified: Indexed by `partner_id` and `technology`; the columns of `CERTIFICATION_AGGREGATES`.
        names: The usual spelling of every sector and technology, by column and key.
    """

    pairs: pd.DataFrame
    certified: pd.DataFrame
    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, partners: pd.DataFrame, pairs: pd.DataFrame, certified: pd.DataFrame) -> Segments:
        """Segments from cells as they are stored.

        A partner that has not ended is qualified in a cell with a project delivered there within 24 months
        (730 days), or with a valid certification in the technology and a won deal there.

        Args:
            partners: Indexed by `partner_id`, with `status`.
            pairs: `PAIR_AGGREGATES` by sector and technology.
            certified: `CERTIFICATION_AGGREGATES` by technology.
        """
        weighed = pairs.assign(seen=1.0)
        names = {column: spellings(level_weights(weighed, column, "seen")) for column in _PAIR}
        merged, held = folded(pairs), folded(certified)
        return cls(
            merged.assign(demand=_demand(merged), qualified=_qualified(partners, merged, held)), held, names
        )

    def spelled(self, column: str, key: str) -> str:
        """The usual spelling of a sector or technology."""
        return self.names[column].get(key, key)


def _demand(pairs: pd.DataFrame) -> pd.Series[float]:
    """Open deals (one without a day of creation is open all along), and won deals and leads of 12 months."""
    still = pairs["cell_open"] - pairs["cell_open_created_later"] + pairs["cell_closed_later"]
    return still + pairs["cell_won_365d"] + pairs["cell_leads_365d"]


def _qualified(partners: pd.DataFrame, pairs: pd.DataFrame, certified: pd.DataFrame) -> pd.Series[bool]:
    ids = pairs.index.get_level_values("partner_id")
    here = ~ids.isin(partners.index[partners["status"].eq("ended")])
    holders = certified.index[certified["cell_valid"] > 0]
    technologies = pairs.index.get_level_values("technology")
    holds = pd.MultiIndex.from_arrays([ids, technologies]).isin(holders)
    return ((pairs["cell_delivered_recently"] > 0) | (pairs["cell_won"] > 0) & holds) & here


def covered_cells(partners: pd.DataFrame, pairs: pd.DataFrame, certified: pd.DataFrame) -> pd.Index[Any]:
    """The cells in which each partner is qualified, as (partner_id, sector, technology); see `Segments.of`.

    Args:
        partners: Indexed by `partner_id`, with `status`.
        pairs: `QUALIFYING` by sector and technology.
        certified: `HOLDING` by technology.
    """
    merged = folded(pairs)
    return merged.index[_qualified(partners, merged, folded(certified))]


def sole_cells(pairs: pd.DataFrame, partners: pd.Index[str]) -> pd.Series[float]:
    """Number of cells in which a partner is the only one that is qualified; 0 for nobody's.

    Higher means that we depend more on the partner; whether there is demand does not matter.

    Args:
        pairs: `Segments.pairs` of the whole portfolio.
        partners: Ids to answer for.
    """
    qualified = pairs[pairs["qualified"]]
    number = qualified.groupby(level=_PAIR)["qualified"].transform("size")
    counts = qualified[number == 1].groupby(level="partner_id").size()
    return counts.reindex(partners).fillna(0.0).astype("float64")


def coverage(
    segments: Segments,
    ids: Collection[str],
    market: pd.DataFrame | None = None,
    *,
    sectors: frozenset[str] = frozenset(),
    technologies: frozenset[str] = frozenset(),
) -> pd.DataFrame:
    """Demand against qualified partners, counted among `ids` alone.

    Args:
        segments: Of the whole portfolio.
        ids: Partners that the question is about.
        market: What `market_demand` returned, if there is any.
        sectors, technologies: Keys of the fields that the question is about; empty for all.

    Returns:
        Indexed by `sector` and `technology`, most demand first: `demand` (deals and leads), `index` (the
        market's demand, 1 is average; NaN if not given), `qualified` (partners), `partner` (the only one,
        else ""), `revenue` (won there within 365 days, base currency), `partner_revenue` (by that one).
        Sorted by demand times index, an unknown index counting as 1; only cells with demand or a qualified
        partner.
    """
    pairs = holding(segments.pairs, sector=sectors, technology=technologies)
    pairs = of_partners(pairs, ids)
    summed = pairs[["demand", "qualified", "cell_revenue_365d"]].groupby(level=_PAIR).sum()
    frame = summed.rename(columns={"cell_revenue_365d": "revenue"}).join(_only(pairs))
    frame["qualified"] = frame["qualified"].astype("int64")
    frame["partner"] = frame["partner"].astype("str").where(frame["qualified"].eq(1), "")
    frame["index"] = _index(frame, market)
    kept = frame[(frame["demand"] > 0) | (frame["qualified"] > 0)].reset_index()
    kept["weighed"] = kept["demand"] * kept["index"].fillna(1.0)
    ranked = kept.sort_values(["weighed", "demand", *_PAIR], ascending=[False, False, True, True])
    return ranked.drop(columns="weighed").set_index(_PAIR)


def _only(pairs: pd.DataFrame) -> pd.DataFrame:
    """The first qualified partner of every cell and what it won there; told only where it is the only one."""
    there = pairs[pairs["qualified"]].reset_index("partner_id")
    first = there[~there.index.duplicated()]
    return first[["partner_id", "cell_revenue_365d"]].set_axis(["partner", "partner_revenue"], axis=1)


def _index(frame: pd.DataFrame, market: pd.DataFrame | None) -> pd.Series[float]:
    """The market's index of the cell, or of the technology where none is given for the sector."""
    if market is None or market.empty:
        return pd.Series(float("nan"), index=frame.index, dtype="float64")
    exact = market["index"].reindex(frame.index)
    overall = market["index"].xs("", level="sector") if "" in market.index.get_level_values(0) else None
    if overall is None:
        return exact
    of_technology = overall.reindex(frame.index.get_level_values("technology")).to_numpy()
    return exact.fillna(pd.Series(of_technology, index=frame.index))


def market_demand(vendor: pd.DataFrame, region: str | None = None) -> pd.DataFrame:
    """The newest demand index of each sector and technology, against the mean of all.

    Args:
        vendor: Rows of the vendor table as known on the day.
        region: Only this region, and rows for no region in particular.

    Returns:
        Indexed by keys of `sector` ("" for all of them) and `technology`: `index`, 1 is average, higher is
        more demand.
    """
    known = vendor[vendor["demand_index"].notna() & vendor["technology"].fillna("").ne("")]
    regions = known["region"].fillna("")
    if region:
        known = known[regions.map(field_key).isin(["", field_key(region)])]
    keyed = known.assign(
        sector=known["sector"].fillna("").map(field_key).astype("str"),
        technology=known["technology"].map(field_key).astype("str"),
        region=known["region"].fillna(""),
    )
    newest = keyed.sort_values("period_ends_on").drop_duplicates([*_PAIR, "region"], keep="last")
    index = newest.groupby(_PAIR)["demand_index"].mean()
    mean = index.mean()
    return (index / mean if mean > 0 else index * float("nan")).to_frame("index")
