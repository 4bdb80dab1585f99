"""Scorecards of two partners from a few rows written by hand."""

from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, portfolio, wins
from tools.evaluation import filled
from tools.portfolio import Portfolio
from tools.scorecard import (
    AGGREGATES,
    BY_NAME,
    Reading,
    ScorecardPolicy,
    Scorecards,
    raw_values,
    scorecards,
)

POLICY = ScorecardPolicy()
SIGNED = {"signed_on": date(2020, 1, 1), "type": "si"}
TWO: Rows = [{"partner_id": "p1", **SIGNED}, {"partner_id": "p2", **SIGNED}]
OLD = date(2021, 1, 1)


def cards(as_of: date = DAY, partners: Rows = TWO, **rows: Rows) -> Scorecards:
    """Their scores."""
    return scorecards(_loaded(as_of, partners, **rows), POLICY)


def _loaded(as_of: date, partners: Rows, **rows: Rows) -> Portfolio:
    """Only the aggregates of tables with rows are evaluated, the others have nothing to see."""
    seen = tuple(item for item in AGGREGATES if rows.get(item.table))
    loaded = portfolio(seen, partners, as_of, **rows)
    columns = loaded.partners.reindex(columns=[item.name for item in AGGREGATES])
    rest = filled(columns, AGGREGATES).drop(columns=[item.name for item in seen])
    return Portfolio(as_of, "EUR", loaded.partners.join(rest))


def value(measure: str, as_of: date = DAY, **rows: Rows) -> float | None:
    """The raw value of p1; None where it is missing."""
    frame = _loaded(as_of, TWO, **rows).partners
    raw = raw_values(BY_NAME[measure], Reading(frame, frame, POLICY))["p1"]
    return None if pd.isna(raw) else float(raw)


def row(**columns: object) -> dict[str, object]:
    return {"partner_id": "p1", **columns}


OLD_WIN = wins("p2", 1500, sector="retail", technology="crm", region="DACH")
