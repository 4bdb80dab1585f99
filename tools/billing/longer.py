"""Commissions for quarters and years, of which a question about a month is only a part."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tools.about import Slots
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.currencies import totalled
from tools.billing.ledger import owed
from tools.billing.periods import Span
from tools.facts import Statement


def longer_periods(asked: Asked, longer: pd.DataFrame, span: Span) -> Iterator[Statement]:
    """What is on record for periods that `span` is a part of, and how much of it is still owed."""
    inside, counted = totalled(asked, longer)
    if counted.empty:
        return
    amount = inside.money(kinds.EARNED, counted, "longer")
    slots: Slots = {"period": asked.period(span), "amount": amount}
    open_rows = owed(counted)
    if open_rows["amount_base"].sum() <= 0:
        yield Statement("billing.wider", slots)
        return
    slots["owed"] = inside.money(kinds.ELSEWHERE, open_rows, "longer")
    yield Statement("billing.wider_owed", slots)


def last_period(rows: pd.DataFrame) -> Span:
    """The newest period that the rows are booked for."""
    return Span.of(rows.sort_values("period_ends_on", kind="stable")["period"].iloc[-1])
