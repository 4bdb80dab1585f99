"""Coefficients fitted on quarters that have ended, and how they did on later ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np

from tools.outlook.calibration import BINS, calibration_error
from tools.outlook.coefficients import COLUMNS, Coefficients, Recalibration
from tools.outlook.gamma import Floats
from tools.outlook.lessons import Lesson, Rows
from tools.outlook.signals import QUARTER

ENOUGH_ROWS: Final = 200
"""Partners and days together, below which nothing is fitted."""
ENOUGH_CASES: Final = 20
"""Of those that fell, and of those that did not."""
ENOUGH_DAYS: Final = 180
"""From the first day to the last that is known of: what one quarter brought may be its season."""
REMEMBERED: Final = 365
"""Days whose quarters are learnt from, up to the last: a whole year of seasons, and nothing outdated."""
_FIRMNESS: Final = {"intercept": 25.0, "overdue": 20.0, "surge": 20.0}
_HOLD: Final = np.array([_FIRMNESS.get(name, 50.0) for name in COLUMNS])
"""How firmly each coefficient is held where it was: pseudo-observations, of the columns of `design`."""
_STEPS: Final = 25
_STILL: Final = 1e-8  # a step so small changes no coefficient that is kept
_BIN_ROWS: Final = 100  # fewer rows in a bin, and luck alone looks like an error


def fit(lessons: Sequence[Lesson], prior: Coefficients, through: date) -> Coefficients | None:
    """Logistic regressions on closed quarters, held near `prior` (ridge); None with too few to learn from.

    Args:
        lessons: Of quarters that ended on or before `through`; those of the last year are used.
        prior: What is believed where the history says little.
        through: The last day of what the lessons tell of.
    """
    recent = _recent(lessons)
    if not recent or (through - min(one.as_of for one in recent)).days < ENOUGH_DAYS:
        return None
    silent = _fitted(recent, lambda one: one.silent, prior.silent)
    decline = _fitted(recent, lambda one: one.decline, prior.decline)
    if silent is None or decline is None:
        return None
    seen = sum(len(one.silent.came) for one in recent)
    return Coefficients(silent=silent, decline=decline, fitted_through=through, partner_quarters=seen)


def fit_and_check(lessons: Sequence[Lesson], prior: Coefficients, through: date) -> Coefficients | None:
    """`fit`, with how far off chances were on those quarters that could be foretold by earlier ones.

    Each day is judged by what a fit on the quarters that had closed by then would have said.
    """
    fitted = fit(lessons, prior, through)
    if fitted is None:
        return None
    told = [(one, then) for one in _recent(lessons) if (then := _fit_as_known(lessons, prior, one.as_of))]
    errors = [
        _error([(one.silent, then.silent) for one, then in told]),
        _error([(one.decline, then.decline) for one, then in told]),
    ]
    known = [error for error in errors if error is not None]
    worst = round(max(known), 6) if len(known) == len(errors) else None
    return fitted.model_copy(update={"calibration_error": worst})


def _recent(lessons: Sequence[Lesson]) -> list[Lesson]:
    last = max((one.as_of for one in lessons), default=date.min)
    return [one for one in lessons if (last - one.as_of).days < REMEMBERED]


def _fit_as_known(lessons: Sequence[Lesson], prior: Coefficients, day: date) -> Coefficients | None:
    return fit([one for one in lessons if one.as_of + timedelta(days=QUARTER) <= day], prior, day)


def _error(told: Sequence[tuple[Rows, Recalibration]]) -> float | None:
    """Calibration error over all of them; None with too few rows to tell an error from luck."""
    count = sum(len(rows.came) for rows, _ in told)
    if count < ENOUGH_ROWS:
        return None
    came = np.concatenate([rows.came for rows, _ in told])
    chances = np.concatenate([then.chance_of(rows.blind) for rows, then in told])
    return calibration_error(came, chances, min(BINS, count // _BIN_ROWS))


def _fitted(
    lessons: Sequence[Lesson], part: Callable[[Lesson], Rows], prior: Recalibration
) -> Recalibration | None:
    """The most likely coefficients by Newton's method; None with too few rows or cases."""
    rows = np.concatenate([part(one).informed for one in lessons])
    came = np.concatenate([part(one).came for one in lessons])
    weights = np.concatenate([np.full(len(part(one).came), one.weight) for one in lessons])
    if len(came) < ENOUGH_ROWS or min(came.sum(), len(came) - came.sum()) < ENOUGH_CASES:
        return None
    return Recalibration.of(_newton(rows, came, weights, prior.vector))


def _newton(rows: Floats, came: Floats, weights: Floats, start: Floats) -> Floats:
    vector = start
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-rows @ vector))
        slope = rows.T @ (weights * (chance - came)) + _HOLD * (vector - start)
        curve = (rows * (weights * chance * (1 - chance))[:, None]).T @ rows + np.diag(_HOLD)
        step = np.linalg.solve(curve, slope)
        vector = vector - step
        if np.abs(step).max() < _STILL:
            break
    return vector
