"""Past days with what came in the 90 days after each, for judging and fitting the outlook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection, Date, func, select

from knowledge.columns import Columns
from knowledge.portfolio import load_portfolio
from knowledge.tables import deals
from tools.outlook import AGGREGATES, QUARTER, RESULTS, ClosedQuarter


def first_won(connection: Connection) -> date | None:
    """Day of the first won deal; None without any."""
    won = select(func.min(deals.c.closed_on, type_=Date)).where(deals.c.stage == "won")
    found: date | None = connection.scalar(won)
    return found


def closed_quarters(
    connection: Connection, days: Iterable[date], columns: Columns
) -> Iterator[ClosedQuarter]:
    """The portfolio as it was known on each day, and what its partners won in the 90 days after.

    Args:
        columns: Where rows are kept, so that they are read from SQL once for all days.
    """
    for day in days:
        then = load_portfolio(connection, day, AGGREGATES, columns)
        later = load_portfolio(connection, day + timedelta(days=QUARTER), RESULTS, columns).partners
        results = later[[item.name for item in RESULTS]].set_axis(["wins", "revenue"], axis=1)
        yield ClosedQuarter(then, results)
