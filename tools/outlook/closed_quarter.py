"""A past day with what came of it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tools.portfolio import Portfolio


@dataclass(frozen=True, eq=False)
class ClosedQuarter:
    """A portfolio and what its partners did in the 90 days that followed, by partner id.

    Attributes:
        results: Columns `wins` and `revenue` (base currency) of the next 90 days.
    """

    portfolio: Portfolio
    results: pd.DataFrame

    @property
    def had_business(self) -> pd.Series:
        """Who had a won deal in the last 90 days and has not ended: only they can decline or fall silent."""
        partners = self.portfolio.partners
        return (partners["outlook_wins_quarter"] > 0) & partners["status"].ne("ended")

    @property
    def silent(self) -> pd.Series:
        """No won deal in the next 90 days."""
        return self.results["wins"].eq(0)

    @property
    def declines(self) -> pd.Series:
        """Won revenue of the next 90 days under half of the last 90 days'."""
        return self.results["revenue"] < 0.5 * self.portfolio.partners["outlook_revenue_quarter"]

    @property
    def lost(self) -> pd.Series:
        """By how much won revenue fell, base currency, at least 0."""
        last = self.portfolio.partners["outlook_revenue_quarter"].clip(lower=0)
        return (last - self.results["revenue"]).clip(lower=0)
