"""How we do in each sector and technology, and in those that a partner works in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from tools.proposition.needs import YEAR
from tools.segments import field_key, folded, market_demand

Floats: TypeAlias = npt.NDArray[np.float64]
FIGURES: Final = ("demand", "share", "change", "growth", "releases")
_PAIR: Final = ["sector", "technology"]
_BETWEEN: Final = (pd.Timedelta(days=80), pd.Timedelta(days=380))  # a quarter to a year, months being uneven


@dataclass(frozen=True, eq=False)
class Market:
    """The market by sector and technology (keys of `field_key`), and who works where.

    Attributes:
        cells: Indexed by `sector` and `technology`: `demand`, `share`, `change`, `releases` as in
            `vendor_figures`; `now` and `before`, what all partners won there in the last 365 days and in the
            365 before, base currency; `growth` = (now - before) / (now + before), -1 to 1, higher is better,
            NaN if nothing was won; `partners` who work there.
        owners: Place in the portfolio of the partner of each working pair.
        places: Its cell's place in `cells`.
        weights: How much the partner works there: won deals and delivered projects, decayed by age.
        vendor: The vendor's own figures, for what no partner works in.
    """

    cells: pd.DataFrame
    owners: npt.NDArray[np.intp]
    places: npt.NDArray[np.intp]
    weights: Floats
    vendor: pd.DataFrame

    @classmethod
    def of(
        cls,
        partners: pd.Index[str],
        pairs: pd.DataFrame,
        before: pd.DataFrame,
        vendor: pd.DataFrame,
        as_of: date,
    ) -> Market:
        """The market on a day.

        Args:
            partners: Ids of the portfolio, in its order.
            pairs: `Segments.pairs`.
            before: `CELLS` by sector and technology.
            vendor: Rows of the vendor table as known on the day.
            as_of: The day.
        """
        figures = vendor_figures(vendor, as_of)
        worth = (pairs["cell_won_worth"] + pairs["cell_delivered_worth"]).to_numpy(dtype=np.float64)
        index, places = _cells(pairs)
        now = np.bincount(
            places, weights=pairs["cell_revenue_365d"].to_numpy(dtype=np.float64), minlength=len(index)
        )
        earlier = folded(before)["prop_won_year_before"].groupby(level=_PAIR).sum() if len(before) else None
        then = (
            np.zeros(len(index))
            if earlier is None
            else earlier.reindex(index).fillna(0.0).to_numpy(dtype=np.float64)
        )
        works = worth > 0
        frame = figures_at(figures, index).assign(
            now=now,
            before=then,
            growth=growth(np.asarray(now, dtype=np.float64), then),
            partners=np.bincount(places[works], minlength=len(index)),
        )
        owners = _owners(partners, pairs)
        kept = works & (owners >= 0)
        return cls(frame, owners[kept], np.asarray(places[kept], dtype=np.intp), worth[kept], figures)

    def around(self, partners: pd.Index[str]) -> pd.DataFrame:
        """Each figure of `FIGURES` over the cells that a partner works in, weighted by its work there.

        NaN for a partner without work on record, or where nothing is known of its cells.
        """
        size = len(partners)
        found = {}
        for name in FIGURES:
            values = self.cells[name].to_numpy(dtype=np.float64)[self.places]
            known = ~np.isnan(values)
            owners, weights = self.owners[known], self.weights[known]
            total = np.bincount(owners, weights=weights, minlength=size)
            summed = np.bincount(owners, weights=weights * values[known], minlength=size)
            found[name] = np.divide(summed, total, out=np.full(size, np.nan), where=total > 0)
        return pd.DataFrame(found, index=partners)


def _owners(partners: pd.Index[str], pairs: pd.DataFrame) -> npt.NDArray[np.intp]:
    """The place of each pair's partner."""
    if pairs.empty:
        return np.zeros(0, dtype=np.intp)
    levels, codes = pairs.index.levels[0], pairs.index.codes[0]  # type: ignore[attr-defined]  # of a MultiIndex
    return np.asarray(partners.get_indexer(levels)[codes], dtype=np.intp)


