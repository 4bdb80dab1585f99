"""How far off estimates are: quantiles of left-out errors, which hold whatever the errors' shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from tools.potential.ridge import Numbers, Ridge

_LOCAL_LEAST: Final = 100  # errors from which it can be told where they are larger
_LOCAL_REACH: Final = np.log(3.0)  # no place is held for more than 3 times as uncertain as the usual one
_ORDERED_LEAST: Final = 20  # errors from which their own quantiles hold more than a guess at their shape
_FLOOR: Final = 1e-3  # errors below a thousandth tell no more about where errors are large


@dataclass(frozen=True, eq=False)
class Errors:
    """Left-out errors of a fit, on a common scale.

    Attributes:
        scaled: Errors over the spread expected at that row.
        spread: Spread expected at every row to be estimated.
        freedom: Degrees of freedom behind them.
    """

    scaled: Numbers
    spread: Numbers
    freedom: float

    @classmethod
    def of(cls, fit: Ridge, learnt: Numbers, asked: Numbers) -> Errors:
        """Errors of the rows learnt from, and the spread expected at the rows asked for."""
        reach = fit.reach(asked)
        if len(fit.errors) < _LOCAL_LEAST:
            return cls(fit.errors, reach, fit.freedom)
        sizes = np.log(np.maximum(np.abs(fit.errors), _FLOOR))
        local = Ridge.fit(learnt, sizes)
        here, there = local.left_out(learnt, sizes), local.predict(asked)
        middle = float(np.median(here))
        return cls(
            fit.errors / np.exp(np.clip(here - middle, -_LOCAL_REACH, _LOCAL_REACH)),
            reach * np.exp(np.clip(there - middle, -_LOCAL_REACH, _LOCAL_REACH)),
            fit.freedom,
        )

    def among(self, rows: NDArray[np.bool_]) -> Errors:
        """Only these of the errors."""
        return replace(self, scaled=self.scaled[rows])

    def quantile(self, share: float, weights: Numbers | None = None) -> float:
        """The error that a share of new rows stays below.

        With the n errors in rising order it is the one at rank share * (n + 1), between neighbours by
        proportion (Vovk, 2005; Papadopoulos, 2002). Where that lies beyond the smallest or largest, or fewer
        than 20 are known, it is Student's quantile on the errors' spread.
        """
        return quantile(self.scaled, share, self.freedom, weights)


def quantile(errors: Numbers, share: float, freedom: float, weights: Numbers | None = None) -> float:
    """See `Errors.quantile`; with weights, rows count by them (Tibshirani et al., 2019)."""
    from scipy.special import stdtrit

    order = np.argsort(errors, kind="stable")
    heavy = np.ones(len(errors)) if weights is None else weights[order] / weights.mean()
    effective = heavy.sum() ** 2 / (heavy**2).sum()
    place = share * (effective + 1) / effective - 0.5 / effective
    middle = (np.cumsum(heavy) - heavy / 2) / heavy.sum()
    if effective < _ORDERED_LEAST or not middle[0] <= place <= middle[-1]:
        return float(stdtrit(freedom, share) * np.sqrt((errors**2).mean()))
    return float(np.interp(place, middle, errors[order]))
