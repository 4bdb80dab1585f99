"""One answer to where an amount is best spent."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from tools.investment.allocating import Placed, place
from tools.investment.policy import InvestmentPolicy
from tools.investment.response import Response


@dataclass(frozen=True)
class Asked:
    """What is to be spent.

    Attributes:
        what: `hours`, `money`, or a kind of cost.
        amount: Hours, or money in base currency.
        columns: Aggregates that the spending is read from.
    """

    what: str
    amount: float
    columns: tuple[str, ...]

    @property
    def in_hours(self) -> bool:
        """Whether hours are spent, not money."""
        return self.what == "hours"


@dataclass(frozen=True, eq=False)
class Plan:
    """Where the amount goes, and on what evidence.

    Attributes:
        ranked: Who could get it, the highest score of `candidates` first.
        placed: None if the history cannot tell what such spending returns.
    """

    asked: Asked
    response: Response
    ranked: pd.DataFrame
    placed: Placed | None

    @property
    def ranks(self) -> bool:
        """Whether anything sets one above another."""
        return bool((self.ranked["score"] != 0).any())


def plan(
    asked: Asked, response: Response, able: pd.DataFrame, margin: float, policy: InvestmentPolicy
) -> Plan:
    """The amount placed among partners who can be invested in.

    Args:
        asked: What is to be spent.
        response: What such spending went together with, learnt from the whole portfolio.
        able: What `candidates` found of the partners that it may go to.
        margin: Share of won revenue that is margin, 0-1.
        policy: Limits.
    """
    ranked = able.sort_values("order", ascending=False)
    if not (response.clear and able["group"].isin(response.paying.index).any()):
        return Plan(asked, response, ranked, None)
    return Plan(asked, response, ranked, place(response, able, asked.amount, margin, policy.most_lots))
