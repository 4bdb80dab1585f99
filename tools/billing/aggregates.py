"""How we pay every partner, at once."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Condition, Function, Op, within
from tools.portfolio import Portfolio

_PAID: Final = within("paid_on", 365)


def _payments(name: str, *where: Condition) -> Aggregate:
    return Aggregate(f"bill_{name}", "commissions", Function.COUNT, "due_on", (*_PAID, *where))


AGGREGATES: Final = (
    _payments("payments_365d"),
    _payments("payments_in_time_365d", Condition("paid_on", Op.NOT_LATER_THAN, other="due_on")),
)
"""What `paid_in_time` reads."""


def paid_in_time(portfolio: Portfolio) -> pd.Series[float]:
    """Share of a partner's payments within 365 days that were made by their due date.

    Formula: payments with a due date that were made on or before it / payments with a due date.

    Args:
        portfolio: Loaded with `AGGREGATES`.

    Returns:
        By partner id, 0 to 1, higher is better; NaN without a payment that had a due date.
    """
    payments = portfolio.partners["bill_payments_365d"]
    return portfolio.partners["bill_payments_in_time_365d"] / payments.where(payments > 0)
