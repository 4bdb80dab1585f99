"""What partners won, have open and usually win, by region, sector and technology."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import pandas as pd

from tools.territory.deals import FIELDS, NONE, Array, Deals, Words
from tools.territory.history import History
from tools.territory.periods import Period
from tools.territory.policy import TerritoryPolicy

SUMS: Final = (
    "won",  # in the period, until the day
    "won_deals",
    "open_amount",  # open deals, all of their worth
    "open_deals",
    "pipeline",  # what open deals may bring in the rest of the period
    "pipeline_variance",
    "run_rate",  # what deals that do not exist yet may bring in it
    "run_rate_variance",
    "nothing",  # logarithm of the chance that nothing more comes
)
"""Columns of `cells`; all can be added up, as deals lie in one cell alone."""


_SURE: Final = 1 - 1e-12  # the logarithm of no chance at all is no number
_FEW: Final = 4_000_000  # possible cells, of which a table with an entry for each fits into memory


@dataclass(frozen=True)
class Rest:
    """What is left of a period after a day.

    Attributes:
        after, until: The days from the day on that are left: after + 1 .. until; none if they are equal.
    """

    after: int
    until: int

    @classmethod
    def of(cls, period: Period, as_of: date) -> Rest:
        """The days of the period that lie after `as_of`."""
        until = max(0, (period.end - as_of).days)
        return cls(min(until, max(0, (period.start - as_of).days - 1)), until)


def cells(
    deals: Deals,
    history: History,
    partners: pd.DataFrame,
    counted: Array,
    period: Period,
    as_of: date,
    policy: TerritoryPolicy,
) -> pd.DataFrame:
    """What every cell brought and may still bring in a period.

    won = amounts of deals won in the period until the day. pipeline = sum of amount * chance to be won in the
    rest of the period (`History.chances`), variance = sum of amount^2 * chance * (1 - chance). run rate = won
    revenue of `run_rate_days` (of partners that have not ended) / those days * `History.new_days`; variance =
    sum of amount^2 / days * new days * (1 + new days / days), of deals that come by chance (compound Poisson)
    at a rate that was itself counted. nothing = sum of log(1 - chance) - expected number of new deals. Where
    the first deal on record is younger, the days since then count, at least `run_rate_least`.

    Args:
        deals: Of all partners, as known at the end of `as_of`.
        history: Of the same.
        partners: Indexed by partner id, with `region` and `status`.
        counted: Whether each partner (in the order of `partners`) counts.
        period: Past, running or to come.
        as_of: The day.
        policy: Windows.

    Returns:
        Indexed by keys of `region` (the deal's, else the partner's), `sector` and `technology` ("" where a
        deal names none); the columns of `SUMS`.
    """
    rest = Rest.of(period, as_of)
    first, last = (period.start - as_of).days, min(0, (period.end - as_of).days)
    days = _run_rate_days(deals, policy)
    used = deals.open | (deals.won & (deals.closed >= min(first, -days)))
    grid = _Grid.of(deals.take(np.flatnonzero(used)), partners, counted)
    sums = {
        **grid.won(first, last),
        **grid.open(history, rest),
        **grid.run_rate(days, history.new_days(rest.after, rest.until)),
    }
    sums["nothing"] = sums.pop("open_nothing") - sums.pop("run_rate_deals")
    return grid.frame(sums)


def _run_rate_days(deals: Deals, policy: TerritoryPolicy) -> float:
    """Days that the run rate is taken from: those since the first win, within the policy's limits."""
    begun = np.min(deals.closed, initial=0.0, where=deals.won)
    return min(float(policy.run_rate_days), max(float(policy.run_rate_least), 1.0 - float(begun)))


