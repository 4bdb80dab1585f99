"""Where the data ends, as seen from today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tools.about import about_all
from tools.facts import Statement
from tools.health.kinds import AGO, THROUGH
from tools.health.policy import HealthPolicy
from tools.portfolio import Portfolio


@dataclass(frozen=True)
class DataEnd:
    """Where the data ends.

    Attributes:
        on: The last day that it covers.
        today: What day it is for whoever asks.
        sample: Whether it is the sample alone, which always ends there.
    """

    on: date
    today: date
    sample: bool = False

    def days_behind(self, policy: HealthPolicy) -> int:
        """Days from its end until today; 0 while that is no more than usual, and of the sample."""
        days = (self.today - self.on).days
        return days if days >= policy.behind_days and not self.sample else 0


def end_statements(portfolio: Portfolio, end: DataEnd | None, policy: HealthPolicy) -> Iterator[Statement]:
    """That it is the sample, or that nothing has come in for long; nothing when it is as it should be."""
    if end is None:
        return
    if end.sample:
        yield Statement("health.sample", {"through": about_all(portfolio, THROUGH, end.on)})
    elif days := end.days_behind(policy):
        yield Statement("health.behind", {"days": about_all(portfolio, AGO, days)})
