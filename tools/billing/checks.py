"""What cannot be right in the ledger."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import pandas as pd

from tools.billing.ledger import State


class Check(StrEnum):
    """What is wrong with a commission."""

    TWICE = "twice"  # the same deal, partner, period and amount as another one
    TWICE_OVER_TIME = "twice_over_time"  # the same deal, partner and amount in another period: possibly meant
    NOT_WON = "not_won"  # its deal is open or lost
    TOO_LARGE = "too_large"  # more than its deal is worth, alone or with the deal's other ones
    UNDATED = "undated"  # paid, without a date of payment
    OTHER_CURRENCY = "other_currency"  # not the currency of its deal
    TOO_EARLY = "too_early"  # paid before it was approved
    NO_RATE = "no_rate"  # in a currency without an exchange rate, so in no total


_SAME: Final = ["partner_id", "deal_id", "amount", "currency"]
_CENT: Final = 0.005
OF_A_DEAL: Final = (Check.TWICE, Check.TWICE_OVER_TIME, Check.TOO_LARGE)
"""Checks that set the commissions of a deal beside each other."""


def problems(rows: pd.DataFrame, base: str) -> pd.DataFrame:
    """Commissions that break an invariant of the ledger, one row per commission and broken invariant.

    Invariants: a deal is commissioned once per partner, period and amount, and seldom in another period with
    the same amount; its deal is won; a deal's commissions, net of clawbacks, are together at most the deal's
    amount (base currency); what is paid has a day of payment, not before its approval; it
    is in its deal's currency (base if none is given), which has an exchange rate. Clawbacks are looked at
    only for their rate and dates.

    Args:
        rows: What `ledger` returned.
        base: ISO code of the base currency.

    Returns:
        `check`, `commission_id`, `partner_id`, `deal_id`, `period`; sorted by check and commission.
    """
    of_deal = rows["deal_stage"].notna() & ~rows["clawback"]
    earned = ~rows["clawback"] & rows["deal_id"].notna()
    twice = earned & rows.duplicated([*_SAME, "period"], keep=False)
    together = rows.groupby("deal_id")["amount_base"].transform("sum")
    paid = rows["state"].eq(State.PAID)
    broken = {
        Check.TWICE: twice,
        Check.TWICE_OVER_TIME: earned & ~twice & rows.duplicated(_SAME, keep=False),
        Check.NOT_WON: of_deal & rows["deal_stage"].ne("won"),
        Check.TOO_LARGE: of_deal & (together > rows["deal_amount_base"] + _CENT),
        Check.UNDATED: paid & rows["paid_on"].isna(),
        Check.OTHER_CURRENCY: of_deal
        & rows["deal_amount"].notna()
        & rows["currency"].fillna(base).ne(rows["deal_currency"].fillna(base)),
        Check.TOO_EARLY: rows["paid_on"] < rows["approved_on"],
        Check.NO_RATE: rows["amount"].notna() & rows["amount_base"].isna(),
    }
    columns = ["commission_id", "partner_id", "deal_id", "period"]
    found = [rows.loc[where, columns].assign(check=check.value) for check, where in broken.items()]
    order = ["check", "commission_id"]
    return pd.concat(found).sort_values(order, ignore_index=True)[["check", *columns]]
