"""Scorecards of two days, and what is said of the change between them."""

from datetime import date

import pandas as pd

from tests.unit.tools.scored_portfolios import portfolio
from tests.unit.tools.spoken import unsayable
from tools import schema
from tools.about import About
from tools.changes import ChangePolicy
from tools.changes.events import events
from tools.changes.window import Rows, Window
from tools.facts import Findings, Statement
from tools.portfolio import Portfolio, typed
from tools.scorecard import ScorecardPolicy, Scorecards, scorecards

SINCE, DAY = date(2026, 6, 30), date(2026, 9, 30)
POLICY = ChangePolicy()
P = {"partner_id": "p00"}


def cards(as_of: date, seed: int, size: int = 10, **columns: object) -> Scorecards:
    """Scores of partners with random figures, some of them unknown."""
    made = portfolio(seed, size, as_of, type=["si", "isv"] * (size // 2), **columns)
    return scorecards(made, ScorecardPolicy())


def changed(before: Scorecards, partner_id: str, **values: float) -> Scorecards:
    """The same portfolio later, one partner with other values."""
    frame = before.portfolio.partners.copy()
    for name, value in values.items():
        frame.loc[partner_id, name] = value
    return scorecards(Portfolio(DAY, "EUR", frame), before.policy)


def rows(**given_rows: list[dict[str, object]]) -> Rows:
    """Typed rows by table; tables not named are empty."""
    tables = {table.name: table for table in schema.TABLES}
    frames = {}
    for name in ("deals", "leads", "usage", "certifications", "projects", "activities", "tickets", "surveys"):
        columns = [column.name for column in (*tables[name].columns, *tables[name].beside)]
        frames[name] = typed(pd.DataFrame(given_rows.get(name, []), columns=columns), tables[name])
    return frames


def keys(findings: Findings) -> list[str]:
    return [statement.key for statement in findings.statements]


def said(findings: Findings, key: str) -> Statement:
    return next(statement for statement in findings.statements if statement.key == key)


def between(**given_rows: list[dict[str, object]]) -> Window:
    """The window from `SINCE` to `DAY` with these rows of p00."""
    days = (About(cards(day, 1).portfolio, "p00") for day in (SINCE, DAY))
    return Window(*days, rows(**{name: [P | one for one in found] for name, found in given_rows.items()}))


def told(measure: str, window: Window, *, rose: bool = False) -> dict[str, dict[str, object]]:
    """What is said, by key, with the values of its slots."""
    statements = events(measure, window, rose=rose)
    assert unsayable(statements) == []
    return {one.key: {name: fact.value for name, fact in one.slots.items()} for one in statements}
