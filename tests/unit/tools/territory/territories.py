"""Territories from a few rows written by hand."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import Rows, tables
from tests.unit.tools.segments.worlds import portfolio_on, segments_on
from tools.about import Among
from tools.facts import Findings
from tools.territory import (
    Deals,
    Field,
    History,
    Plan,
    Question,
    TerritoryPolicy,
    Whose,
    Wins,
    answer,
    period_of,
)

DAY = date(2026, 10, 31)
CELL = {"region": "Nordics", "sector": "Retail", "technology": "Data"}
A: Rows = [{"partner_id": "a", "region": "Nordics", "type": "si"}]


def deals_of(rows: Rows, day: date = DAY) -> Deals:
    return Deals.of_rows(tables([{"partner_id": "a"}], deals=rows)["deals"], day)


def targets_of(*rows: tuple[str | None, str | None, str | None, str, float]) -> pd.DataFrame:
    """Region, sector, technology, period, target."""
    names = ("region", "sector", "technology", "period", "target_revenue")
    made = [dict(zip(names, row, strict=True)) for row in rows]
    return tables([], territories=made)["territories"]


def asked(
    targets: pd.DataFrame,
    *,
    partners: Rows = A,
    deals: Rows = (),
    period: str = "2026-Q4",
    day: date = DAY,
    words: Mapping[str, str] | None = None,
    times: float = 1.0,
    policy: TerritoryPolicy | None = None,
    whose: Whose = Whose.ALL,
    **rows: Rows,
) -> Plan | Findings:
    portfolio = portfolio_on(partners, day)
    ids = frozenset(portfolio.partners.index)
    known = deals_of(deals, day)
    question = Question(
        among=Among.of(portfolio, ids),
        period=period_of(period),
        asked=words or {},
        times=times,
        field=Field(
            partners=portfolio.partners,
            segments=segments_on(partners, day, deals=deals, **rows),
            phases=pd.Series("investment", portfolio.partners.index, dtype="str"),
            ids=ids,
            headroom=pd.Series(dtype="float64"),
            wins=Wins.of(known),
        ),
        whose=whose,
        policy=policy or TerritoryPolicy(),
    )
    return answer(question, targets, known, History.of(known, question.policy))


def plan(targets: pd.DataFrame, **how: object) -> Plan:
    found = asked(targets, **how)  # type: ignore[arg-type]  # passed on as given
    assert isinstance(found, Plan)
    return found
