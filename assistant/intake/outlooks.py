"""The outlook fitted on the portfolio's own closed quarters, once another month-end has closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, func, select

from assistant.intake.steps import Step, StepName
from knowledge.closed_quarters import closed_quarters, first_won
from knowledge.columns import Columns
from knowledge.fits import store_coefficients, stored_coefficients
from knowledge.freshness import through_of
from knowledge.tables import INCOMING
from tools.backtest import Every, HistoryTooShort, as_of_days
from tools.outlook import ENOUGH_ROWS, QUARTER, fit_and_check, lesson, packaged
from tools.policy import Policy

MONTHS: Final = 12
"""Closed month-ends that are learnt from."""


def keep_outlook(engine: Engine, policy: Policy, columns: Columns, now: datetime) -> Step | None:
    """Fit and keep coefficients; None if no month-end has closed since, or there is too little history."""
    with engine.connect() as connection:
        days = _new_days(connection)
        if not days:
            return None
        seen = [lesson(one, policy.outlook) for one in closed_quarters(connection, days, columns)]
    fitted = fit_and_check(seen, packaged(), days[-1] + timedelta(days=QUARTER))
    if fitted is None:
        return None
    with engine.begin() as connection:
        store_coefficients(connection, fitted, now)
    return Step(StepName.OUTLOOK, fitted.partner_quarters, fitted.partner_quarters)


def _new_days(connection: Connection) -> tuple[date, ...]:
    """The month-ends to learn from; none if the last has been learnt from, or partners are too few."""
    through = through_of(connection)
    count = connection.scalar(select(func.count()).select_from(INCOMING["partners"])) or 0
    if through is None or count * MONTHS < ENOUGH_ROWS:
        return ()
    try:
        days = as_of_days(first_won(connection), through, Every.MONTH)[-MONTHS:]
    except HistoryTooShort:
        return ()
    kept = stored_coefficients(connection, through)
    fitted = kept.fitted_through if kept else None
    return () if fitted and fitted >= days[-1] + timedelta(days=QUARTER) else days
