"""The ledger of commissions: every row in one state, beside the deal that it was earned with."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from tools.billing.periods import Span


class State(StrEnum):
    """Where a commission stands; the states exclude each other, so that their sums add up to the total."""

    PAID = "paid"
    ON_HOLD = "on_hold"  # also when its due date has passed: nobody is to pay it yet
    LATE = "late"  # neither paid nor on hold, and the due date has passed
    APPROVED = "approved"  # to be paid, not yet due
    PENDING = "pending"  # waits for approval, not yet due


Dated: TypeAlias = Literal["earned", "due", "paid"]
"""Which day of a commission a question's period is about."""

OWED: Final = (State.LATE, State.ON_HOLD, State.APPROVED, State.PENDING)
"""States of what is still to be paid, the most pressing first."""

_OF_DEAL: Final = {
    "deal_id": "deal_id",
    "stage": "deal_stage",
    "amount": "deal_amount",
    "amount_base": "deal_amount_base",
    "currency": "deal_currency",
    "kind": "deal_kind",
    "customer": "customer",
}


def ledger(commissions: pd.DataFrame, deals: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """One row per commission that existed at the end of `as_of`, in exactly one state.

    A commission exists from the end of its period on, or from its payment if that came first. It is *paid* if
    its status says so or a payment is dated on or before `as_of`; else *on hold* if its status says so (a
    hold has no date and is believed as it stands); else *late* if `due_on` < `as_of`; else *approved* or
    *pending*. So total = paid + on hold + late + approved + pending, in every currency and in base.

    Args:
        commissions: Rows as known at the end of the day (`tools.events.rows_as_known`).
        deals: The deals that they name, as known on the same day.
        as_of: The day.

    Returns:
        The rows by partner, period, id; with `state`, `starts_on` (first day of the period), `overdue` (days
        from the due date to `as_of` of what is unpaid, NaN if not past), `clawback` (negative amount), and of
        the deal `deal_stage`, `deal_amount`, `deal_amount_base`, `deal_currency`, `deal_kind`, `customer`.
    """
    day = pd.Timestamp(as_of)
    state = _states(commissions, day)
    exists = (commissions["period_ends_on"] <= day) | state.eq(State.PAID)
    starts = {period: pd.Timestamp(Span.of(period).first) for period in commissions["period"].unique()}
    past = (day - commissions["due_on"]).dt.days.astype("float64")
    rows = commissions.assign(
        state=state,
        starts_on=pd.to_datetime(commissions["period"].map(starts)),
        overdue=past.where(state.ne(State.PAID) & (past > 0)),
        clawback=commissions["amount"] < 0,
    )[exists]
    named = deals[list(_OF_DEAL)].rename(columns=_OF_DEAL)
    order = ["partner_id", "period_ends_on", "commission_id"]
    return rows.merge(named, on="deal_id", how="left").sort_values(order, ignore_index=True)


def _states(rows: pd.DataFrame, day: pd.Timestamp) -> pd.Series[str]:
    status = rows["status"]
    paid = status.eq(State.PAID) | rows["paid_on"].notna()
    approved = status.eq(State.APPROVED) | (status.isna() & rows["approved_on"].notna())
    states = np.select(
        [paid, status.eq(State.ON_HOLD), rows["due_on"] < day, approved],
        [State.PAID.value, State.ON_HOLD.value, State.LATE.value, State.APPROVED.value],
        State.PENDING.value,
    )
    return pd.Series(states, index=rows.index, dtype="str")


def within(rows: pd.DataFrame, span: Span, dated: Dated = "earned") -> pd.DataFrame:
    """Rows whose whole period lies in the span, or whose due date or day of payment (`due`, `paid`) does."""
    if dated == "earned":
        return rows[(rows["starts_on"] >= _at(span.first)) & (rows["period_ends_on"] <= _at(span.last))]
    return rows[rows[f"{dated}_on"].between(_at(span.first), _at(span.last))]


def wider(rows: pd.DataFrame, span: Span) -> pd.DataFrame:
    """Rows whose period covers the span in part or with more around it: they cannot be split."""
    touches = (rows["starts_on"] <= _at(span.last)) & (rows["period_ends_on"] >= _at(span.first))
    return rows[touches & ~rows.index.isin(within(rows, span).index)]


def owed(rows: pd.DataFrame) -> pd.DataFrame:
    """What is still to be paid, by us or, for clawbacks, to us."""
    return rows[rows["state"].ne(State.PAID)]


def earnings(rows: pd.DataFrame) -> pd.DataFrame:
    """What partners earned: all but clawbacks, which they are to pay back to us."""
    return rows[~rows["clawback"]]


def clawbacks(rows: pd.DataFrame) -> pd.DataFrame:
    """What was taken back."""
    return rows[rows["clawback"]]


def in_state(rows: pd.DataFrame, state: State) -> pd.DataFrame:
    """The rows in one state."""
    return rows[rows["state"].eq(state)]


def _at(day: date) -> pd.Timestamp:
    return pd.Timestamp(day)
