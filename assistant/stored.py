"""What a standing reads only when somebody asks for it."""

from __future__ import annotations

from datetime import date
from typing import Protocol

import pandas as pd

from knowledge.freshness import Freshness
from knowledge.reviews import Decision
from tools.aggregates import Aggregate
from tools.economics import Movements
from tools.outlook import Coefficients
from tools.portfolio import Portfolio
from tools.territory import Deals


class Stored(Protocol):
    """What is read only when it is asked for, as known at the end of the standing's day."""

    def planned(self) -> Portfolio:
        """The same partners with the aggregates of `PLANNED`."""

    def spending(self) -> Portfolio:
        """The same partners with what was spent on them and what they won, quarter by quarter."""

    def movements(self, flows: tuple[Aggregate, ...]) -> dict[str, Movements]:
        """The rows that each aggregate is over, with their age, by its name."""

    def figures(self, aggregates: tuple[Aggregate, ...]) -> Portfolio:
        """The same partners with these aggregates; computed whenever it is asked for."""

    def month_ends(self) -> tuple[Portfolio, ...]:
        """Portfolios at the month-ends before, oldest first."""

    def history_from(self, day: date) -> tuple[Portfolio, ...]:
        """Portfolios at the month-ends before `day`, at `day`, and at the month-ends since; oldest first."""

    def decisions(self) -> list[Decision]:
        """What people decided in reviews by then."""

    def promises(self) -> pd.DataFrame:
        """Promises read out of notes."""

    def vendor(self) -> pd.DataFrame:
        """Market figures of the periods that had ended by then."""

    def coefficients(self) -> Coefficients:
        """The newest that were fitted on nothing after the day; those that come with Rapport if none were."""

    def levels(self) -> pd.DataFrame:
        """The levels of the partner program; they carry no date."""

    def deals(self) -> Deals:
        """All deals as columns."""

    def counted(self) -> Freshness:
        """How many rows every table has and how new they are."""

    def commissions(self, first: date) -> pd.DataFrame:
        """The ledger of the periods that ended from that day on."""

    def certificates(self) -> pd.DataFrame:
        """Every certificate earned by then."""

    def cells(self, aggregates: tuple[Aggregate, ...], by: tuple[str, ...]) -> pd.DataFrame:
        """Aggregates by partner and by the values of the columns `by`."""
