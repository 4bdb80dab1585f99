"""Amounts in the currencies in which they are on file, and totals where no exchange rate is known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import fsum

import pandas as pd

from tools.billing import kinds
from tools.billing.asking import Asked
from tools.facts import Fact, Statement
from tools.listing import listing


def totalled(asked: Asked, rows: pd.DataFrame) -> tuple[Asked, pd.DataFrame]:
    """The rows that add up, and the question in the currency in which they do.

    These are the rows in base currency. If no exchange rate converts any of them and all are in one currency,
    it is that one, with the ledger cut down to it. They are no rows at all if that leaves several currencies.
    """
    valued = rows[rows["amount_base"].notna()]
    codes = rows["currency"].dropna().unique()
    if rows.empty or not valued.empty or len(codes) != 1:
        return asked, valued
    own = _as_they_stand(asked.ledger[asked.ledger["currency"].eq(codes[0])])
    inside = replace(asked, ledger=own, portfolio=replace(asked.portfolio, currency=str(codes[0])))
    return inside, _as_they_stand(rows)


def _as_they_stand(rows: pd.DataFrame) -> pd.DataFrame:
    """Amounts of rows in one currency, as if it were the base; deals in another one tell no rate."""
    worth = rows["deal_amount"].where(rows["deal_currency"].eq(rows["currency"]))
    return rows.assign(amount_base=rows["amount"], deal_amount_base=worth)


def untotalled(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """That rows in several currencies without an exchange rate do not add up, and what they are in each."""
    yield asked.said("untotalled", {"count": asked.count(rows)})
    yield from _each(asked, rows)


def in_currencies(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    """What one partner's rows add up to in each currency, if one is not the base currency."""
    own = rows["currency"].fillna(asked.portfolio.currency)
    if asked.partner_id is not None and not own.eq(asked.portfolio.currency).all():
        yield from _each(asked, rows)


def _each(asked: Asked, rows: pd.DataFrame) -> Iterator[Statement]:
    own = rows["currency"].fillna(asked.portfolio.currency)
    facts = [_total(asked, rows[own.eq(code)], str(code)) for code in sorted(own.unique())]
    yield from listing("billing.currencies", facts, asked.count(rows))


def _total(asked: Asked, rows: pd.DataFrame, code: str) -> Fact:
    total = asked.figure(kinds.IN_CURRENCY, fsum(rows["amount"]), rows, code)
    return replace(total, currency=code)
