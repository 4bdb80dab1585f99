"""Declared aggregates compiled to SQL: only one row per partner leaves the database.

One grouped query per table computes all its aggregates in one pass; the effective number and the second
smallest value need a grouping of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, reduce
from typing import Any, Final

import pandas as pd
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    Date,
    Select,
    Text,
    and_,
    bindparam,
    case,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.types import String

from knowledge.attribute_history import changes_after
from knowledge.stored_settings import stored_setting
from knowledge.tables import FIRST_IMPORTED_ON, INCOMING
from tools import schema
from tools.aggregates import Aggregate, Condition, Conditions, Function, Op
from tools.attribute_history import ATTRIBUTES_SINCE, as_they_were
from tools.evaluation import among_values, column_type, filled, source_column
from tools.portfolio import DATE_TYPE, Portfolio, as_known, typed

BASE_CURRENCY: Final = "EUR"
"""Currency of money columns until the setting `base_currency` says otherwise."""


def load_portfolio(connection: Connection, as_of: date, aggregates: Iterable[Aggregate]) -> Portfolio:
    """Every partner with its aggregates, as known at the end of `as_of`.

    Args:
        connection: Any SQLAlchemy connection; nothing is written.
        as_of: The day.
        aggregates: Declared by the sciences that will read the portfolio; equal ones are computed once.

    Raises:
        ValueError: Two different aggregates share a name, or one is called like a column of partners.
    """
    wanted = _by_name(aggregates)
    partners = _partners(connection, as_of)
    parts = [query.run(connection, as_of) for query in _queries(wanted)]
    values = pd.concat([pd.DataFrame(index=partners.index), *parts], axis=1).reindex(partners.index)
    return Portfolio(
        as_of=as_of,
        currency=base_currency(connection),
        partners=as_known(partners, as_of).join(filled(values, wanted)),
    )


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


def _partners(connection: Connection, as_of: date) -> pd.DataFrame:
    """Partners as they were on `as_of`, sorted by id in Python, so that every database sorts alike."""
    columns = [_in_base(column.name) for column in schema.PARTNERS.columns]
    since = INCOMING["partners"].c[FIRST_IMPORTED_ON]
    rows = [tuple(row) for row in connection.execute(select(*columns, since))]
    frame = pd.DataFrame(rows, columns=[*(column.name for column in columns), ATTRIBUTES_SINCE])
    partners = typed(frame.drop(columns=ATTRIBUTES_SINCE), schema.PARTNERS)
    partners[ATTRIBUTES_SINCE] = pd.to_datetime(frame[ATTRIBUTES_SINCE]).astype(DATE_TYPE)
    partners = partners.set_index("partner_id").sort_index()
    partners.index = partners.index.astype("str")
    return as_they_were(partners, changes_after(connection, as_of))


def _in_base(name: str) -> ColumnElement[Any]:
    """A column of partners; amounts in base currency, or as they are where no import has converted them."""
    stored = INCOMING["partners"].c
    converted = schema.in_base(name)
    return func.coalesce(stored[converted], stored[name]).label(name) if converted in stored else stored[name]


@dataclass(frozen=True)
class _Query:
    """A query with `partner_id` first, and the days that it counts from `as_of`."""

    select: Select[Any]
    days: frozenset[int]

    @classmethod
    def over(cls, query: Select[Any], items: Iterable[Aggregate]) -> _Query:
        """The query that computes `items`."""
        dated = (c.days for item in items for c in item.where if c.op is not Op.IN)
        return cls(query, frozenset(dated))

    def run(self, connection: Connection, as_of: date) -> pd.DataFrame:
        """The values by partner id."""
        rows = connection.execute(
            self.select, {_day(days): as_of + timedelta(days=days) for days in self.days}
        )
        return pd.DataFrame([tuple(row) for row in rows], columns=list(rows.keys())).set_index("partner_id")


@lru_cache(maxsize=16)
def _queries(aggregates: tuple[Aggregate, ...]) -> tuple[_Query, ...]:
    """The fewest queries that compute all aggregates, for any day."""
    by_table: dict[str, list[Aggregate]] = defaultdict(list)
    for item in aggregates:
        if item.function not in _OWN_GROUPING:
            by_table[item.table].append(item)
    alone = [item for item in aggregates if item.function in _OWN_GROUPING]
    return (
        *(_Query.over(_grouped(table, items), items) for table, items in by_table.items()),
        *(_Query.over(_OWN_GROUPING[item.function](item), [item]) for item in alone),
    )


def _grouped(table: str, items: list[Aggregate]) -> Select[Any]:
    """One pass over a table; what all aggregates ask for is asked once, in WHERE, where an index can help."""
    stored = INCOMING[table]
    shared = reduce(lambda left, right: left & right, (frozenset(item.where) for item in items))
    columns = [
        _value(item, _all(table, tuple(c for c in item.where if c not in shared))).label(item.name)
        for item in items
    ]
    return (
        select(stored.c.partner_id, *columns)
        .where(_all(table, tuple(c for c in items[0].where if c in shared)))
        .group_by(stored.c.partner_id)
    )


def _value(item: Aggregate, holds: ColumnElement[bool]) -> ColumnElement[Any]:
    """The aggregate as an expression over a partner's rows."""
    if item.function is Function.COUNT:
        return func.sum(case((holds, 1), else_=0))
    column = _column(item.table, source_column(item))
    value = case((and_(holds, _present(column)), column))
    if item.function is Function.DISTINCT:
        return func.count(value.distinct())
    if item.function is Function.SUM:
        return func.sum(value)
    return func.min(value) if item.function is Function.MIN else func.max(value)


