"""What revenue leaves and what hours are, as the economics of partners have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tools.economics.policy import EconomicsPolicy
from tools.effort import EffortPolicy
from tools.investment.windows import Effort


@dataclass(frozen=True)
class Terms:
    """Figures that investment shares with economics.

    Attributes:
        margin: Share of won revenue that is gross margin, 0-1.
        rate: What an hour of ours costs, base currency.
        hours: Hours of ours in one activity, by kind.
    """

    margin: float
    rate: float
    hours: Mapping[str, float]

    @classmethod
    def of(cls, policy: EconomicsPolicy, effort: EffortPolicy) -> Terms:
        """As those policies have them."""
        hours = {str(kind): effort.by_kind[kind] for kind in Effort}
        return cls(policy.gross_margin, policy.hourly_rate, hours)
