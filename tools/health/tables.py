"""Which tables are empty or stale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, Protocol, TypeVar

from tools.about import Slots, about_all
from tools.facts import Fact, Statement, TableSpec
from tools.health.ending import DataEnd, end_statements
from tools.health.kinds import BEHIND, NEWEST, ROWS, TABLE, TABLES, THROUGH
from tools.health.policy import HealthPolicy
from tools.listing import listing
from tools.portfolio import Portfolio


class TableState(Protocol):
    """What is known of one incoming table."""

    @property
    def name(self) -> str:
        """The table's name."""

    @property
    def rows(self) -> int:
        """Rows it holds."""

    @property
    def newest(self) -> date | None:
        """Day of its newest event; None without events."""


T = TypeVar("T", bound=TableState)
_SELDOM: Final = ("certifications", "surveys")


def overall(
    portfolio: Portfolio,
    tables: Sequence[TableState],
    policy: HealthPolicy,
    end: DataEnd | None = None,
    *,
    failed: bool = False,
) -> Iterator[Statement]:
    """Up to when, if anything is dated, then what is empty, then what is stale.

    Nothing is called up to date where the last import `failed`, in part or as a whole, nor when the data
    ends long before today, nor the sample.
    """
    newest = _newest(portfolio, tables)
    if not any(state.rows for state in tables):
        yield Statement("health.nothing")
        return
    yield (
        Statement("health.through", {"through": about_all(portfolio, THROUGH, newest)})
        if newest
        else Statement("health.undated")
    )
    ends = list(end_statements(portfolio, end, policy)) if newest else []
    yield from ends
    empty = [_name(portfolio, state) for state in tables if not state.rows]
    yield from listing("health.empty", empty, about_all(portfolio, TABLES, len(empty), "empty"))
    if newest is None:
        return
    stale = stale_tables(tables, newest, policy)
    for state in stale:
        yield _stale(portfolio, state, newest)
    if not (stale or failed or ends):
        yield Statement("health.fresh")


def of_table(
    portfolio: Portfolio,
    asked: Sequence[TableState],
    tables: Sequence[TableState],
    policy: HealthPolicy,
    end: DataEnd | None = None,
) -> Iterator[Statement]:
    """Rows and newest event of the table that was asked about."""
    newest = _newest(portfolio, tables)
    for state in asked:
        name, rows = _name(portfolio, state), about_all(portfolio, ROWS, state.rows, state.name)
        if not state.rows:
            yield from listing("health.empty", [name], rows)
        elif state.newest is None:
            yield Statement("health.table_undated", {"table": name, "rows": rows})
        else:
            dated = _newest_fact(portfolio, state, state.newest)
            yield Statement("health.table", {"table": name, "rows": rows, "newest": dated})
        if newest and _is_stale(state, newest, policy):
            yield _stale(portfolio, state, newest)
    if newest:
        yield from end_statements(portfolio, end, policy)


def stale_tables(tables: Sequence[T], newest: date, policy: HealthPolicy) -> list[T]:
    """The tables whose newest event is far behind `newest`, that of all the data."""
    return [state for state in tables if _is_stale(state, newest, policy)]


def state_table(portfolio: Portfolio, tables: Sequence[TableState]) -> TableSpec:
    """Rows and newest event of every table."""
    lines = tuple(
        (
            _name(portfolio, state),
            about_all(portfolio, ROWS, state.rows, state.name),
            _newest_fact(portfolio, state, state.newest) if state.newest else None,
        )
        for state in tables
    )
    return TableSpec("health.title", ("table", "rows", "newest event"), lines)


def _newest(portfolio: Portfolio, tables: Sequence[TableState]) -> date | None:
    """The newest event of all tables, at most the day in question."""
    days = [state.newest for state in tables if state.newest]
    return min(max(days), portfolio.as_of) if days else None


def _is_stale(state: TableState, newest: date, policy: HealthPolicy) -> bool:
    limit = policy.stale_certification_days if state.name in _SELDOM else policy.stale_days
    return state.newest is not None and (newest - state.newest).days >= limit


def _stale(portfolio: Portfolio, state: TableState, newest: date) -> Statement:
    last = state.newest or newest
    slots: Slots = {
        "table": _name(portfolio, state),
        "newest": _newest_fact(portfolio, state, last),
        "days": about_all(portfolio, BEHIND, (newest - last).days, state.name),
    }
    return Statement("health.stale", slots)


def _newest_fact(portfolio: Portfolio, state: TableState, newest: date) -> Fact:
    return about_all(portfolio, NEWEST, newest, state.name)


def _name(portfolio: Portfolio, state: TableState) -> Fact:
    return about_all(portfolio, TABLE, f"table.{state.name}", state.name)
