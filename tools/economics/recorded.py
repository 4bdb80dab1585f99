"""What the data holds at all: what it does not is said, and is no zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from tools.economics.needs import EVER, OUR_KINDS
from tools.portfolio import Portfolio


@dataclass(frozen=True)
class Recorded:
    """Which tables hold anything about any partner by the day.

    Attributes:
        deals: Won deals with an amount.
        costs: Costs.
        commissions: Commissions.
        tickets: Tickets with hours.
        activities: Activities that take hours of ours.
    """

    deals: bool
    costs: bool
    commissions: bool
    tickets: bool
    activities: bool

    @classmethod
    def of(cls, portfolio: Portfolio) -> Recorded:
        """From what was ever summed up over everybody."""

        def any_of(*names: str) -> bool:
            columns: pd.DataFrame = portfolio.partners[[f"eco_{name}_{EVER}" for name in names]]
            return bool(columns.ne(0).to_numpy().any())

        return cls(
            deals=any_of("won"),
            costs=any_of("costs"),
            commissions=any_of("commissions"),
            tickets=any_of("ticket_hours"),
            activities=any_of(*OUR_KINDS),
        )

    def lacking(self) -> Iterator[str]:
        """Names of what is not recorded."""
        for name in ("deals", "costs", "commissions", "tickets", "activities"):
            if not getattr(self, name):
                yield name
