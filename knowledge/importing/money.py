"""Amounts in base currency, and the rates they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, Select, Table, case, delete, func, or_, select, update

from knowledge.importing.batch import Batch
from knowledge.importing.columns import Value
from knowledge.importing.columns.currencies import UNTOLD
from knowledge.importing.references import KeptOut, waits_for
from knowledge.tables import INCOMING, in_base
from tools import schema

_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")


@dataclass(frozen=True)
class Money:
    """What amounts are converted by.

    Attributes:
        base: ISO code of the base currency.
        rates: Units of base currency for one unit of each known currency; 1 for the base itself.
    """

    base: str
    rates: Mapping[str, float]

    @classmethod
    def stored(cls, connection: Connection, base: str) -> Money:
        """With the rates that came in."""
        fx = INCOMING["fx"]
        known = {row.currency: row.rate_to_base for row in connection.execute(select(fx))}
        return cls(base, {**known, base: 1.0})

    def convert(self, batch: Batch, kept_out: KeptOut) -> None:
        """Settle the currency of every row and write its amounts in base currency beside them.

        A sign in the cell (`€ 12`) counts where the row has no currency of its own. Rows with an amount in a
        currency without rate are refused.
        """
        table = batch.feed.table
        amounts = [column.name for column in amounts_of(table) if column.name in batch.values]
        if not amounts:
            self._refuse_foreign_signs(batch)
            return
        batch.values.setdefault("currency", [None] * len(batch))
        for name in amounts:
            self._take_signs(batch, name, batch.currencies.get(name, {}))
        self._refuse_unknown(batch, amounts, kept_out)
        if "currency" in batch.feed.columns:  # else the stored currency counts, which only SQL knows
            for name in amounts:
                batch.values[in_base(name)] = self._converted(batch, name)

    def _take_signs(self, batch: Batch, name: str, signs: Mapping[int, str]) -> None:
        if not signs:
            return
        currencies = list(batch.values["currency"])
        for row, sign in signs.items():
            stated = currencies[row]
            code = self._meant(sign, stated)
            if code is None:
                batch.refuse(
                    row, name, "an amount in a clear currency: SEK, NOK, INR … in the column currency"
                )
            elif stated in (None, code):
                currencies[row] = code
            else:
                batch.refuse(row, name, f"an amount in {stated}, the currency of the row")
        batch.values["currency"] = currencies

    def _meant(self, sign: str, stated: Value) -> Value:
        """The currency of a sign beside that of the row; None if nobody can tell."""
        if sign == UNTOLD:
            return stated
        return self._dollar(stated) if sign == "$" else sign

    def _dollar(self, stated: Value) -> str:
        """Which dollar `$` means: the row's, else that of the base currency, else the American."""
        return next((str(code) for code in (stated, self.base) if code in _DOLLARS), _DOLLARS[0])

    def _refuse_foreign_signs(self, batch: Batch) -> None:
        """An amount that is always in base currency cannot be in another."""
        for name, signs in batch.currencies.items():
            for row, sign in signs.items():
                if (self._dollar(None) if sign == "$" else sign) != self.base:
                    batch.refuse(row, name, f"an amount in {self.base}, the base currency")

    def _refuse_unknown(self, batch: Batch, amounts: list[str], kept_out: KeptOut) -> None:
        for row, currency in enumerate(batch.values["currency"]):
            if currency is None or currency in self.rates:
                continue
            if all(batch.values[name][row] is None for name in amounts):
                continue
            if waits_for(kept_out, "fx", str(currency)):
                batch.wait(row, "currency", "fx")
            else:
                batch.refuse(row, "currency", self._how_to_convert(str(currency)))

    def _how_to_convert(self, currency: str) -> str:
        return (
            f"a currency with a rate in fx.csv; there is none for {currency}. Write the line {currency},RATE "
            f"there (what one {currency} is in {self.base}), or set RAPPORT_CURRENCY={currency}"
        )

    def _converted(self, batch: Batch, name: str) -> list[Value]:
        rates, base = self.rates, self.base
        pairs = zip(batch.values[name], batch.values["currency"], strict=True)
        return [
            amount * rates.get(str(currency or base), 0.0) if isinstance(amount, float) else None
            for amount, currency in pairs
        ]


def amounts_of(table: schema.Table) -> tuple[schema.Column, ...]:
    """The columns of amounts that have a currency of their own."""
    has_currency = any(column.name == "currency" for column in table.columns)
    return table.of_type(schema.Type.MONEY) if has_currency else ()


def refuse_rates(batch: Batch, base_currency: str) -> None:
    """Refuse rates of the file `fx` that cannot be: zero, or another one than 1 for the base currency."""
    pairs = zip(batch.values["currency"], batch.values["rate_to_base"], strict=True)
    for row, (currency, rate) in enumerate(pairs):
        if rate == 0:
            batch.refuse(row, "rate_to_base", "a rate above 0")
        elif currency == base_currency and rate not in (None, 1):
            batch.refuse(row, "rate_to_base", f"1, since {base_currency} is the base currency")


def convert_again(connection: Connection, base_currency: str, only: str = "") -> int:
    """Write the amounts in base currency of every stored row whose rate has changed; returns how many.

    Args:
        only: Name of the one table that needs it; all tables if empty.
    """
    rates = Money.stored(connection, base_currency).rates
    return sum(_convert(connection, table, rates, base_currency) for table in _with_amounts(only))


def _with_amounts(only: str) -> Iterator[schema.Table]:
    return (table for table in schema.TABLES if amounts_of(table) and only in ("", table.name))


def _convert(
    connection: Connection, table: schema.Table, rates: Mapping[str, float], base_currency: str
) -> int:
    stored = INCOMING[table.name]
    rate = case(dict(rates), value=func.coalesce(stored.c.currency, base_currency))
    converted = {in_base(column.name): stored.c[column.name] * rate for column in amounts_of(table)}
    changed = or_(*(stored.c[name].is_distinct_from(amount) for name, amount in converted.items()))
    return connection.execute(update(stored).where(changed).values(converted)).rowcount


def forget_rates(connection: Connection) -> None:
    """Rates to another base currency are wrong for this one."""
    connection.execute(delete(INCOMING["fx"]))


def amounts_in(currency: ColumnElement[str]) -> Iterator[tuple[ColumnElement[bool], ...]]:
    """For each table with amounts, that a stored amount is in that currency."""
    for table in _with_amounts(""):
        stored = INCOMING[table.name]
        yield stored.c.currency == currency, _has_amount(stored, table)


def unknown_currency(connection: Connection, table: schema.Table, base_currency: str) -> str | None:
    """A currency without rate that a stored amount of the table is in; None if there is none."""
    known = Money.stored(connection, base_currency).rates
    used = connection.scalars(_currencies_of(INCOMING[table.name], table))
    return next((code for code in used if code not in known), None)


def stored_currencies(connection: Connection) -> dict[str, str]:
    """Each currency that a stored amount is in, to the name of a table that has it."""
    used: dict[str, str] = {}
    for table in _with_amounts(""):
        for code in connection.scalars(_currencies_of(INCOMING[table.name], table)):
            used.setdefault(code, table.name)
    return used


def _currencies_of(stored: Table, table: schema.Table) -> Select[str]:
    return (
        select(stored.c.currency).where(_has_amount(stored, table), stored.c.currency.is_not(None)).distinct()
    )


def _has_amount(stored: Table, table: schema.Table) -> ColumnElement[bool]:
    return or_(*(stored.c[column.name].is_not(None) for column in amounts_of(table)))