@dataclass(frozen=True, eq=False)
class _Grid:
    """Which cell a deal lies in.

    Attributes:
        deals: Those that are counted somewhere.
        keys: The keys of each field.
        codes: The place of each deal's key, by field.
        counted: Whether the deal is of a partner that counts.
        lasting: The same, of a partner that has not ended.
    """

    deals: Deals
    keys: tuple[tuple[str, ...], ...]
    codes: tuple[Array, ...]
    counted: Array
    lasting: Array

    @classmethod
    def of(cls, deals: Deals, partners: pd.DataFrame, counted: Array) -> _Grid:
        at_home = Words.of(partners["region"])
        at = np.append(partners.index.get_indexer(pd.Index(deals.partner.known, dtype="str")), -1)
        regions = tuple(sorted({*at_home.keys, *deals.region.keys}))
        place = {key: number for number, key in enumerate(regions)}
        homes = at_home.gathered(np.array([place[key] for key in at_home.keys]))
        homes = np.append(homes, place[NONE])[at]
        named = deals.region.gathered(np.array([place[key] for key in deals.region.keys]))
        region = np.where(named == place[NONE], deals.partner.gathered(homes), named)
        others = [_coded(getattr(deals, name).keys) for name in FIELDS[1:]]
        fields = zip(FIELDS[1:], others, strict=True)
        codes = (region, *(getattr(deals, name).gathered(places) for name, (_, places) in fields))
        here = np.append(counted, False)[at] & (at >= 0)
        stays = here & np.append(partners["status"].ne("ended").to_numpy(), False)[at]
        return cls(
            deals,
            (regions, *(keys for keys, _ in others)),
            codes,
            deals.partner.gathered(here),
            deals.partner.gathered(stays),
        )

    def won(self, first: int, last: int) -> dict[str, Array]:
        """What was won on these days, counted from the day on."""
        closed = self.deals.closed
        rows = np.flatnonzero(self.deals.won & (closed >= first) & (closed <= last) & self.counted)
        return {"won": self.summed(rows, self.deals.amount[rows]), "won_deals": self.summed(rows)}

    def open(self, history: History, rest: Rest) -> dict[str, Array]:
        """What open deals are worth, and what they may bring in the rest of the period."""
        rows = np.flatnonzero(self.deals.open & self.counted)
        deals = self.deals.take(rows)
        amount, chance = deals.amount, history.chances(deals, rest.after, rest.until)
        return {
            "open_amount": self.summed(rows, amount),
            "open_deals": self.summed(rows),
            "pipeline": self.summed(rows, amount * chance),
            "pipeline_variance": self.summed(rows, amount**2 * chance * (1 - chance)),
            "open_nothing": self.summed(rows, np.log1p(-np.minimum(chance, _SURE))),
        }

    def run_rate(self, days: float, new_days: float) -> dict[str, Array]:
        """What deals that do not exist yet may bring."""
        rows = np.flatnonzero(self.deals.won & (self.deals.closed > -days) & self.lasting)
        amount, share = self.deals.amount[rows], new_days / days
        return {
            "run_rate": self.summed(rows, amount) * share,
            "run_rate_deals": self.summed(rows) * share,
            "run_rate_variance": self.summed(rows, amount**2) * share * (1 + share),
        }

    @property
    def size(self) -> tuple[int, ...]:
        return tuple(len(keys) for keys in self.keys)

    @cached_property
    def cells(self) -> Array:
        """Numbers of the cells that deals lie in, sorted."""
        if math.prod(self.size) > _FEW:
            return np.unique(self._numbers)
        return np.flatnonzero(np.bincount(self._numbers, minlength=math.prod(self.size)))

    @cached_property
    def _numbers(self) -> Array:
        number = np.zeros(len(self.counted), dtype=np.int64)
        for codes, many in zip(self.codes, self.size, strict=True):
            number = number * many + codes
        return number

    @cached_property
    def _places(self) -> Array:
        """The place of each deal's cell; through a table of all possible ones where that fits into memory."""
        if math.prod(self.size) > _FEW:
            return np.searchsorted(self.cells, self._numbers)
        table = np.zeros(math.prod(self.size), dtype=np.int64)
        table[self.cells] = np.arange(len(self.cells))
        places: Array = table[self._numbers]
        return places

    def summed(self, rows: Array, weights: Array | None = None) -> Array:
        """The sum of the weights of these deals (their number without weights), by cell."""
        return np.bincount(self._places[rows], weights, minlength=len(self.cells)).astype(np.float64)

    def frame(self, sums: dict[str, Array]) -> pd.DataFrame:
        """The cells in which there is anything."""
        named = [
            np.array(keys, dtype=object)[codes]
            for keys, codes in zip(self.keys, np.unravel_index(self.cells, self.size), strict=True)
        ]
        index = pd.MultiIndex.from_arrays(named, names=FIELDS)
        whole = pd.DataFrame(sums, index=index, dtype="float64")[[*SUMS]]
        return whole[whole.ne(0).any(axis="columns")]


def _coded(keys: tuple[str, ...]) -> tuple[tuple[str, ...], Array]:
    """The different keys, and the place of each given one among them."""
    known = tuple(sorted(set(keys)))
    return known, np.array([known.index(key) for key in keys], dtype=np.int64)
