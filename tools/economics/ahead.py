"""What a partner's deals may come to in the months ahead: a distribution, by deterministic quadrature."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from tools.economics.months import Flags, Floats, Whole
from tools.economics.rates import Rates

_STEPS: Final = 6  # parts of the time ahead in which a partner may stop
_HALVINGS: Final = 50
_RAISED: Final = 60  # doublings that reach any quantile


@dataclass(frozen=True, eq=False)
class Ahead:
    """Won revenue of the months ahead, one row per partner: nothing, or one of several gamma distributions.

    Attributes:
        chances: Of stopping in each part of the time ahead, and of not stopping; partners x parts.
        nothing: P(no deal) in each part.
        shape, scale: Of the gamma distribution of revenue, given any; base currency.
        stopped: Chance of having stopped already.
        recent: What was won in the last 12 months, base currency.
        quiet: Whether nothing was.
    """

    chances: Floats
    nothing: Floats
    shape: Floats
    scale: Floats
    stopped: Floats
    recent: Floats
    quiet: Flags

    @property
    def mean(self) -> Floats:
        """Expected revenue, base currency."""
        return np.asarray((self.chances * (1 - self.nothing) * self.shape * self.scale).sum(axis=1))

    @property
    def none(self) -> Floats:
        """P(nothing at all), 0-1."""
        return np.asarray(self.stopped + (self.chances * self.nothing).sum(axis=1))

    def share_below(self, revenue: Floats) -> Floats:
        """P(revenue <= that), 0-1."""
        from scipy.special import gammainc  # only where it is used: it takes long to load

        some = gammainc(self.shape, np.maximum(revenue, 0.0)[:, None] / self.scale)
        return np.asarray(self.none + (self.chances * (1 - self.nothing) * some).sum(axis=1))

    def quantile(self, levels: Floats) -> Floats:
        """Revenue that is not exceeded with chance `levels`, by bisection; 0 up to `none`."""
        low, high = np.zeros(len(levels)), np.maximum(self.mean, 1e-9)
        for _ in range(_RAISED):
            high = np.where(self.share_below(high) < levels, 2 * high, high)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            under = self.share_below(middle) < levels
            low, high = np.where(under, middle, low), np.where(under, high, middle)
        return np.where(levels <= self.none, 0.0, high)

    def of(self, places: Whole) -> Ahead:
        """These partners alone."""
        return Ahead(
            self.chances[places],
            self.nothing[places],
            self.shape[places],
            self.scale[places],
            self.stopped[places],
            self.recent[places],
            self.quiet[places],
        )

    def times(self, factor: float | Floats) -> Ahead:
        """The same with all amounts ahead times `factor`, one for all or one per partner."""
        return replace(self, scale=self.scale * np.reshape(factor, (-1, 1)))


def ahead(known: Rates, months: float, wander: float | Floats = 0.0) -> Ahead:
    """Deals are negative binomial until the partner stops, at a constant hazard; their sum is taken as gamma.

    Mean and variance of the gamma are those of the sum, given any deal: luck in number and in size, and that
    rate and usual size are themselves not known for sure.
    """
    edges = months * np.arange(_STEPS + 1) / _STEPS
    lasting = np.exp(-known.stops * edges)
    sold = np.append((edges[1:] + edges[:-1]) / 2, months)
    chances = (1 - known.stopped)[:, None] * np.append(lasting[:-1] - lasting[1:], lasting[-1])
    alpha, beta = known.alpha[:, None], known.beta[:, None]
    expected = alpha / beta * sold
    varies = expected + expected**2 / alpha
    nothing = (beta / (beta + sold)) ** alpha
    size, unsure = known.size[:, None], (known.unsure + wander)[:, None]
    any_deal = np.maximum(1 - nothing, 1e-12)
    mean = np.maximum(expected * size, 1e-9) / any_deal
    second = size**2 * (expected * known.spread * (1 + unsure) + (varies + expected**2) * (1 + unsure))
    variance = np.maximum(second / any_deal - mean**2, 1e-4 * mean**2)
    return Ahead(
        chances, nothing, mean**2 / variance, variance / mean, known.stopped, known.recent, known.quiet
    )
