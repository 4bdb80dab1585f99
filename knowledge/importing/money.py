"""Amounts in base currency, and the rates they need."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, case, delete, func, select, update

from knowledge.importing.cells import Value
from knowledge.importing.problems import ImportProblem
from knowledge.importing.references import KeptOut, waits_for
from knowledge.importing.rows import Rows
from knowledge.tables import INCOMING, deals
from tools.schema import Type


def rates(connection: Connection, base_currency: str) -> dict[str, float]:
    """Units of base currency for one unit of each known currency; 1 for the base itself."""
    fx = INCOMING["fx"]
    stored = {row.currency: row.rate_to_base for row in connection.execute(select(fx))}
    return {**stored, base_currency: 1.0}


def check_rates(rows: Rows, base_currency: str) -> None:
    """Refuse rates of the file `fx` that cannot be: zero, or another one than 1 for the base currency."""
    for row, (currency, rate) in enumerate(
        zip(rows.values["currency"], rows.values["rate_to_base"], strict=True)
    ):
        if rate == 0:
            rows.refuse(row, "rate_to_base", "a rate above 0")
        elif currency == base_currency and rate not in (None, 1):
            rows.refuse(row, "rate_to_base", f"1, since {base_currency} is the base currency")


def check_currencies(rows: Rows, known: Mapping[str, float], kept_out: KeptOut) -> None:
    """Refuse rows with an amount in a currency that has no rate."""
    amounts = [rows.column(column.name) for column in rows.table.columns if column.type is Type.MONEY]
    waiting: list[int] = []
    for row, currency in enumerate(rows.column("currency")):
        if currency is None or currency in known or all(amount[row] is None for amount in amounts):
            continue
        if waits_for(kept_out, "fx", str(currency)):
            waiting.append(row)
        else:
            rows.refuse(row, "currency", f"a currency with a rate in fx.csv; there is none for {currency}")
    rows.refuse_waiting(waiting, "currency", "fx.csv")


def add_base_amounts(rows: Rows, known: Mapping[str, float], base_currency: str) -> None:
    """Give deals their `amount_base`; a deal without currency is in base currency."""
    pairs = zip(rows.values["amount"], rows.values["currency"], strict=True)
    rows.values[deals.c.amount_base.name] = [_in_base(*pair, known, base_currency) for pair in pairs]


def _in_base(amount: Value, currency: Value, known: Mapping[str, float], base_currency: str) -> float | None:
    return amount * known[str(currency or base_currency)] if isinstance(amount, float) else None


def convert_again(connection: Connection, base_currency: str) -> int:
    """Write `amount_base` of every stored deal whose rate has changed; returns how many."""
    known = rates(connection, base_currency)
    currency = func.coalesce(deals.c.currency, base_currency)
    converted = deals.c.amount * case(known, value=currency)
    changed = deals.c.amount_base.is_distinct_from(converted)
    return connection.execute(update(deals).where(changed).values(amount_base=converted)).rowcount


def forget_rates(connection: Connection) -> None:
    """Rates to another base currency are wrong for this one."""
    connection.execute(delete(INCOMING["fx"]))


def check_stored_currencies(connection: Connection, rows: Rows, base_currency: str) -> None:
    """When the base currency changes, `fx.csv` has to bring a rate for every currency of the stored deals."""
    given = {base_currency, *rows.values["currency"]}
    used = connection.execute(
        select(deals.c.currency).where(deals.c.amount.is_not(None)).distinct()
    ).scalars()
    for currency in sorted(code for code in used if code is not None and code not in given):
        expected = (
            f"a rate of {currency} to {base_currency}, the new base currency; stored deals are in {currency}"
        )
        rows.problems.append(ImportProblem(rows.sheet.file, None, "", "", expected))
