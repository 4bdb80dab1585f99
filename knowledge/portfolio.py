"""Everything at one day, out of SQL: the partners as they were, and what their rows add up to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Final

import pandas as pd
from sqlalchemy import Connection

from knowledge.attribute_history import changes_after
from knowledge.columns import Columns, FreshColumns, evaluated, needed, seen_groups
from knowledge.stored_settings import stored_setting
from knowledge.tables import INCOMING
from tools.aggregates import Aggregate
from tools.attribute_history import as_they_were
from tools.portfolio import Portfolio, as_known

BASE_CURRENCY: Final = "EUR"
"""Currency of money columns until the setting `base_currency` says otherwise."""


def load_portfolio(
    connection: Connection, as_of: date, aggregates: Iterable[Aggregate], columns: Columns | None = None
) -> Portfolio:
    """Every partner with its aggregates, as known at the end of `as_of`.

    Args:
        connection: Any SQLAlchemy connection; nothing is written.
        as_of: The day.
        aggregates: Declared by the sciences that will read the portfolio; equal ones are computed once.
        columns: Where rows are kept as columns; read from SQL if None.

    Raises:
        ValueError: Two different aggregates share a name, or one is called like a column of partners.
    """
    wanted = _by_name(aggregates)
    source = columns or FreshColumns()
    partners = as_they_were(source.partners(connection), changes_after(connection, as_of))
    tables = source.tables(connection, needed(wanted))
    return Portfolio(
        as_of=as_of,
        currency=base_currency(connection),
        partners=as_known(partners, as_of).join(evaluated(wanted, tables, as_of, partners.index)),
    )


def renew_portfolio(
    connection: Connection, known: Portfolio, aggregates: Iterable[Aggregate], changed: Collection[str]
) -> Portfolio:
    """The portfolio after an import that changed these partners alone; nobody else is looked at.

    Args:
        connection: Nothing is written.
        known: As it was before, for the same day and aggregates.
        aggregates: Those that it was loaded with.
        changed: New and removed partners included.
    """
    if not changed:
        return known
    fresh = load_portfolio(connection, known.as_of, aggregates, FreshColumns(changed)).partners
    others = known.partners[~known.partners.index.isin(changed)]
    return replace(known, partners=pd.concat([others, fresh[others.columns]]).sort_index())


def load_cells(
    connection: Connection,
    as_of: date,
    aggregates: tuple[Aggregate, ...],
    by: tuple[str, ...],
    columns: Columns | None = None,
) -> pd.DataFrame:
    """One row per partner and combination of the columns `by`, as `tools.evaluation.evaluate_cells` says."""
    cells = (columns or FreshColumns()).cells(connection, needed(aggregates, by), by)
    seen = seen_groups(aggregates, cells.tables, as_of)
    found = evaluated(aggregates, cells.tables, as_of, seen).set_axis(cells.named(seen))
    cells.forget()
    return found[[item.name for item in aggregates]]


def base_currency(connection: Connection) -> str:
    """ISO code of the currency that all amounts are compared in."""
    return stored_setting(connection, "base_currency") or BASE_CURRENCY


def _by_name(aggregates: Iterable[Aggregate]) -> tuple[Aggregate, ...]:
    """Each aggregate once, in order of first use."""
    named: dict[str, Aggregate] = {}
    taken = INCOMING["partners"].columns.keys()
    for item in aggregates:
        if item.name in taken:
            raise ValueError(f"aggregate {item.name!r} is called like a column of partners: rename it")
        if named.setdefault(item.name, item) != item:
            raise ValueError(f"two different aggregates are called {item.name!r}: rename one of them")
    return tuple(named.values())
