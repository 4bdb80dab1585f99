"""Whether there is a commission on a customer's deal, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots, about_all, is_missing
from tools.billing import kinds
from tools.billing.asking import Asked
from tools.billing.check_findings import check_statements
from tools.billing.currencies import totalled
from tools.billing.ledger import owed
from tools.billing.lines import (
    amount,
    deal_amount,
    fact_on_row,
    lines_left_out,
    lines_table,
    on_row,
    period,
    rate,
    state,
)
from tools.billing.parts import parts
from tools.billing.periods import Span
from tools.facts import Fact, Findings, Kind, Statement, Suggestion
from tools.listing import listing

_SAID: Final = 3


def deal_findings(asked: Asked, customer: str, deals: pd.DataFrame, near: Sequence[str] = ()) -> Findings:
    """Every commission on the customer's deals, and the deals that have none.

    Args:
        asked: Its ledger has the rows of the partners of these deals.
        customer: As the asker wrote it.
        deals: The customer's deals that the asker may know of.
        near: Customers that come near, for the case that there is none.
    """
    told = asked.text(kinds.ASKED, customer)
    if deals.empty:
        return Findings((Statement("billing.customer_unknown", {"asked": told}), *_near(asked, near)))
    if not asked.recorded:
        return Findings((Statement("billing.not_recorded"),))
    newest_first = asked.rows.sort_values("period_ends_on", ascending=False, kind="stable")
    rows = newest_first[newest_first["deal_id"].isin(deals["deal_id"])]
    said = (
        *_answer(asked, rows, told),
        *(_line(about, row) for about, row in asked.each(rows, _SAID)),
        *(_where(asked, rows) if len(rows) == 1 else ()),
        *_without(asked, _uncommissioned(asked, deals, anyway=rows.empty)),
        *check_statements(asked, rows),
        *lines_left_out(asked, rows),
    )
    table = lines_table(asked, rows, "billing.customer_title") if len(rows) > 1 else None
    return Findings(said, table, _suggested(asked, deals))


def _near(asked: Asked, near: Sequence[str]) -> tuple[Statement, ...]:
    facts = [asked.text(kinds.ASKED, one) for one in near]
    return listing("billing.customer_near", facts, about_all(asked.portfolio, kinds.CUSTOMERS, len(facts)))


def _answer(asked: Asked, rows: pd.DataFrame, told: Fact) -> Iterator[Statement]:
    """How many commissions there are; one speaks for itself."""
    if rows.empty:
        key = "customer_none_period" if asked.span else "customer_none"
        period_slot: Slots = {"period": asked.period(asked.span)} if asked.span else {}
        yield Statement(f"billing.{key}", {"asked": told, **period_slot})
    elif len(rows) > 1:
        inside, counted = totalled(asked, rows)
        slots: Slots = {"asked": told, "count": asked.count(rows)}
        if counted.empty:
            yield Statement("billing.customer_untotalled", slots)
        else:
            slots["amount"] = inside.money(kinds.EARNED, counted)
            yield Statement("billing.customer", slots)


def _where(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """When the only commission is due, or why it waits."""
    inside, counted = totalled(asked, owed(rows))
    return parts(inside, counted)


def _line(about: About, row: Row) -> Statement:
    slots: Slots = {
        "partner": about.partner(),
        "customer": fact_on_row(about, kinds.CUSTOMER, row, row["customer"]),
        "amount": amount(about, row),
        "period": period(about, row),
        "state": state(about, row),
    }
    worth, share, paid = (
        deal_amount(about, row),
        rate(about, row),
        on_row(about, kinds.PAID_ON, row, "paid_on"),
    )
    ending = "_paid" if paid else ""
    slots.update({"day": paid} if paid else {})
    if worth is None or share is None:
        return Statement(f"billing.customer_line_unpriced{ending}", slots)
    return Statement(f"billing.customer_line{ending}", {**slots, "worth": worth, "rate": share})


def _uncommissioned(asked: Asked, deals: pd.DataFrame, *, anyway: bool) -> pd.DataFrame:
    """Deals without any commission, won ones first; the others only if there is nothing else to tell."""
    without = deals[~deals["deal_id"].isin(asked.ledger["deal_id"])]
    without = without.assign(won=without["stage"].eq("won"))
    order = ["won", "created_on", "deal_id"]
    without = without.sort_values(order, ascending=[False, False, True])
    return without if anyway else without[without["won"]]


def _without(asked: Asked, deals: pd.DataFrame) -> Iterator[Statement]:
    """The newest deals without a commission, and what that means by their stage."""
    for about, row in asked.each(deals, _SAID):
        slots: Slots = {
            "partner": about.partner(),
            "customer": _on_deal(about, kinds.CUSTOMER, row, row["customer"]),
            "stage": _on_deal(about, kinds.STAGE, row, f"stage.{row['stage']}"),
        }
        ending = _stage_ending(asked, row)
        if is_missing(row["amount"]):
            yield Statement(f"billing.customer_without_unpriced{ending}", slots)
            continue
        worth = _on_deal(about, kinds.DEAL_AMOUNT, row, row["amount"])
        if not is_missing(row["currency"]):
            worth = replace(worth, currency=str(row["currency"]))
        yield Statement(f"billing.customer_without{ending}", {**slots, "worth": worth})


def _stage_ending(asked: Asked, row: Row) -> str:
    """A deal won in a month that has ended should have a commission by now."""
    if row["stage"] != "won":
        return ""
    ended = pd.Timestamp(Span.last_closed_month(asked.portfolio.as_of).last)
    return "_recent" if row["closed_on"] > ended else "_won"


def _on_deal(about: About, kind: Kind, row: Row, value: object) -> Fact:
    return replace(about.fact(kind, value, str(row["deal_id"])), rows=(f"deal:{row['deal_id']}",))


def _suggested(asked: Asked, deals: pd.DataFrame) -> tuple[Suggestion, ...]:
    partner = asked.about(str(deals["partner_id"].iloc[0])).partner()
    return (Suggestion("billing.ask_unpaid", {"partner": partner}),)
