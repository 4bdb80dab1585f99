"""How long partners stay in a phase, those still in it counted properly."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def days_until_left(
    days: npt.NDArray[np.float64], left: npt.NDArray[np.bool_], share: float
) -> tuple[float, bool]:
    """The time by which `share` of partners had left, by the Kaplan-Meier estimate.

    S(t) is the product over leaving times u ≤ t of (1 - left at u / in the phase just before u); those who
    have not left count as present up to their days (Kaplan and Meier, 1958).

    Args:
        days: Days in the phase so far, or until it was left; not negative.
        left: Whether the partner went on; False for one still there or ended meanwhile.
        share: Of those who entered, above 0 and below 1.

    Returns:
        Days, and whether so many had left by then; if they never did within the time seen, the days after
        which nobody left any more (0 if nobody ever did) and False.
    """
    times, leavers = np.unique(days[left], return_counts=True)
    present = len(days) - np.searchsorted(np.sort(days), times, side="left")
    staying = np.cumprod(1 - leavers / present)
    reached = np.flatnonzero(staying <= 1 - share + 1e-12)
    if len(reached):
        return float(times[reached[0]]), True
    return float(times.max(initial=0.0)), False
