"""Whether an invoice or payout is paid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import Slots, about_all
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.check_findings import check_statements
from tools.billing.currencies import in_currencies, totalled, untotalled
from tools.billing.invoices import matching, number_in
from tools.billing.ledger import State, in_state, owed
from tools.billing.lines import lines_left_out, lines_table
from tools.billing.parts import parts
from tools.counted import counted
from tools.facts import Findings, Statement, Suggestion
from tools.listing import listing

_ANYBODYS: Final = kinds.over_all(kinds.INVOICE)
"""A number that is told beside those of other partners."""


def invoice_findings(asked: Asked, invoice: str, near: Sequence[str] = ()) -> Findings:
    """Whether it is paid and when; which ones, if several are called like that; what comes near, if none.

    Args:
        asked: Its ledger has the rows that the asker may see.
        invoice: As the asker wrote it.
        near: Invoices that the asker may see, for the case that there is none.
    """
    rows = asked.ledger[asked.ledger["invoice"].isin(matching(invoice, asked.ledger["invoice"].dropna()))]
    if rows.empty:
        return _unknown(asked, invoice, near)
    if len(rows.drop_duplicates(["invoice", "partner_id"])) > 1:
        return _several(asked, rows, invoice)
    one = replace(asked, partner_id=str(rows["partner_id"].iloc[0]))
    inside, counted = totalled(one, rows)
    said = (
        *(untotalled(one, rows) if counted.empty else (_answer(inside, counted),)),
        *parts(inside, owed(counted)),
        *(() if counted.empty else in_currencies(inside, rows)),
        *check_statements(one, rows),
        *lines_left_out(inside, rows),
    )
    suggestions = (Suggestion("billing.ask_unpaid", {"partner": one.about().partner()}),)
    return Findings(said, lines_table(inside, rows, "billing.invoice_title"), suggestions)


def _answer(asked: Asked, rows: pd.DataFrame) -> Statement:
    """Yes, no or in part."""
    number = str(rows["invoice"].iloc[0])
    paid = in_state(rows, State.PAID)
    slots: Slots = {
        "invoice": asked.figure(kinds.INVOICE, number, rows),
        "amount": asked.money(kinds.EARNED, rows),
        "count": asked.count(rows),
    }
    if paid.empty:
        return asked.said("invoice_unpaid", slots)
    slots["paid"] = asked.money(kinds.IN_STATE[State.PAID], paid)
    if len(paid) < len(rows):
        return asked.said("invoice_partly", slots)
    if paid["paid_on"].isna().all():
        return asked.said("invoice_paid_undated", slots)
    key = "invoice_paid_days" if paid["paid_on"].min() < paid["paid_on"].max() else "invoice_paid"
    return asked.said(key, {**slots, "day": asked.last(kinds.PAID_ON, paid, "paid_on")})


def _several(asked: Asked, rows: pd.DataFrame, invoice: str) -> Findings:
    """Several are called like that: how many are paid, and which ones they are, the newest first."""
    groups = rows.assign(unpaid=rows["state"].ne(State.PAID).astype(int)).groupby(["invoice", "partner_id"])
    paid = groups["unpaid"].max().eq(0)
    slots: Slots = {
        "asked": asked.text(kinds.ASKED, number_in(invoice)),
        "count": asked.figure(kinds.INVOICES, len(paid), rows, "all"),
        "paid": asked.figure(kinds.INVOICES, int(paid.sum()), rows, "paid"),
    }
    ending = "_paid" if paid.all() else "" if paid.any() else "_unpaid"
    newest = rows.sort_values("period_ends_on", ascending=False, kind="stable")
    said = (Statement(f"billing.invoice_several{ending}", slots), *_named(asked, newest))
    every = replace(asked, partner_id=None)
    return Findings(
        (*said, Statement("billing.invoice_which"), *lines_left_out(every, newest)),
        lines_table(every, newest, "billing.invoice_several_title"),
    )


def _named(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    facts = [asked.text(_ANYBODYS, str(one)) for one in rows["invoice"].unique()]
    count = asked.figure(kinds.INVOICES, len(facts), rows, "named")
    yield from listing("billing.invoices", facts, count)


def _unknown(asked: Asked, invoice: str, near: Sequence[str]) -> Findings:
    told = asked.text(kinds.ASKED, number_in(invoice))
    facts = [asked.text(_ANYBODYS, one) for one in near]
    count = about_all(asked.portfolio, kinds.INVOICES, len(facts), counted(near, "near"))
    nearest = listing("billing.invoice_near", facts, count)
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    return Findings((Statement("billing.invoice_unknown", {"asked": told}), *nearest))
