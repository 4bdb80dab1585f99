"""Intervals corrected by how earlier ones of the same portfolio came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from tools.economics.ahead import Ahead, ahead
from tools.economics.months import YEAR_MONTHS, Flags, Floats, History, Whole
from tools.economics.rates import rates

LEVEL: Final = 0.8
"""Chance that an interval holds what comes."""
_LEAST_BEHIND: Final = 6  # months of history that an earlier day needs behind it
_LEAST_AHEAD: Final = 3  # and before the day: what came of it
_EARLIER: Final = (0, 3, 6)  # months by which further earlier days lie before the first
_GRID: Final = np.linspace(0, 1, 201)
_OWN: Final = 25.0  # partners whose outcome counts as much as the model's own word
_SIZES: Final = 4  # by what was won within 12 months: the smaller, the less the usual errors fit
_OF_A_SIZE: Final = 25  # partners from which a size has errors of its own
_BIAS: Final = (5.0, 0.25, 4.0)  # partners with business that a factor of 1 counts as; its least and most
_LAG: Final = 8.0  # months that what is remembered of the rate lies behind, on average
_WANDER: Final = 0.03  # squared relative deviation by which a partner's pace moves in a year not judged
_SMALL: Final = 0.6  # the same for a partner that won nothing, as long as no whole year was judged
_MOST_ROWS: Final = 20_000  # of one earlier day


@dataclass(frozen=True, eq=False)
class Correction:
    """How levels and amounts of `Ahead` are to be read.

    Attributes:
        factor: By which revenue came out higher than expected.
        doubt: Squared relative deviation of that factor: it was found from few partners, or from many.
        curves: Share of outcomes at or below each level of `_GRID`, 0-1: of who won nothing in the last 12
            months, then of those who did, by size from the smallest.
        edges: Revenue of 12 months that divides those sizes, base currency.
        months: Months that were judged, 0 where there was too little history.
    """

    factor: float
    doubt: float
    curves: Floats
    edges: Floats
    months: int

    def intervals(self, told: Ahead) -> tuple[Floats, Floats]:
        """Lower and upper end of the interval of each partner, base currency.

        Where nothing at all is likelier than a tenth, it begins at 0 and ends where four in five lie below.
        """
        scaled, places = told.times(self.factor), self._places(told)
        none = self._read(scaled.none, places)
        tail = (1 - LEVEL) / 2
        starts_at_none = none >= tail
        low = np.where(starts_at_none, 0.0, self._level(tail, places))
        high = np.where(starts_at_none, self._level(LEVEL, places), self._level(1 - tail, places))
        return scaled.quantile(low), scaled.quantile(high)

    def share_below(self, told: Ahead, revenue: Floats) -> Floats:
        """P(revenue <= that) as it came out before, 0-1."""
        return self._read(told.times(self.factor).share_below(revenue), self._places(told))

    def _places(self, told: Ahead) -> Whole:
        """Which curve is each partner's."""
        return np.where(told.quiet, 0, 1 + np.searchsorted(self.edges, told.recent, side="right"))

    def _read(self, levels: Floats, places: Whole) -> Floats:
        every = np.array([np.interp(levels, _GRID, one) for one in self.curves])
        return np.asarray(every[places, np.arange(len(places))])

    def _level(self, share: float, places: Whole) -> Floats:
        """The level at or below which that share of outcomes lies."""
        return np.array([np.interp(share, one, _GRID) for one in self.curves])[places]


def uncorrected() -> Correction:
    """The model's own word."""
    return Correction(1.0, 0.0, np.array([_GRID, _GRID]), np.empty(0), 0)


def unjudged(known: Correction, months: float, recent: Floats) -> Floats:
    """Squared relative deviation to be added for doubt, and for time: what was judged before counts half.

    Where no whole year could be judged, also for being small: until errors of one's own size are known, the
    less a partner won beside the median of who won anything, the more of it may change.

    Args:
        known: The correction.
        months: Months ahead.
        recent: What each partner won in the last 12 months.
    """
    later = known.doubt + _WANDER * max(months - known.months / 2, 0) / YEAR_MONTHS
    if known.months >= YEAR_MONTHS or not (recent > 0).any():
        return np.full(len(recent), later)
    return np.asarray(later + _SMALL * np.clip(1 - recent / np.median(recent[recent > 0]), 0, 1))


