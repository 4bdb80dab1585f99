"""The staged rows of a file written, with all that follows from them; the caller's transaction holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Table, select

from knowledge.identity import keep_clashing, take_merged
from knowledge.importing.changed import Changed
from knowledge.importing.history import record_changes
from knowledge.importing.mapping.feed import Feed
from knowledge.importing.merging import Merge
from knowledge.importing.money import (
    amounts_of,
    convert_again,
    forget_rates,
    stored_currencies,
    unknown_currency,
)
from knowledge.importing.outcome import Outcome
from knowledge.importing.problems import ImportProblem
from knowledge.reassigning import keep_decisions
from knowledge.stored_settings import grow_data_version, store_setting, stored_setting
from tools import schema


def write_rows(connection: Connection, feed: Feed, outcome: Outcome, base_currency: str, day: date) -> int:
    """Write what was staged; how many rows were new or differed.

    Args:
        day: From which changed attributes of partners count.
    """
    base_changes = feed.table is schema.FX and stored_setting(connection, "base_currency") != base_currency
    if base_changes:
        forget_rates(connection)
        store_setting(connection, "base_currency", base_currency)
    merged = Changed() if outcome.staged is None else _merge(connection, feed, outcome, outcome.staged, day)
    converted = 0
    if feed.table is schema.FX and (merged.rows or base_changes):
        converted = convert_again(connection, base_currency)
    elif merged.rows and not _converted_already(feed):
        convert_again(connection, base_currency, feed.table.name)
    if merged.rows or converted:
        grow_data_version(connection, None if converted else merged.partners)
    return merged.rows


def _merge(connection: Connection, feed: Feed, outcome: Outcome, staged: Table, day: date) -> Changed:
    keep_decisions(connection, staged, feed.table)
    elsewhere = keep_clashing(connection, staged, feed.table.name)
    if feed.table is schema.PARTNERS:
        elsewhere += take_merged(connection, staged, day)
        record_changes(connection, staged, day)
    merged = Merge(connection, staged, feed.table, outcome.given, feed.attributes).run()
    return replace(merged, rows=merged.rows + elsewhere)


def _converted_already(feed: Feed) -> bool:
    """Whether the rows came with all that their amounts in base currency need."""
    needed = {column.name for column in amounts_of(feed.table)} | {"currency"}
    return len(needed) == 1 or needed <= feed.columns.keys() or needed.isdisjoint(feed.columns)


def refuse_unknown_currency(
    connection: Connection, feed: Feed, base_currency: str
) -> Iterator[ImportProblem]:
    """A file that brings currencies alone may name one that has no rate for amounts stored before."""
    amounts = {column.name for column in amounts_of(feed.table)}
    if not amounts or "currency" not in feed.columns or amounts <= feed.columns.keys():
        return
    if code := unknown_currency(connection, feed.table, base_currency):
        expected = f"currencies with a rate in fx.csv; stored amounts would be in {code}, which has none"
        yield ImportProblem(feed.source.name, None, feed.columns["currency"], code, expected)


def adopt_base(connection: Connection, base_currency: str) -> list[ImportProblem]:
    """Convert everything to `base_currency` with no rates but its own; the problems if that cannot be."""
    problems = list(missing_rates(connection, "fx.csv", frozenset({base_currency}), base_currency))
    if not problems:
        forget_rates(connection)
        store_setting(connection, "base_currency", base_currency)
        if convert_again(connection, base_currency):
            grow_data_version(connection, None)
    return problems


def refuse_new_base(
    connection: Connection, feed: Feed, staged: Table | None, base_currency: str
) -> list[ImportProblem]:
    """When the base currency changes, `fx` has to bring a rate for every currency of the stored amounts."""
    if stored_setting(connection, "base_currency") == base_currency:
        return []
    given = {base_currency}
    if staged is not None:
        given.update(connection.execute(select(staged.c.currency)).scalars())
    return list(missing_rates(connection, feed.source.name, frozenset(given), base_currency))


def missing_rates(
    connection: Connection, file: str, given: frozenset[str], base_currency: str
) -> Iterator[ImportProblem]:
    """One problem for each currency of a stored amount that has no rate in `given`."""
    for code, table in sorted(stored_currencies(connection).items()):
        if code not in given:
            new = f"a rate of {code} to {base_currency}, the new base currency"
            yield ImportProblem(file, None, "", "", f"{new}; stored {table} are in {code}")
