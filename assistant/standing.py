"""The whole portfolio at one day, computed once per state of the data: the science, planning and money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property
from typing import Final

import pandas as pd

from assistant.science import Science
from knowledge.freshness import Freshness
from tools import (
    billing,
    economics,
    introductions,
    potential,
    proposition,
    workload,
)
from tools.aggregates import Aggregate
from tools.attention import Lane
from tools.economics import Movements
from tools.investment import SPENDING, Panel, Responses, Terms
from tools.portfolio import Portfolio
from tools.territory import Deals, History

_YEAR: Final = timedelta(days=365)
PLANNED: Final[tuple[Aggregate, ...]] = (
    *billing.AGGREGATES,
    *introductions.AGGREGATES,
    *economics.AGGREGATES,
    *proposition.AGGREGATES,
    *workload.AGGREGATES,
)
"""What planning and money need besides; loaded when somebody asks, not with every question."""


@dataclass(frozen=True)
class Standing(Science):
    """The science and what planning and money need besides, each part computed when it is first asked for."""

    @cached_property
    def planned(self) -> Portfolio:
        """The portfolio with what planning and money need besides."""
        more = self.stored.planned().partners
        columns = [item.name for item in PLANNED]
        return replace(self.portfolio, partners=self.portfolio.partners.join(more[columns]))

    @cached_property
    def spending(self) -> pd.DataFrame:
        """What was spent on every partner and what it won, quarter by quarter: the columns of `SPENDING`."""
        rows = self.stored.spending().partners
        return rows[[item.name for item in SPENDING]]

    @cached_property
    def panel(self) -> Panel:
        """The same as arrays, of partners on whom anything was spent or who won anything."""
        return Panel.of(self.portfolio, self.spending)

    @cached_property
    def responses(self) -> Responses:
        """What each kind of spending went together with."""
        hours = Terms.of(self.policy.economics, self.policy.effort).hours
        return Responses(self.spending, self.panel, hours, self.policy.investment)

    @cached_property
    def counted(self) -> Freshness:
        """How many rows every table has and how new they are."""
        return self.stored.counted()

    @cached_property
    def commissions(self) -> pd.DataFrame:
        """The ledger of the periods that ended within a year."""
        return self.stored.commissions(self.as_of - _YEAR)

    @cached_property
    def movements(self) -> dict[str, Movements]:
        """What every partner brought and cost, row by row, with its age."""
        return self.stored.movements(economics.FLOWS)

    @cached_property
    def accounts(self) -> pd.DataFrame:
        """What every partner brought and cost within 12 months."""
        return economics.accounts(self.planned, self.policy.economics, effort=self.policy.effort)

    @cached_property
    def acquisitions(self) -> pd.DataFrame:
        """What winning every partner cost, and when it had paid that back."""
        return economics.acquisitions(self.planned, self.movements, self.policy.economics, self.policy.effort)

    @cached_property
    def lifetimes(self) -> economics.Lifetimes:
        """What every partner has brought and may yet bring."""
        return economics.lifetimes(
            self.planned,
            self.movements,
            self.policy.economics,
            self.policy.effort,
            self.potential.frame["potential"],
        )

    @cached_property
    def potential(self) -> potential.Potentials:
        """What every partner brings and could bring in a year, with the range."""
        return potential.potentials(self.portfolio, self.policy.potential, self.segments.pairs)

    @cached_property
    def won_before(self) -> pd.DataFrame:
        """What partners won in the year before the last, by sector and technology."""
        return self.stored.cells(proposition.CELLS, ("sector", "technology"))

    @cached_property
    def deals(self) -> Deals:
        """All deals as columns."""
        return self.stored.deals()

    @cached_property
    def deal_history(self) -> History:
        """What deals of the past tell of open ones."""
        return History.of(self.deals, self.policy.territory)

    @cached_property
    def vendor(self) -> pd.DataFrame:
        """The vendor's own market figures."""
        return self.stored.vendor()

    @cached_property
    def propositions(self) -> proposition.Propositions:
        """What working with us is worth to every partner."""
        ids, pairs = self.portfolio.partners.index, self.segments.pairs
        market = proposition.Market.of(ids, pairs, self.won_before, self.vendor, self.as_of)
        return proposition.propositions(self.planned, market, self.promises, self.policy.proposition)

    @cached_property
    def first_years(self) -> dict[str, Movements]:
        """What partners earned with us, row by row, with its age."""
        return self.stored.movements(proposition.FLOWS)

    @cached_property
    def ground(self) -> introductions.Ground:
        """What every partner can do, asks for and serves, ready to compare any two."""
        return introductions.Ground.of(self.portfolio, self.experience, self.policy.matching)

    @cached_property
    def hindered(self) -> pd.DataFrame:
        """What keeps each partner from meeting another one now."""
        return introductions.hindrances(self.planned, self.attention.of(lane=Lane.PART_WAYS))
