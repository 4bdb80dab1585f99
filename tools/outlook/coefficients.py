"""Coefficients of the outlook: packaged ones, or those fitted on the portfolio's own history."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict

from tools.outlook.gamma import Floats

SIGNALS: Final = ("staleness", "slowing", "thin", "concentration", "overdue")
"""Components of going dark that correct the forecast."""
COLUMNS: Final = ("intercept", "slope", *SIGNALS, "surge")
"""What `design` has a column for, in its order."""
_USUAL: Final = 0.3  # a usual component, and its usual deviation: intercepts then mean a usual partner
_CERTAIN: Final = 1e-4


class Recalibration(BaseModel):
    """A correction of a chance's log odds; as they are when `slope` is 1 and the rest 0.

    Attributes:
        intercept: Log odds added to all.
        slope: By which the forecast's own log odds are multiplied.
        staleness: Log odds added per 0.3 of the component above 0.3, and so for the others.
        surge: Log odds added per `surge`: after a quarter far above the usual, the next one falls back.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    intercept: float = 0.0
    slope: float = 1.0
    staleness: float = 0.0
    slowing: float = 0.0
    thin: float = 0.0
    concentration: float = 0.0
    overdue: float = 0.0
    surge: float = 0.0

    def chance(self, forecast: Floats, components: pd.DataFrame) -> Floats:
        """The corrected chance (0-1); NaN where the forecast is."""
        return self.chance_of(design(forecast, components))

    def chance_of(self, rows: Floats) -> Floats:
        """The corrected chance of each row of `design`."""
        return np.asarray(1 / (1 + np.exp(-rows @ self.vector)))

    @property
    def vector(self) -> Floats:
        """The coefficients in the order of the columns of `design`."""
        return np.array([getattr(self, name) for name in COLUMNS])

    @classmethod
    def of(cls, vector: Floats) -> Recalibration:
        """From the coefficients in the order of the columns of `design`."""
        return cls(**{name: round(float(value), 6) for name, value in zip(COLUMNS, vector, strict=True)})


class Coefficients(BaseModel):
    """What the outlook was fitted to.

    Attributes:
        fitted_through: The last day of the history that was fitted; None for the packaged ones.
        partner_quarters: How many partners and closed quarters, together, they were fitted on.
        calibration_error: By how much chances were off on closed quarters of that history, each foretold by
            what had been fitted before it, 0-1; the worse of silence and decline. None if that is not known.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    silent: Recalibration = Recalibration()
    decline: Recalibration = Recalibration()
    fitted_through: date | None = None
    partner_quarters: int = 0
    calibration_error: float | None = None

    def proven(self, within: float) -> bool:
        """Whether a chance may be told: it was fitted on the user's own history and came true in it."""
        return self.calibration_error is not None and self.calibration_error <= within


_PACKAGED: Final = Coefficients(
    silent=Recalibration(
        intercept=0.12, slope=0.95, staleness=0.19, slowing=0.09, thin=0.14, concentration=-0.06
    ),
    decline=Recalibration(
        intercept=0.12, slope=0.81, staleness=0.13, slowing=0.09, thin=-0.02, concentration=-0.01
    ),
)


def packaged() -> Coefficients:
    """The coefficients that come with Rapport.

    Fitted on the windows of 2017 of the Brazilian E-Commerce Public Dataset by Olist, CC BY-NC-SA 4.0.
    """
    return _PACKAGED


def design(forecast: Floats, components: pd.DataFrame) -> Floats:
    """One row per partner: 1, the log odds of the forecast, how far `SIGNALS` are from usual, and `surge`.

    A component that is not known counts as usual.
    """
    sure = np.clip(forecast, _CERTAIN, 1 - _CERTAIN)
    signals = (components[list(SIGNALS)].fillna(_USUAL).to_numpy() - _USUAL) / _USUAL
    surge = components["surge"].to_numpy()
    return np.column_stack([np.ones(len(sure)), np.log(sure / (1 - sure)), signals, surge])