def _effective(item: Aggregate) -> Select[Any]:
    """1 / sum of squared shares = (sum n)² / sum n², where n counts a partner's rows per value."""
    stored, column = INCOMING[item.table], _column(item.table, source_column(item))
    counts = (
        select(stored.c.partner_id, func.count().label("rows"))
        .where(_all(item.table, item.where), _present(column))
        .group_by(stored.c.partner_id, column)
        .subquery()
    )
    total = func.sum(counts.c.rows) * 1.0
    number = total * total / func.sum(counts.c.rows * counts.c.rows)
    return select(counts.c.partner_id, number.label(item.name)).group_by(counts.c.partner_id)


def _second(item: Aggregate) -> Select[Any]:
    """The value of the second row when a partner's rows are sorted by it."""
    stored, column = INCOMING[item.table], _column(item.table, source_column(item))
    rank = func.row_number().over(partition_by=stored.c.partner_id, order_by=column)
    ranked = (
        select(stored.c.partner_id, column.label(item.name), rank.label("rank"))
        .where(_all(item.table, item.where), _present(column))
        .subquery()
    )
    return select(ranked.c.partner_id, ranked.c[item.name]).where(ranked.c.rank == 2)  # noqa: PLR2004 the second


_OWN_GROUPING: Final[dict[Function, Callable[[Aggregate], Select[Any]]]] = {
    Function.EFFECTIVE: _effective,
    Function.SECOND: _second,
}


def _all(table: str, conditions: Conditions) -> ColumnElement[bool]:
    return and_(true(), *(_holds(table, item) for item in conditions))


def _holds(table: str, condition: Condition) -> ColumnElement[bool]:
    """A condition as SQL; a missing value meets none but `MISSING_OR_AFTER`."""
    column = _column(table, condition.column)
    if condition.op is Op.IN:
        if isinstance(column.type, Boolean):  # a missing flag is false, as in every frame
            return func.coalesce(column, false()).in_([value == "true" for value in condition.values])
        return column.in_(among_values(column_type(table, condition.column), condition.values))
    day = bindparam(_day(condition.days), type_=Date)
    if condition.op is Op.UNTIL:
        return column <= day
    return column > day if condition.op is Op.AFTER else or_(column.is_(None), column > day)


def _day(days: int) -> str:
    """Name of the parameter that stands for a day counted from `as_of`, so that a query is made once."""
    return f"day_{'before' if days < 0 else 'after'}_{abs(days)}"


def _present(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Neither NULL nor, for text, empty."""
    if isinstance(column.type, Text | String):
        return and_(column.is_not(None), column != "")
    return column.is_not(None)


def _column(table: str, name: str) -> ColumnElement[Any]:
    return INCOMING[table].c[name]