def _cells(pairs: pd.DataFrame) -> tuple[pd.MultiIndex, npt.NDArray[np.intp]]:
    """Every sector and technology of the pairs, and the place of each pair's among them.

    By the codes of the index: half a million pairs take milliseconds.
    """
    if pairs.empty:
        return _NO_PAIRS, np.zeros(0, dtype=np.intp)
    numbers = [pairs.index.names.index(name) for name in _PAIR]
    sectors, technologies = (pairs.index.levels[at] for at in numbers)  # type: ignore[attr-defined]  # of a MultiIndex
    first, second = (np.asarray(pairs.index.codes[at], dtype=np.intp) for at in numbers)  # type: ignore[attr-defined]  # of a MultiIndex
    met, places = np.unique(first * len(technologies) + second, return_inverse=True)
    names = [sectors.take(met // len(technologies)), technologies.take(met % len(technologies))]
    return pd.MultiIndex.from_arrays(names, names=_PAIR), places


_NO_PAIRS: Final = pd.MultiIndex.from_arrays([pd.Index([], dtype="str")] * 2, names=_PAIR)


def growth(now: Floats, before: Floats) -> Floats:
    """(now - before) / (now + before): -1 to 1, higher is better; NaN if both are nothing."""
    whole = now + before
    relative: Floats = np.divide(now - before, whole, out=np.full(len(whole), np.nan), where=whole > 0)
    return relative


def vendor_figures(vendor: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The vendor's own figures by sector and technology ("" for all of them).

    demand: newest demand index against the mean of all, 1 is average, higher is more. share: newest share of
    the market, 0-1, mean of regions. change: that against the earliest one of a year (80 to 380 days before
    it), relative; 0.1 is ten percent more. releases: different releases of the last 365 days.

    Args:
        vendor: Rows as known on the day.
        as_of: The day.
    """
    keyed = vendor.assign(
        sector=keys_of(vendor["sector"]),
        technology=keys_of(vendor["technology"]),
        region=vendor["region"].fillna(""),
    )
    shares = _shares(keyed[keyed["market_share"].notna()])
    recent = keyed[keyed["period_ends_on"] > pd.Timestamp(as_of) - pd.Timedelta(days=YEAR)]
    named = recent[recent["innovation"].fillna("").str.strip().ne("")]
    known = keyed.groupby(_PAIR).size()
    releases = named.groupby(_PAIR)["innovation"].nunique().reindex(known.index).fillna(0.0)
    demand = market_demand(vendor)["index"].rename("demand")
    frame = pd.concat([demand, shares, releases.rename("releases").astype("float64")], axis=1)
    return frame.rename_axis(index=_PAIR)[["demand", "share", "change", "releases"]]


def keys_of(names: pd.Series) -> pd.Series:
    """`field_key` of every name; "" where there is none."""
    filled = names.fillna("").astype("str")
    return filled.map({name: field_key(name) for name in filled.unique()}).astype("str")


def _shares(known: pd.DataFrame) -> pd.DataFrame:
    """Newest share of every cell and its change against the earliest one of the year before it."""
    by = [*_PAIR, "region"]
    ordered = known.sort_values("period_ends_on", kind="stable")
    newest = ordered.drop_duplicates(by, keep="last").set_index(by)
    age = pd.Series(newest["period_ends_on"].reindex(pd.MultiIndex.from_frame(ordered[by])).to_numpy())
    age = age - ordered["period_ends_on"].to_numpy()
    then = ordered[((age >= _BETWEEN[0]) & (age <= _BETWEEN[1])).to_numpy()]
    earlier = then.drop_duplicates(by).set_index(by)["market_share"].reindex(newest.index)
    change = newest["market_share"] / earlier.where(earlier > 0) - 1
    frame = pd.DataFrame({"share": newest["market_share"], "change": change})
    return frame.groupby(level=_PAIR).mean()


def figures_at(figures: pd.DataFrame, index: pd.MultiIndex) -> pd.DataFrame:
    """The figures of these cells; what is not given for a cell is taken from its technology, then sector."""
    found = figures.reindex(index)
    sectors, technologies = (index.get_level_values(name) for name in _PAIR)
    blank = pd.Index([""] * len(index), dtype="str")
    for wider in ([blank, technologies], [sectors, blank], [blank, blank]):
        keys = pd.MultiIndex.from_arrays(wider, names=_PAIR)
        found = found.fillna(figures.reindex(keys).set_axis(index))
    return found