def correction(history: History, months: int) -> Correction:
    """What came of the same forecast made on earlier days of the same portfolio.

    The levels at which outcomes fell (probability integral transform; over a mass at zero they are spread)
    replace the model's own levels, as in split conformal prediction: 80 % of like partners' outcomes fell
    between those two levels. Few outcomes count for little beside the model.

    Source: Czado, Gneiting and Held (2009) for counts; Chernozhukov, Wüthrich and Zhu (2021) for the
    correction.
    """
    judged = _judged(history, months)
    if not judged:
        return uncorrected()
    days = [judged + more for more in _EARLIER if history.length - judged - more >= _LEAST_BEHIND]
    outcomes = [_outcome(history, day, judged) for day in days]
    factor, doubt = _factor(outcomes) if judged % YEAR_MONTHS == 0 else (1.0, 0.0)
    levels = np.concatenate([told.times(factor).share_below(came) for told, came in outcomes])
    nothing = np.concatenate([came <= 0 for _, came in outcomes])
    quiet = np.concatenate([told.quiet for told, _ in outcomes])
    recent = np.concatenate([told.recent for told, _ in outcomes])
    worth = 1 / len(days)  # the same partners on another day teach little that is new
    edges = _edges(recent[~quiet], worth)
    live = _shares(levels[~quiet], nothing[~quiet], worth, _GRID)
    size = np.searchsorted(edges, recent, side="right")
    alike = [~quiet & (size == at) for at in range(len(edges) + 1)]
    curves = np.array(
        [
            _shares(levels[quiet], nothing[quiet], worth, _GRID),
            *(_shares(levels[one], nothing[one], worth, live) for one in alike),
        ]
    )
    if judged < YEAR_MONTHS:  # so early on, far less was known than now: such errors tell less of today's
        trust = (history.length - judged) / history.length
        curves = trust * curves + (1 - trust) * _GRID
    drifted = factor ** (0.5 + 0.5 * (_LAG + months / 2) / (_LAG + judged / 2))
    return Correction(float(np.clip(drifted, *_BIAS[1:])), doubt, curves, edges, judged)


def _edges(recent: Floats, worth: float) -> Floats:
    """What divides partners into up to four sizes of as many each, if there are enough for more than one."""
    sizes = int(np.clip(len(recent) * worth / _OF_A_SIZE, 1, _SIZES))
    return np.quantile(recent, np.arange(1, sizes) / sizes) if sizes > 1 else np.empty(0)


def _judged(history: History, months: int) -> int:
    """Months ahead of an earlier day that can be judged: whole years if there are."""
    longest = min(max(history.length // 2, YEAR_MONTHS), history.length - _LEAST_BEHIND, months)
    if longest >= YEAR_MONTHS:
        return longest // YEAR_MONTHS * YEAR_MONTHS
    return longest if longest >= _LEAST_AHEAD else 0


def _outcome(history: History, day: int, months: int) -> tuple[Ahead, Floats]:
    """What was foretold that many months ago, and what came."""
    then = history.before(day)
    there = np.flatnonzero(~np.isnan(then.selling) & np.isnan(then.ended))
    kept = there[:: len(there) // _MOST_ROWS + 1]
    told = ahead(rates(then).of(kept), months)
    came = history.revenue[kept, day - months : day].sum(axis=1)
    return told, np.maximum(came, 0.0)


def _factor(outcomes: list[tuple[Ahead, Floats]]) -> tuple[float, float]:
    """By how much more came than was expected of all, drawn to 1 where few were there, and its doubt."""
    pulled, least, most = _BIAS
    told, came = outcomes[0][0].mean, outcomes[0][1]
    if not told.sum() > 0:
        return 1.0, 0.0
    effective = told.sum() ** 2 / (told**2).sum()
    ratio = (came.sum() + pulled / effective * told.sum()) / (told.sum() * (1 + pulled / effective))
    factor = float(np.clip(ratio, least, most))
    doubt = ((came - factor * told) ** 2).sum() / (factor * told.sum()) ** 2
    return factor, float(min(doubt, 1.0))


def _shares(levels: Floats, nothing: Flags, worth: float, own: Floats) -> Floats:
    """Share of outcomes at or below each level of the grid, mixed with `own`: the model's, or everybody's.

    Where nothing came, the outcome lies anywhere between 0 and its level.
    """
    if not len(levels):
        return own
    some, none = np.sort(levels[~nothing]), np.sort(np.maximum(levels[nothing], 1e-9))
    below = np.searchsorted(none, _GRID, side="right")
    above = np.append(np.cumsum((1 / none)[::-1])[::-1], 0.0)[below]
    came = np.searchsorted(some, _GRID, side="right") + below + _GRID * above
    counted = len(levels) * worth
    mixed = (counted * came / len(levels) + _OWN * own) / (counted + _OWN)
    mixed[0], mixed[-1] = 0.0, 1.0
    return np.asarray(mixed)
