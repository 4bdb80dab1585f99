"""How long partners stay in a phase, those still in it counted properly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

_ROUNDING: Final = 1e-12


@dataclass(frozen=True, eq=False)
class Survival:
    """The Kaplan-Meier estimate of who is still in a phase after so many days.

    S(t) is the product over leaving times u ≤ t of (1 - left at u / in the phase just before u); those who
    have not left count as present up to their days (Kaplan and Meier, 1958).

    Attributes:
        times: Days after which somebody left, rising.
        staying: Share still there after each (0-1, falling).
        stays: Days of every stay, left or not, rising.
    """

    times: npt.NDArray[np.float64]
    staying: npt.NDArray[np.float64]
    stays: npt.NDArray[np.float64]

    @property
    def peers(self) -> int:
        """How many partners it rests on."""
        return len(self.stays)

    def days_until_left(self, share: float, least: int = 1) -> tuple[float, bool]:
        """The time by which `share` (above 0, below 1) of those who entered had left.

        Args:
            share: Of those who entered.
            least: Nobody may stand for more than one in so many of them, as the last one present does for
                all who had not left when they were last seen.

        Returns:
            Days, and whether so many had left by then; if they never did within the time seen, the days after
            which nobody left any more (0 if nobody ever did) and False.
        """
        reached = np.flatnonzero(self.staying <= 1 - share + _ROUNDING)
        if len(reached) and self._rests_on(least, reached[0]):
            return float(self.times[reached[0]]), True
        return float(self.times.max(initial=0.0)), False

    def left_within(self, days: float, least: int = 1) -> float | None:
        """Share (0-1) that went on within so many days; None if too few were watched for as long."""
        before = np.flatnonzero(self.times <= days)
        staying = float(self.staying[before[-1]]) if len(before) else 1.0
        watched = self.peers - int(np.searchsorted(self.stays, days, side="left"))
        if watched < staying * least - _ROUNDING or not self.peers:
            return None
        return 1 - staying if not len(before) or self._rests_on(least, before[-1]) else None

    def _rests_on(self, least: int, at: np.intp) -> bool:
        """Whether each of those present just before a leaving time stands for one in `least` at most."""
        present = self.peers - np.searchsorted(self.stays, self.times[at], side="left")
        standing_for = self.staying[at - 1] if at else 1.0
        return bool(present >= standing_for * least - _ROUNDING)


def survival(days: npt.NDArray[np.float64], left: npt.NDArray[np.bool_]) -> Survival:
    """The estimate for stays of so many days (not negative), each left or, False, still lasting or ended.

    Whoever is censored on the day on which another leaves counts as present then.
    """
    times, leavers = np.unique(days[left], return_counts=True)
    stays = np.sort(days)
    present = len(days) - np.searchsorted(stays, times, side="left")
    staying = np.cumprod(1 - leavers / present, dtype=np.float64)
    return Survival(times, staying, stays)
