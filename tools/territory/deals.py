"""All deals as columns of numbers, as they were known at the end of a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
import pandas as pd

from tools.segments import field_key

Array: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

FIELDS: Final = ("region", "sector", "technology")
"""What a territory is cut by."""
NONE: Final = ""
"""Key of a field that a row does not name."""


@dataclass(frozen=True, eq=False)
class Words:
    """A column of words.

    Attributes:
        places: The place of each row's word in `known`; negative where it has none.
        known: The different words.
    """

    places: Array
    known: tuple[str, ...]

    @classmethod
    def of(cls, column: pd.Series[Any]) -> Words:
        """The words of a column; an empty one is none."""
        places, known = pd.factorize(column.where(column.ne("")), use_na_sentinel=True)
        return cls(np.asarray(places), tuple(map(str, known)))

    def take(self, rows: Array) -> Words:
        """These rows alone."""
        return Words(self.places[rows], self.known)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Key (`field_key`) of each known word, and `NONE` for no word as the last one."""
        return (*(field_key(word) if word else NONE for word in self.known), NONE)

    def gathered(self, values: Array) -> Array:
        """The value of each row, of one value per known word and a last one for rows without a word."""
        found: Array = values[self.places]
        return found


@dataclass(frozen=True, eq=False)
class Deals:
    """Deals of all partners, one entry per deal in every column.

    Attributes:
        partner: Whose deal it is; the known words are partner ids.
        stage: `open`, `won` or `lost`.
        created, closed: Days after `day` (negative is the past); NaN where there is none.
        amount: In base currency; 0 where none is given.
    """

    partner: Words
    region: Words
    sector: Words
    technology: Words
    stage: Words
    created: Array
    closed: Array
    amount: Array

    @classmethod
    def of_rows(cls, rows: pd.DataFrame, as_of: date) -> Deals:
        """Deals of a typed frame of the deals table with `amount_base`, as known at the end of `as_of`."""
        whole = cls(
            partner=Words.of(rows["partner_id"]),
            region=Words.of(rows["region"]),
            sector=Words.of(rows["sector"]),
            technology=Words.of(rows["technology"]),
            stage=Words.of(rows["stage"]),
            created=_days_after(rows["created_on"], as_of),
            closed=_days_after(rows["closed_on"], as_of),
            amount=rows["amount_base"].fillna(0.0).to_numpy(dtype="float64"),
        )
        return whole.as_known()

    def as_known(self) -> Deals:
        """Without deals that were heard of later; one that closed later is open."""
        done = ~self.among("open")
        first = np.where(np.isnan(self.created) & done, self.closed, self.created)
        kept = ~(first > 0)
        later = done & (self.closed > 0)
        if kept.all() and not later.any():
            return self
        known, still = (*self.stage.known, "open"), len(self.stage.known)
        places = np.where(later, still, self.stage.places)
        opened = replace(self, stage=Words(places, known), closed=np.where(later, np.nan, self.closed))
        return opened.take(np.flatnonzero(kept))

    def take(self, rows: Array) -> Deals:
        """These deals alone."""
        return Deals(
            partner=self.partner.take(rows),
            region=self.region.take(rows),
            sector=self.sector.take(rows),
            technology=self.technology.take(rows),
            stage=self.stage.take(rows),
            created=self.created[rows],
            closed=self.closed[rows],
            amount=self.amount[rows],
        )

    def among(self, stage: str) -> Array:
        """Which deals are at that stage."""
        return self.stage.gathered(np.array([*(word == stage for word in self.stage.known), False]))

    @cached_property
    def won(self) -> Array:
        """Which deals were won on a known day."""
        found: Array = self.among("won") & ~np.isnan(self.closed)
        return found

    @cached_property
    def lost(self) -> Array:
        """Which deals were lost on a known day."""
        found: Array = self.among("lost") & ~np.isnan(self.closed)
        return found

    @cached_property
    def open(self) -> Array:
        """Which deals are open."""
        return self.among("open")


def _days_after(column: pd.Series[Any], day: date) -> Array:
    return (column - pd.Timestamp(day)).dt.days.to_numpy(dtype="float64")
