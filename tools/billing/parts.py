"""What is still to be paid, state by state: when it is due, or why it waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import Slots
from tools.billing import kinds
from tools.billing.asking import Asked, keys_of
from tools.billing.ledger import OWED, State, clawbacks, earnings, in_state
from tools.facts import Fact, Statement

_REASONS: Final = 2


def parts(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """A statement for every state in which some of the rows are unpaid, and one for clawbacks."""
    for state in OWED:
        own = in_state(earnings(rows), state)
        if not own.empty:
            yield on_hold(asked, own) if state is State.ON_HOLD else _dated(asked, own, state)
    yield from open_clawbacks(asked, rows)


def open_clawbacks(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """What of these unpaid rows was taken back: they are to pay it to us."""
    back = clawbacks(rows)
    if not back.empty:
        slots: Slots = {"amount": asked.money(kinds.OPEN_BACK, back, size=True), "count": asked.count(back)}
        yield Statement("billing.clawback_open", slots)


def on_hold(asked: Asked, rows: pd.DataFrame) -> Statement:
    """How much is on hold, and the reasons on file, the most costly first."""
    slots: Slots = {"amount": asked.money(kinds.IN_STATE[State.ON_HOLD], rows)}
    told = reasons(asked, rows)
    slots.update(zip(("reason", "other"), told, strict=False))
    ending = "_unknown" if not told else "_2" if len(told) == _REASONS else ""
    return Statement(f"billing.part_on_hold{ending}", slots)


def hold_reasons(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """The reasons on file that hold most, each with its amount."""
    told = reasons(asked, rows)
    slots: Slots = {}
    for reason, names in zip(told, (("reason", "amount"), ("other", "other_amount")), strict=False):
        same = rows[rows["hold_reason"].eq(reason.value)]
        slots |= {names[0]: reason, names[1]: asked.money(kinds.IN_STATE[State.ON_HOLD], same)}
    if told:
        yield Statement(f"billing.hold_reasons_{len(told)}", slots)


def reasons(asked: Asked, rows: pd.DataFrame) -> list[Fact]:
    """Why rows are on hold: at most two reasons, those that hold most money first."""
    named = rows[rows["hold_reason"].fillna("").str.strip().ne("")]
    held = named.groupby("hold_reason")["amount_base"].sum().sort_values(ascending=False, kind="stable")
    return [_reason(asked, named, str(reason)) for reason in held.index[:_REASONS]]


def _reason(asked: Asked, rows: pd.DataFrame, reason: str) -> Fact:
    same = rows[rows["hold_reason"].eq(reason)]
    if asked.partner_id is None:
        return asked.text(kinds.REASON, reason)
    return replace(asked.about().fact(kinds.REASON, reason, reason), rows=keys_of(same))


def _dated(asked: Asked, rows: pd.DataFrame, state: State) -> Statement:
    """How much, and the (first) day on which it is or was due."""
    slots: Slots = {"amount": asked.money(kinds.IN_STATE[state], rows)}
    days = rows["due_on"].dropna()
    if days.empty:
        return Statement(f"billing.part_{state}_undated", slots)
    slots["day"] = asked.last(kinds.DUE, rows, "due_on", first=True)
    if state is State.LATE:
        slots["days"] = asked.last(kinds.OVERDUE, rows, "overdue")
    return Statement(f"billing.part_{state}{'_first' if days.min() < days.max() else ''}", slots)
