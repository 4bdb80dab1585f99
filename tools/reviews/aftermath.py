"""What followed a play: who moved up in the months after it, beside like partners over the same months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from tools.reviews.doings import PLAY
from tools.reviews.worked import Sides, sides_of
from tools.tiers.tier import HIGH_SIDES, Tier

_TIERS: Final = tuple(Tier)
_NONE: Final = -1
_HIGH: Final = np.array([HIGH_SIDES[tier.value] for tier in _TIERS] + [_NONE])  # the last: no tier
_AT_THE_TOP: Final = _TIERS.index(Tier.KEY_PARTNER)


@dataclass(frozen=True, eq=False)
class Watched:
    """What was done, and where the partners stood on several days.

    Attributes:
        plays: One row per play done until the last day: `partner_id`, `play` and `done_on` (datetime64).
        tiers: What one walk of `tools.tiers.walk` said, by day.
    """

    plays: pd.DataFrame
    tiers: Mapping[date, pd.DataFrame]


def play_sides(watched: Watched, among: pd.Index, months: int) -> Iterator[Sides]:
    """Both sides of each play: partners with whom it was done, and those with whom no play is on record.

    A partner is watched from the first day of the walk on or after the first time that the play was done, to
    the first one that is `months` later; one for whom that day has not come yet is not counted. A move before
    the play is none that followed it. The others are dealt to the same first days in turn, each to one, so
    that both sides are watched over the same months; compared are partners that had the same tier on the
    same first day. Key partners cannot move up.

    Args:
        watched: What was done, and the tiers.
        among: Ids of the partners to compare.
        months: How long each one is watched.
    """
    walk = _Walk.of(watched.tiers, among.sort_values(), months)
    done = watched.plays[watched.plays["partner_id"].isin(among)]
    others = np.flatnonzero(~walk.ids.isin(done["partner_id"]))
    inside = done[done["done_on"] >= walk.days[0]]
    for play, rows in inside.groupby("play"):
        first = rows.groupby("partner_id")["done_on"].min()
        if (sides := walk.sides(f"{PLAY}{play}", first, others)) is not None:
            yield sides


@dataclass(frozen=True, eq=False)
class _Walk:
    """Where the partners stood by day.

    Attributes:
        days: In order.
        ends: For each day the place of the first one that is late enough; -1 if that has not come yet.
        codes: The tier by day and partner, as its place in `_TIERS`; -1 for none.
    """

    ids: pd.Index
    days: pd.DatetimeIndex
    ends: np.ndarray
    codes: np.ndarray

    @classmethod
    def of(cls, tiers: Mapping[date, pd.DataFrame], ids: pd.Index, months: int) -> _Walk:
        days = pd.DatetimeIndex(sorted(tiers))
        places = np.searchsorted(days, days + pd.DateOffset(months=months))
        ends = np.where(places < len(days), places, _NONE)
        return cls(ids, days, ends, np.stack([_codes(tiers[day.date()], ids) for day in days]))

    def sides(self, done: str, first: pd.Series, others: np.ndarray) -> Sides | None:
        """Both sides of a play, which was done first on those days; the others are dealt to its days."""
        starts = np.searchsorted(self.days, pd.DatetimeIndex(first))
        watched = self.ends[np.minimum(starts, len(self.days) - 1)] != _NONE
        treated, starts = self.ids.get_indexer(first.index)[watched], starts[watched]
        if not len(treated):
            return None
        dealt = np.sort(starts)[np.arange(len(others)) % len(starts)]
        who, begins = np.concatenate([treated, others]), np.concatenate([starts, dealt])
        before, after = self.codes[begins, who], self.codes[self.ends[begins], who]
        judged = (before != _NONE) & (before != _AT_THE_TOP)
        with_it = np.arange(len(who)) < len(treated)
        up = _HIGH[after] > _HIGH[before]
        return sides_of(done, (begins * len(_TIERS) + before)[judged], up[judged], with_it[judged])


def _codes(tiers: pd.DataFrame, ids: pd.Index) -> np.ndarray:
    """The tier of each partner as its place in `_TIERS`; -1 for none."""
    return pd.Categorical(tiers["tier"].reindex(ids), categories=[one.value for one in _TIERS]).codes.astype(
        int
    )
