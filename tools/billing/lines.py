"""Facts that one commission holds, and tables of commissions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import pandas as pd

from tools import kinds as common
from tools.about import About, Row, is_missing
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.ledger import State
from tools.billing.periods import Span
from tools.facts import Fact, Kind, Statement, TableSpec

_COLUMNS: Final = (
    "partner",
    "period",
    "customer",
    "deal amount",
    "rate",
    "commission",
    "in base currency",
    "status",
    "due on",
    "days past due",
    "paid on",
    "invoice",
    "hold reason",
    "manager",
)


def on_row(about: About, kind: Kind, row: Row, column: str) -> Fact | None:
    """A fact that one commission holds; None where the column is empty."""
    value = row[column]
    if is_missing(value) or value == "":
        return None
    return fact_on_row(about, kind, row, value)


def fact_on_row(about: About, kind: Kind, row: Row, value: object) -> Fact:
    """A value of one commission, as a fact that opens to it and to its deal."""
    key = str(row["commission_id"])
    deal = () if is_missing(row["deal_stage"]) else (f"deal:{row['deal_id']}",)
    return replace(about.fact(kind, value, key), rows=(f"commission:{key}", *deal))


def amount(about: About, row: Row) -> Fact:
    """The commission in its own currency."""
    own = row["currency"]
    fact = fact_on_row(about, kinds.AMOUNT, row, row["amount"])
    return fact if is_missing(own) else replace(fact, currency=str(own))


def deal_amount(about: About, row: Row) -> Fact | None:
    """What the deal is worth, in its own currency."""
    fact = on_row(about, kinds.DEAL_AMOUNT, row, "deal_amount")
    if fact is None or is_missing(row["deal_currency"]):
        return fact
    return replace(fact, currency=str(row["deal_currency"]))


def rate(about: About, row: Row) -> Fact | None:
    """Commission per deal amount, both in base currency; None without a deal that has an amount."""
    worth, paid = row["deal_amount_base"], row["amount_base"]
    if is_missing(worth) or is_missing(paid) or worth <= 0:
        return None
    return fact_on_row(about, kinds.RATE, row, paid / worth)


def period(about: About, row: Row) -> Fact:
    """The commission's own period, in words."""
    return fact_on_row(about, kinds.PERIOD, row, Span.of(row["period"]).words)


def state(about: About, row: Row) -> Fact:
    """Where it stands; that it is on hold is ours alone."""
    kind = kinds.HELD_STATE if row["state"] == State.ON_HOLD else kinds.STATE
    return fact_on_row(about, kind, row, f"commission.{row['state']}")


def lines_table(asked: Asked, rows: pd.DataFrame, title: str) -> TableSpec | None:
    """Commission by commission, in the order given; columns that are empty for all are left out."""
    if rows.empty:
        return None
    cells = [_cells(asked, about, row) for about, row in asked.each(rows, asked.limit)]
    filled = [at for at in range(len(_COLUMNS)) if any(line[at] for line in cells)]
    columns = tuple(_COLUMNS[at] for at in filled)
    return TableSpec(title, columns, tuple(tuple(line[at] for at in filled) for line in cells))


def lines_left_out(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """How many of these rows the table has no line for, and their sum."""
    rest = rows.iloc[asked.limit :]
    if rest.empty:
        return
    if rest["amount_base"].isna().any():
        yield Statement("billing.lines_left_out_unrated", {"count": asked.count(rest)})
        return
    amount_of_all = asked.money(kinds.BEYOND, rest)
    yield Statement("billing.lines_left_out", {"count": asked.count(rest), "amount": amount_of_all})


def _cells(asked: Asked, about: About, row: Row) -> tuple[Fact | None, ...]:
    base = on_row(about, kinds.BASE, row, "amount_base")
    own = amount(about, row)
    several = asked.partner_id is None
    return (
        about.partner() if several else None,
        period(about, row),
        on_row(about, kinds.CUSTOMER, row, "customer"),
        deal_amount(about, row),
        rate(about, row),
        own,
        base if own.currency != asked.portfolio.currency else None,
        state(about, row),
        on_row(about, kinds.DUE, row, "due_on"),
        on_row(about, kinds.OVERDUE, row, "overdue"),
        on_row(about, kinds.PAID_ON, row, "paid_on"),
        on_row(about, kinds.INVOICE, row, "invoice"),
        on_row(about, kinds.REASON, row, "hold_reason") if row["state"] == State.ON_HOLD else None,
        _manager(asked, about) if several else None,
    )


def _manager(asked: Asked, about: About) -> Fact | None:
    """Whose partner it is."""
    email = about.portfolio.partners["manager_email"][about.partner_id]
    name = "" if is_missing(email) else asked.people.get(str(email), "")
    return about.fact(common.MANAGER, name) if name else None
