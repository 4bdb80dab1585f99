"""What the economics of partners read: aggregates of a window, and rows in the order of time."""

from __future__ import annotations

from datetime import date
from typing import Final

from tools import schema
from tools.aggregates import Aggregate, Condition, Conditions, Function, among, ever, within
from tools.conditions import WON

YEAR: Final = "365d"
EVER: Final = "ever"
PERIOD: Final = "period"
DAYS: Final = 365
OUR_KINDS: Final = tuple(kind for kind in schema.ACTIVITY_KINDS if kind != "portal_login")
"""Activities that take hours of ours."""
_INFLUENCED: Final = among("kind", "influenced")


def window(suffix: str, since: int | None, until: int = 0) -> tuple[Aggregate, ...]:
    """The aggregates of one window, named `eco_<what>_<suffix>`.

    Commissions count by the last day of their period, tickets by the day they were opened.

    Args:
        suffix: End of the names.
        since: Days from the last day before the window to `as_of`; None for everything.
        until: Days from the last day of the window to `as_of`.
    """

    def on(column: str) -> Conditions:
        return ever(column) if since is None else within(column, since - until, until)

    def total(name: str, table: str, column: str, *where: Condition) -> Aggregate:
        return Aggregate(f"eco_{name}_{suffix}", table, Function.SUM, column, where)

    def count(name: str, table: str, *where: Condition, column: str = "") -> Aggregate:
        return Aggregate(f"eco_{name}_{suffix}", table, Function.COUNT, column, where)

    return (
        total("won", "deals", "amount", *WON, *on("closed_on")),
        total("influenced", "deals", "amount", *WON, *_INFLUENCED, *on("closed_on")),
        count("deals", "deals", *WON, *on("closed_on")),
        count("priced", "deals", *WON, *on("closed_on"), column="amount"),
        total("commissions", "commissions", "amount", *on("period_ends_on")),
        total("costs", "costs", "amount", *on("date")),
        *(total(kind, "costs", "amount", *among("kind", kind), *on("date")) for kind in schema.COST_KINDS),
        count("tickets", "tickets", *on("opened_on")),
        count("timed", "tickets", *on("opened_on"), column="hours"),
        total("ticket_hours", "tickets", "hours", *on("opened_on")),
        *(count(kind, "activities", *among("kind", kind), *on("date")) for kind in OUR_KINDS),
    )


def period_window(as_of: date, first: date, last: date) -> tuple[Aggregate, ...]:
    """The aggregates from the first to the last day of a period, as far as `as_of` has come."""
    until = max((as_of - last).days, 0)
    return window(PERIOD, max((as_of - first).days + 1, until), until)


AGGREGATES: Final[tuple[Aggregate, ...]] = (*window(YEAR, DAYS), *window(EVER, None))
"""What every question about money reads."""


def _flow(name: str, table: str, column: str, dated: str, *where: Condition) -> Aggregate:
    function = Function.SUM if column else Function.COUNT
    return Aggregate(name, table, function, column, (*where, *ever(dated)), aged_by=dated)


FLOWS: Final[tuple[Aggregate, ...]] = (
    _flow("won", "deals", "amount", "closed_on", *WON),
    _flow("influenced", "deals", "amount", "closed_on", *WON, *_INFLUENCED),
    _flow("commissions", "commissions", "amount", "period_ends_on"),
    _flow("costs", "costs", "amount", "date"),
    _flow("acquisition", "costs", "amount", "date", *among("kind", "acquisition")),
    _flow("support", "costs", "amount", "date", *among("kind", "support")),
    _flow("management", "costs", "amount", "date", *among("kind", "management")),
    _flow("ticket_hours", "tickets", "hours", "opened_on"),
    *(_flow(kind, "activities", "", "date", *among("kind", kind)) for kind in OUR_KINDS),
)
"""Rows by the day of `aged_by`: what a payback and a lifetime are worked out from."""
