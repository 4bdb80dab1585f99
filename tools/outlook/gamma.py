"""The gamma distribution's distribution function for whole columns."""

from __future__ import annotations

from math import lgamma
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
_EXACT: Final = 1e-12


def gamma_share(shape: Floats, upto: Floats) -> Floats:
    """P(X <= upto) of a gamma variable of scale 1: the regularised lower incomplete gamma function.

    P(k, x) = x^k e^-x / Γ(k + 1) · (1 + x/(k+1) + x²/((k+1)(k+2)) + …), DLMF 8.7.1; every term is positive,
    so nothing cancels.

    Args:
        shape: k > 0.
        upto: x >= 0.

    Returns:
        0-1, grows with `upto`.
    """
    x = np.minimum(upto, shape + 10 * np.sqrt(shape) + 40)  # beyond, what is missing to 1 is under 1e-12
    term = np.ones_like(x)
    total = np.ones_like(x)
    step = 0
    while term.size and np.max(term / total) > _EXACT:
        step += 1
        term = term * x / (shape + step)
        total += term
    return np.asarray(np.clip(gamma_mass(shape, x) * total, 0.0, 1.0))


def gamma_mass(shape: Floats, upto: Floats) -> Floats:
    """x^k e^-x / Γ(k + 1), by which P(k, x) exceeds P(k + 1, x)."""
    safe = np.where(upto > 0, upto, 1.0)
    mass = np.exp(shape * np.log(safe) - safe - _log_gamma(shape + 1))
    return np.asarray(np.where(upto > 0, mass, 0.0))


def _log_gamma(values: Floats) -> Floats:
    return np.fromiter(map(lgamma, values), dtype=float, count=len(values))
