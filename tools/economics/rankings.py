"""The measures that partners are ranked by, each with the columns of its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from tools.economics import kinds
from tools.economics.told import Economics
from tools.facts import Kind

_ACCOUNT: Final = (
    ("revenue", kinds.REVENUE, "won"),
    ("costs", kinds.COSTS, "cost us"),
    ("net", kinds.NET, "net"),
)


@dataclass(frozen=True, eq=False)
class Ranking:
    """One measure over the partners in question.

    Attributes:
        key: Of the phrases.
        frame: Indexed by partner id; `value` is what is ranked, NaN is left out.
        kind: Of the value.
        columns: Column of the frame, kind and words over it, of the table.
        highest: Whether the highest come first unless the question says otherwise.
    """

    key: str
    frame: pd.DataFrame
    kind: Kind
    columns: tuple[tuple[str, Kind, str], ...]
    highest: bool

    def ordered(self, order: str | None) -> pd.DataFrame:
        """The partners with a value, in the order asked for; equal ones by id."""
        highest = self.highest if order is None else order == "highest"
        known: pd.DataFrame = self.frame[np.isfinite(self.frame["value"])].sort_index()
        return known.sort_values("value", ascending=not highest, kind="stable")


def ranking(told: Economics, measure: str, cost: str | None) -> Ranking:
    """The ranking of a measure, or of what was spent for one thing."""
    if cost is not None:
        return _spending(told, cost, measure)
    return _RANKINGS[measure](told)


def _accounts(told: Economics) -> Ranking:
    if not told.recorded.deals:
        return _costs(told)
    own = _known(told)
    return Ranking("margin", own.assign(value=own["net"]), kinds.NET, _ACCOUNT, highest=False)


def _revenue(told: Economics) -> Ranking:
    """What partners won, who won nothing left out."""
    own = told.own.assign(value=told.own["revenue"].where(told.own["revenue"] > 0))
    if not told.recorded.deals:
        own = own.assign(value=np.nan)
    return Ranking("revenue", own, kinds.REVENUE, _ACCOUNT, highest=True)


def _known(told: Economics) -> pd.DataFrame:
    """Accounts with anything in them, without those of whom no won deal has an amount."""
    own = told.own
    untold = (own["revenue"] == 0) & ((own["costs"] == 0) | (own["unpriced"] > 0))
    return own[~untold]


def _costs(told: Economics) -> Ranking:
    """What partners cost, where nothing tells what they bring."""
    columns = (
        ("value", kinds.COSTS, "cost us"),
        ("commissions", kinds.COMMISSIONS, "commissions"),
        ("serve", kinds.SERVE, "cost to serve"),
        ("program", kinds.PROGRAM, "program money"),
    )
    own = told.own.assign(value=told.own["costs"].where(told.own["costs"] != 0))
    return Ranking("costs", own, kinds.COSTS, columns, highest=True)


def _serving(told: Economics) -> Ranking:
    columns = (
        ("hours", kinds.HOURS, "hours"),
        ("tickets", kinds.TICKETS, "tickets"),
        ("value", kinds.SERVE, "cost to serve"),
        *(_ACCOUNT[::2] if told.recorded.deals else ()),
    )
    own = told.own.assign(value=told.own["serve"].where(told.own["serve"] > 0))
    return Ranking("serve", own, kinds.SERVE, columns, highest=True)


def _acquisition(told: Economics) -> Ranking:
    own = told.acquisitions.loc[told.own.index]
    columns = (
        ("spent", kinds.PAC_SPENT, "booked"),
        ("hours", kinds.PAC_HOURS, "our hours"),
        ("value", kinds.PAC, "acquisition cost"),
        ("months", kinds.PAYBACK, "months to pay back"),
    )
    value = own["pac"].where(own["pac"] > 0)
    return Ranking("acquisition", own.assign(value=value), kinds.PAC, columns, highest=True)


def _payback(told: Economics) -> Ranking:
    own = told.acquisitions.loc[told.own.index]
    if not told.recorded.deals:  # nobody can be said not to have paid back
        own = own.assign(months=np.nan, left=np.nan)
    columns = (
        ("pac", kinds.PAC, "acquisition cost"),
        ("gained", kinds.GAINED, "net since signing"),
        ("left", kinds.LEFT, "still missing"),
        ("value", kinds.PAYBACK, "months to pay back"),
    )
    return Ranking("payback", own.assign(value=own["months"]), kinds.PAYBACK, columns, highest=True)


def _lifetime(told: Economics) -> Ranking:
    own = told.lifetimes.frame.loc[told.own.index]
    if not told.recorded.deals:
        own = own.assign(value=np.nan)
    columns = (
        ("so_far", kinds.SO_FAR, "net so far"),
        ("coming", kinds.COMING, "expected from here"),
        ("value", kinds.VALUE, "lifetime value"),
    )
    return Ranking("lifetime", own, kinds.VALUE, columns, highest=True)


def _returns(told: Economics) -> Ranking:
    if not told.recorded.deals:
        return _costs(told)
    own = _known(told)
    columns = (*_ACCOUNT, ("value", kinds.ROI, "ROI"))
    return Ranking("roi", own.assign(value=own["roi"]), kinds.ROI, columns, highest=True)


def _spending(told: Economics, cost: str, measure: str) -> Ranking:
    """What was spent for one thing, beside revenue; by revenue per unit spent if a return is asked for."""
    suffix = "period" if told.period else "365d"
    spent = told.portfolio.partners[f"eco_{cost}_{suffix}"].reindex(told.own.index)
    spent = spent.where(spent > 0)
    own = told.own.assign(spent=spent, per_spent=told.own["revenue"] / spent)
    columns = (
        ("spent", kinds.SPENT[cost], "spent"),
        ("revenue", kinds.REVENUE, "won"),
        ("per_spent", kinds.PER_SPENT[cost], "won per unit spent"),
    )
    if measure in ("margin", "roi") and told.recorded.deals:
        return Ranking(
            "return", own.assign(value=own["per_spent"]), kinds.PER_SPENT[cost], columns, highest=False
        )
    return Ranking("spending", own.assign(value=spent), kinds.SPENT[cost], columns, highest=True)


_RANKINGS: Final[Mapping[str, Callable[[Economics], Ranking]]] = {
    "margin": _accounts,
    "revenue": _revenue,
    "cost_to_serve": _serving,
    "acquisition_cost": _acquisition,
    "payback": _payback,
    "lifetime_value": _lifetime,
    "roi": _returns,
}
