"""Ridge regression in closed form, with every row's error as if the row had not been learnt from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.float64]

_PENALTIES: Final = (1.0, 10.0, 100.0, 1000.0)  # few, as each choice makes errors look smaller than they are
_ALMOST_ONE: Final = 0.999


@dataclass(frozen=True, eq=False)
class _Tried:
    """One penalty tried: slopes along the axes, and how it fits the rows it was learnt from."""

    stretch: Numbers
    slopes: Numbers
    leverage: Numbers
    residual: Numbers

    @classmethod
    def of(cls, turned: Numbers, rest: Numbers, stretch: Numbers) -> _Tried:
        slopes = stretch * (turned.T @ rest)
        leverage = np.minimum(1.0 / len(rest) + turned**2 @ stretch, _ALMOST_ONE)
        return cls(stretch, slopes, leverage, rest - turned @ slopes)

    @property
    def missed(self) -> float:
        """Mean absolute left-out error."""
        return float(np.abs(self.residual / (1.0 - self.leverage)).mean())


@dataclass(frozen=True, eq=False)
class Ridge:
    """A fitted ridge regression.

    Attributes:
        center: Means of the columns that were learnt from.
        axes: Eigenvectors of their cross products, one per column.
        stretch: 1 / (eigenvalue + penalty), one per axis.
        errors: Left-out error of every row learnt from, as `fit` says.
        freedom: Rows less what they were spent on: rows - trace of the hat matrix - 1 for the penalty.
    """

    center: Numbers
    intercept: float
    slopes: Numbers
    axes: Numbers
    stretch: Numbers
    rows: int
    errors: Numbers
    freedom: float

    @classmethod
    def fit(cls, columns: Numbers, values: Numbers) -> Ridge:
        """Learn values from columns; the penalty is the one with the least mean absolute left-out error.

        The error of a row when it is left out is e / (1 - h), with e its residual and h its leverage, the
        diagonal of the hat matrix (Allen, 1974). `errors` are e / sqrt(1 - h), which have the same spread
        as an error of prediction over sqrt(1 + h) if all rows are equally noisy.
        """
        center, intercept = columns.mean(axis=0), float(values.mean())
        centered, rest = columns - center, values - intercept
        found, axes = np.linalg.eigh(centered.T @ centered)
        turned = centered @ axes
        tried = [_Tried.of(turned, rest, 1.0 / (np.maximum(found, 0.0) + one)) for one in _PENALTIES]
        best = min(tried, key=lambda one: one.missed)
        return cls(
            center=center,
            intercept=intercept,
            slopes=axes @ best.slopes,
            axes=axes,
            stretch=best.stretch,
            rows=len(values),
            errors=best.residual / np.sqrt(1.0 - best.leverage),
            freedom=max(len(values) - float(best.leverage.sum()) - 1.0, 1.0),
        )

    def predict(self, columns: Numbers) -> Numbers:
        """The expected value of every row."""
        return np.asarray(self.intercept + (columns - self.center) @ self.slopes)

    def reach(self, columns: Numbers) -> Numbers:
        """sqrt(1 + h): how much wider the error of a prediction is, the further off a row lies."""
        turned = (columns - self.center) @ self.axes
        return np.asarray(np.sqrt(1.0 + 1.0 / self.rows + turned**2 @ self.stretch))

    def left_out(self, columns: Numbers, values: Numbers) -> Numbers:
        """What each of the rows learnt from would have been predicted as without it."""
        turned = (columns - self.center) @ self.axes
        leverage = np.minimum(1.0 / self.rows + turned**2 @ self.stretch, _ALMOST_ONE)
        return np.asarray(values - (values - self.predict(columns)) / (1.0 - leverage))
