"""Ledgers from a few rows written by hand."""

from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, portfolio, tables
from tools import schema
from tools.billing import AGGREGATES, Asked, Span, ledger
from tools.billing.ledger import Dated
from tools.events import rows_as_known
from tools.facts import Fact, Findings, Statement
from tools.portfolio import Portfolio

PAST = date(2026, 9, 20)
PARTNERS = [{"partner_id": "p", "manager_email": "m@v.example"}, {"partner_id": "q"}]
AUGUST, JULY = Span.of("2026-08"), Span.of("2026-07")


def deal(deal_id: str, amount: float | None = 10_000.0, **columns: object) -> dict[str, object]:
    """A deal won in August."""
    day = date(2026, 8, 10)
    won = {"partner_id": "p", "stage": "won", "created_on": day, "closed_on": day, "kind": "resale"}
    return {"deal_id": deal_id, "amount": amount, "customer": f"customer {deal_id}", **won, **columns}


def owed(commission_id: str, amount: float, **columns: object) -> dict[str, object]:
    """A commission for August, approved and due after DAY (30 September)."""
    given = {
        "partner_id": "p",
        "period": "2026-08",
        "status": "approved",
        "approved_on": date(2026, 9, 5),
        "due_on": date(2026, 10, 30),
    }
    row = {"commission_id": commission_id, "amount": amount, **given, **columns}
    return {**row, "period_ends_on": Span.of(str(row["period"])).last}


def paid(
    commission_id: str, amount: float, day: date | None = date(2026, 9, 20), **columns: object
) -> dict[str, object]:
    """One that was paid."""
    return owed(commission_id, amount, **{"status": "paid", "paid_on": day, **columns})


def held(
    commission_id: str, amount: float, reason: str | None = "tax form", **columns: object
) -> dict[str, object]:
    """One that is on hold."""
    row = {"status": "on_hold", "hold_reason": reason, "approved_on": None, **columns}
    return owed(commission_id, amount, **row)


def rows_of(commissions: Rows, deals: Rows = (), as_of: date = DAY) -> pd.DataFrame:
    """The ledger as it was known at the end of the day."""
    filled = tables(PARTNERS, commissions=commissions, deals=deals)
    known = {
        table.name: rows_as_known(filled[table.name], table, as_of)
        for table in (schema.COMMISSIONS, schema.DEALS)
    }
    return ledger(known["commissions"], known["deals"], as_of)


def made(commissions: Rows, as_of: date = DAY) -> Portfolio:
    """The portfolio with the aggregates of billing."""
    return portfolio(AGGREGATES, PARTNERS, as_of, commissions=commissions)


def asked(
    commissions: Rows,
    deals: Rows = (),
    *,
    partner_id: str | None = "p",
    span: Span | None = AUGUST,
    dated: Dated = "earned",
) -> Asked:
    """A question about these commissions."""
    rows = rows_of(commissions, deals)
    whose = rows if partner_id is None else rows[rows["partner_id"].eq(partner_id)]
    return Asked(made(commissions), whose, partner_id, span, dated, people={"m@v.example": "Mia"})


def keys(found: Findings) -> list[str]:
    """Keys of what is said, without `billing.`."""
    return [one.key.removeprefix("billing.") for one in found.statements]


def values(statement: Statement) -> dict[str, object]:
    """Values of its facts by slot."""
    return {name: slot.value for name, slot in statement.slots.items() if isinstance(slot, Fact)}
