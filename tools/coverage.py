"""Whether the data tells of the day that was asked for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from tools.about import about_all
from tools.facts import Kind, Statement, Unit
from tools.portfolio import Portfolio

ASKED: Final = Kind("coverage.asked", Unit.DATE, "day asked for")
THROUGH: Final = Kind("coverage.through", Unit.DATE, "last day of the data")
_SLACK: Final = timedelta(days=7)  # an export may be a few days old
_FIRST: Final = ("attention_first_activity", "attention_first_deal")


def coverage_statements(portfolio: Portfolio, through: date | None) -> tuple[Statement, ...]:
    """That the day lies before the first event or more than a week after the last; nothing in between.

    Args:
        portfolio: At the day in question, with the aggregates of attention.
        through: Last day that the data covers; None before the first import.
    """
    if through is None:
        return ()
    if portfolio.as_of - through > _SLACK:
        return (Statement("coverage.after", {"through": about_all(portfolio, THROUGH, through)}),)
    if portfolio.partners[list(_FIRST)].isna().all(axis=None):
        return (Statement("coverage.before", {"asked": about_all(portfolio, ASKED, portfolio.as_of)}),)
    return ()
