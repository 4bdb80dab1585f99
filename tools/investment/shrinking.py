"""Estimates of groups drawn towards what they have in common."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

_STEPS: Final = 80  # of the spread between groups that is summed over
_FARTHEST: Final = 3  # in units of the groups' own spread


def shrunk(fits: pd.DataFrame) -> pd.DataFrame:
    """Each group's slope given all of them (empirical Bayes; Gelman et al. 2013, section 5.4).

    Slopes scatter normally around a common mean with spread τ; given τ, a group's slope is the mean of its
    own and the common one, weighted by 1 / error² and 1 / τ². Averaged over τ with a half-normal prior as
    wide as the slopes themselves, so that few groups do not pass for equal ones.

    Args:
        fits: By group, `slope` and `error`.

    Returns:
        By group, `slope` and `error` after shrinking; a single group keeps its own.
    """
    if len(fits) < 2:  # noqa: PLR2004  nothing to be drawn towards
        return fits
    slope, error = fits["slope"].to_numpy(), fits["error"].to_numpy()
    scale = float(np.sqrt(np.mean(slope**2))) or 1.0
    spread = np.linspace(0, _FARTHEST * scale, _STEPS + 1)[:, None]
    weight = 1 / (error**2 + spread**2)
    common_variance = 1 / weight.sum(axis=1, keepdims=True)
    common = (weight * slope).sum(axis=1, keepdims=True) * common_variance
    likely = (
        np.log(common_variance).sum(axis=1) / 2
        + np.log(weight).sum(axis=1) / 2
        - (weight * (slope - common) ** 2).sum(axis=1) / 2
        - (spread[:, 0] / scale) ** 2 / 2
    )
    chance = np.exp(likely - likely.max())
    chance /= chance.sum()
    own = spread**2 / (error**2 + spread**2)
    mean = own * slope + (1 - own) * common
    variance = own * error**2 + (1 - own) ** 2 * common_variance
    drawn = chance @ mean
    return pd.DataFrame(
        {"slope": drawn, "error": np.sqrt(chance @ (variance + (mean - drawn) ** 2))}, index=fits.index
    )


def together(fits: pd.DataFrame) -> tuple[float, float]:
    """Mean slope of all groups weighted by 1 / error², and its error; NaN without any."""
    if fits.empty:
        return float("nan"), float("nan")
    weight = 1 / fits["error"] ** 2
    return float((weight * fits["slope"]).sum() / weight.sum()), float(weight.sum() ** -0.5)
