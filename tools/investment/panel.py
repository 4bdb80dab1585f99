"""What every partner got and what they won, quarter by quarter, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from tools.investment.windows import (
    CONTACTS,
    DAYS,
    OPTED_OUT,
    WINDOWS,
    WON_NAMES,
    Effort,
    Money,
    Other,
    names,
)
from tools.portfolio import Portfolio

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

_OF_A_TYPE: Final = 20  # partners below which those of several types are alike enough
YEAR: Final = 4
"""Quarters of a year."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Partners of whom anything was won or spent within three years.

    Attributes:
        ids: Partner ids, sorted.
        types: Number of each partner's type; types of few partners, and what has none, are one together.
        type_names: Words of those numbers.
        won: Partners by quarters, revenue in base currency, the latest quarter first.
        begun: The oldest quarter, by number, that lies wholly in the time with the partner.
        ended: The quarter in which the partnership ended; -1 if it goes on.
    """

    ids: pd.Index
    types: Array
    type_names: tuple[str, ...]
    won: Array
    begun: Array
    ended: Array

    @classmethod
    def of(cls, portfolio: Portfolio, spending: pd.DataFrame) -> Panel:
        """The partners of the portfolio that have a place in what was spent and won."""
        counted = [name for name in spending.columns if name not in {CONTACTS, OPTED_OUT}]
        used = spending.index[(spending[counted].to_numpy("float64") != 0).any(axis=1)]
        partners = portfolio.partners.loc[
            portfolio.partners.index.isin(used), ["type", "signed_on", "ended_on", "status"]
        ]
        kind = partners["type"].fillna("")
        numbers, words = pd.factorize(kind.where(kind.map(kind.value_counts()) >= _OF_A_TYPE, ""), sort=True)
        day = pd.Timestamp(portfolio.as_of)
        since = (day - partners["signed_on"].fillna(pd.Timestamp.min.ceil("D").as_unit("us"))).dt.days
        over = (day - partners["ended_on"]).dt.days.where(partners["status"].eq("ended"))
        return cls(
            ids=partners.index,
            types=numbers,
            type_names=tuple(map(str, words)),
            won=quarters(spending, partners.index, WON_NAMES),
            begun=np.minimum(since.to_numpy("int64") // DAYS - 1, WINDOWS - 1),
            ended=np.where(over.isna(), -1, over.fillna(0).to_numpy("int64") // DAYS),
        )

    def every(self, step: int) -> Panel:
        """Every so many partners, the first included."""
        kept = {"ids", "types", "won", "begun", "ended"}
        return replace(self, **{name: getattr(self, name)[::step] for name in kept})

    @cached_property
    def recorded(self) -> int:
        """Quarters of which won revenue is on record: those since the first in which anybody won."""
        return recorded(self.won)

    def classes(self, since: int) -> Array:
        """Size class of each partner by what it won in the year until quarter `since`: 0 small, 1 large.

        Large is above the median of those of its type that won anything in that year.
        """
        year = self.won[:, since : since + YEAR].sum(axis=1)
        middle = np.full(len(self.type_names), np.inf)
        for number in range(len(self.type_names)):
            positive = year[(self.types == number) & (year > 0)]
            middle[number] = np.median(positive) if len(positive) else np.inf
        large: Array = year > middle[self.types]
        return large.astype(np.int64)

    def groups(self, since: int) -> Array:
        """Number of the group of like partners, 2 * type + size class, as it was with quarter `since`."""
        group: Array = 2 * self.types + self.classes(since)
        return group


def money(spending: pd.DataFrame, panel: Panel, kinds: Iterable[Money | Other]) -> Array:
    """Partners by quarters: what was spent on these kinds, base currency, the latest quarter first."""
    total: Array = np.sum([quarters(spending, panel.ids, names(kind)) for kind in kinds], axis=0)
    return total


def effort(spending: pd.DataFrame, panel: Panel, hours: Mapping[str, float]) -> Array:
    """Partners by quarters: hours of ours, activities of each kind * the hours of one."""
    found = np.zeros((len(panel.ids), WINDOWS))
    for kind in (one for one in Effort if one in hours):
        found += hours[kind] * quarters(spending, panel.ids, names(kind))
    return found


def recorded(amounts: Array) -> int:
    """Quarters since the first in which anything was recorded, over all partners; 0 if never."""
    used = np.flatnonzero((amounts != 0).any(axis=0))
    return int(used[-1]) + 1 if len(used) else 0


def quarters(spending: pd.DataFrame, ids: pd.Index, columns: Iterable[str]) -> Array:
    """These columns as an array, of these partners."""
    return spending[[*columns]].reindex(ids).to_numpy("float64")
