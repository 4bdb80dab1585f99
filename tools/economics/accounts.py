"""What every partner brought and cost in a window."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.economics.needs import OUR_KINDS, YEAR
from tools.economics.policy import EconomicsPolicy
from tools.economics.serving import Booked
from tools.effort import STANDARD, EffortPolicy
from tools.portfolio import Portfolio

CENT: Final = 0.005
"""Less is rounding, no money."""
PROGRAM: Final = ("mdf", "incentive", "enablement")
"""Kinds of cost that are program money."""
SPENT: Final = ("commissions", "serve", *PROGRAM, "acquisition", "other")
"""Columns that add up to `costs`."""


def accounts(
    portfolio: Portfolio,
    policy: EconomicsPolicy,
    suffix: str = YEAR,
    effort: EffortPolicy = STANDARD,
) -> pd.DataFrame:
    """One row per partner, money in base currency; what the tables do not hold is 0 (see `Recorded`).

    revenue: won deals. counted: revenue less the part of influenced deals that does not count
    (1 - `influenced_share`). margin: counted revenue times `gross_margin`.
    our_hours: activities times the hours that one of their kind takes. ticket_hours: hours on record.
    support: costs booked as support if the portfolio books it regularly (`Booked`), else ticket hours times
    the hourly rate: never both, and alike for everybody. management: costs booked as management, or our hours
    times the rate, likewise. support_money, management_money: what is booked, counted or not.
    serve: support + management. program: mdf + incentive + enablement. other: costs without a kind.
    unpriced: won deals without an amount in base currency, which count as nothing.
    costs: commissions + serve + mdf + incentive + enablement + acquisition + other.
    net: margin - costs; higher is better. roi: net / costs; NaN without costs. rate: net / revenue; NaN
    without revenue.

    Args:
        portfolio: With the aggregates of the window.
        policy: Assumptions.
        suffix: Which window.
        effort: Hours that activities take.
    """

    def of(name: str) -> pd.Series:
        return portfolio.partners[f"eco_{name}_{suffix}"]

    revenue, influenced = of("won"), of("influenced")
    counted = revenue - (1 - policy.influenced_share) * influenced
    ours = sum(of(kind) * effort.by_kind[kind] for kind in OUR_KINDS)
    money = {kind: of(kind) for kind in ("acquisition", *PROGRAM, "support", "management")}
    booked, rate = Booked.of(portfolio, policy), policy.hourly_rate
    told = pd.DataFrame(
        {
            "revenue": revenue,
            "influenced": influenced,
            "counted": counted,
            "margin": counted * policy.gross_margin,
            "commissions": of("commissions"),
            **{kind: money[kind] for kind in ("acquisition", *PROGRAM)},
            "other": of("costs") - sum(money.values()),
            "unpriced": of("deals") - of("priced"),
            "tickets": of("tickets"),
            "untimed": of("tickets") - of("timed"),
            "ticket_hours": of("ticket_hours"),
            "our_hours": ours,
            "support_money": money["support"],
            "management_money": money["management"],
            "support": money["support"] if booked.support else of("ticket_hours") * rate,
            "management": money["management"] if booked.management else ours * rate,
        }
    )
    return _summed(told)


def _summed(told: pd.DataFrame) -> pd.DataFrame:
    """With what the columns add up to."""
    whole = told.assign(
        other=told["other"].where(told["other"].abs() > CENT, 0.0),
        serve=told["support"] + told["management"],
        hours=told["ticket_hours"] + told["our_hours"],
    )
    costs = whole[list(SPENT)].sum(axis=1)
    net = whole["margin"] - costs
    return whole.assign(
        program=whole[[*PROGRAM]].sum(axis=1),
        costs=costs,
        net=net,
        roi=_ratio(net, costs),
        rate=_ratio(net, whole["revenue"]),
    )


def _ratio(part: pd.Series, whole: pd.Series) -> pd.Series:
    """`part / whole`, NaN where the whole is not above 0."""
    return part / whole.where(whole > 0, np.nan)
