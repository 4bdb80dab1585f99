"""Whether serving partners is told by money that is booked or by hours: the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tools.economics.needs import OUR_KINDS, YEAR
from tools.economics.policy import EconomicsPolicy
from tools.portfolio import Portfolio


@dataclass(frozen=True)
class Booked:
    """What a portfolio books regularly.

    Attributes:
        support: Support counts as booked; else it is ticket hours times the hourly rate.
        management: Partner management counts as booked; else it is our hours times the hourly rate.
    """

    support: bool
    management: bool

    @classmethod
    def of(cls, portfolio: Portfolio, policy: EconomicsPolicy) -> Booked:
        """Booked regularly is what `booked_from` of all partners who take hours have booked in 12 months.

        The last 12 months decide for every window, so that a year is the sum of its months, and all partners
        decide for each, so that one can be compared with another.
        """

        def of(*names: str) -> pd.Series:
            columns: pd.DataFrame = portfolio.partners[[f"eco_{name}_{YEAR}" for name in names]]
            return columns.ne(0).any(axis=1)

        def regularly(money: pd.Series, hours: pd.Series) -> bool:
            return bool(money.any() and money.sum() >= policy.booked_from * (money | hours).sum())

        return cls(
            support=regularly(of("support"), of("ticket_hours")),
            management=regularly(of("management"), of(*OUR_KINDS)),
        )
