"""Small portfolios whose money can be added up by hand."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, tables
from tools.aggregates import Aggregate
from tools.economics import AGGREGATES, FLOWS, EconomicsPolicy, Movements
from tools.evaluation import counted_rows, evaluate, source_column
from tools.portfolio import Portfolio, as_known
from tools.scorecard import AGGREGATES as SCORECARD

_RISING = tuple(item for item in SCORECARD if item.name in {"sc_revenue_180d", "sc_revenue_180d_before"})
POLICY = EconomicsPolicy(gross_margin=0.5, hourly_rate=100)
"""Half of revenue is margin, an hour costs 100: easy to add up."""


def world(
    partners: Rows, as_of: date = DAY, aggregates: tuple[Aggregate, ...] = (), **rows: Rows
) -> tuple[Portfolio, dict[str, Movements]]:
    """A portfolio with what economics reads, and its movements, computed plainly."""
    filled = tables(partners, **rows)
    known = as_known(filled["partners"].set_index("partner_id").sort_index(), as_of)
    wanted = (*AGGREGATES, *_RISING, *aggregates)
    portfolio = Portfolio(as_of, "EUR", known.join(evaluate(wanted, filled, as_of)))
    return portfolio, {flow.name: _moved(flow, filled, known.index, as_of) for flow in FLOWS}


def _moved(flow: Aggregate, filled: Mapping[str, pd.DataFrame], index: pd.Index, as_of: date) -> Movements:
    rows = counted_rows(flow, filled[flow.table], as_of)
    ages = (pd.Timestamp(as_of) - rows[flow.aged_by]).dt.days.to_numpy(dtype=float)
    amounts = rows[source_column(flow)].to_numpy(dtype=float) if flow.column else np.ones(len(rows))
    return Movements(index.get_indexer(rows["partner_id"]), ages, amounts)


def won(partner_id: str, days: int, amount: float, **columns: object) -> dict[str, Any]:
    dated = {"created_on": ago(days), "closed_on": ago(days)}
    return {"partner_id": partner_id, "stage": "won", "amount": amount, **dated, **columns}


def cost(partner_id: str, days: int, amount: float, kind: str | None) -> dict[str, Any]:
    return {"partner_id": partner_id, "date": ago(days), "amount": amount, "kind": kind}


def ticket(partner_id: str, days: int, hours: float | None) -> dict[str, Any]:
    return {"partner_id": partner_id, "opened_on": ago(days), "hours": hours, "severity": 3}


def contact(partner_id: str, days: int, kind: str) -> dict[str, Any]:
    return {"partner_id": partner_id, "date": ago(days), "kind": kind, "direction": "out"}


def commission(partner_id: str, days: int, amount: float) -> dict[str, Any]:
    return {"partner_id": partner_id, "period": "x", "period_ends_on": ago(days), "amount": amount}
