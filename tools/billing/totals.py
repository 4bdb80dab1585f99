"""Commissions added up by partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import fsum
from typing import Final

import pandas as pd

from tools.about import About, Slots
from tools.billing import kinds
from tools.billing.asking import Asked, keys_of
from tools.billing.ledger import State, clawbacks, earnings, in_state, owed
from tools.counted import counted
from tools.facts import Fact, Kind, Statement, TableSpec

_STATES: Final = (State.PAID, State.LATE, State.ON_HOLD, State.APPROVED, State.PENDING)
_EARNED: Final = "earned"
_COLUMNS: Final = (
    *("partner", _EARNED, "paid", "late", "on hold", "approved", "waits for approval"),
    "taken back, open",
)


def by_partner(asked: Asked, rows: pd.DataFrame) -> TableSpec:
    """A line per partner, those first to whom we owe most; its states add up to what it earned.

    Clawbacks that are settled lower what is paid. Columns without a value are left out.
    """
    shown = _order(rows)[: asked.limit]
    groups = rows[rows["partner_id"].isin(shown)].groupby("partner_id")
    lines = [_cells(asked.about(str(one)), groups.get_group(one)) for one in shown]
    several = len(rows["state"].unique()) > 1  # of one state alone, it is all that was earned
    filled = [
        at
        for at, name in enumerate(_COLUMNS)
        if any(line[at] for line in lines) and (several or name != _EARNED)
    ]
    return TableSpec(
        "billing.by_partner_title",
        tuple(_COLUMNS[at] for at in filled),
        tuple(tuple(line[at] for at in filled) for line in lines),
    )


def partners_left_out(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """How many partners the table has no line for, what they earned, and what of it we still owe."""
    rest = rows[rows["partner_id"].isin(_order(rows)[asked.limit :])]
    if rest.empty:
        return
    slots: Slots = {"partners": asked.partners(rest), "amount": asked.money(kinds.BEYOND, rest)}
    open_rows = owed(rest)
    if open_rows.empty:
        yield Statement("billing.partners_left_out", slots)
        return
    slots["owed"] = asked.money(kinds.BEYOND, open_rows, "open")
    yield Statement("billing.partners_left_out_owed", slots)


def _order(rows: pd.DataFrame) -> pd.Index[str]:
    """The partners to whom we owe most first, of equal ones those who earned most."""
    earned = rows.groupby("partner_id")["amount_base"].sum()
    open_now = owed(rows).groupby("partner_id")["amount_base"].sum().reindex(earned.index).fillna(0.0)
    order = pd.DataFrame({"owed": open_now, "earned": earned})
    return order.sort_values(["owed", "earned"], ascending=False, kind="stable").index


def _cells(about: About, rows: pd.DataFrame) -> tuple[Fact | None, ...]:
    states = (_sum(about, kinds.IN_STATE[state], _of_state(rows, state)) for state in _STATES)
    back = _sum(about, kinds.OPEN_BACK, clawbacks(owed(rows)))
    return about.partner(), _sum(about, kinds.EARNED, rows), *states, back


def _of_state(rows: pd.DataFrame, state: State) -> pd.DataFrame:
    own = in_state(rows, state)
    return own if state is State.PAID else earnings(own)


def _sum(about: About, kind: Kind, rows: pd.DataFrame) -> Fact | None:
    if rows.empty:
        return None
    subject = counted(rows["commission_id"], "line")
    return replace(about.fact(kind, fsum(rows["amount_base"].dropna()), subject), rows=keys_of(rows))
