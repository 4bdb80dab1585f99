"""Segments and experience from a few rows written by hand, evaluated as the real ones are."""

from datetime import date

import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, tables
from tools.evaluation import evaluate_cells
from tools.matching import SPEAKERS, Experience
from tools.portfolio import Portfolio, as_known
from tools.segments import CERTIFICATION_AGGREGATES, PAIR_AGGREGATES, WORK, Segments

PAIR = {"sector": "Retail", "technology": "SAP"}


def partners_on(day: date, partners: Rows) -> pd.DataFrame:
    return as_known(tables(partners)["partners"].set_index("partner_id").sort_index(), day)


def portfolio_on(partners: Rows, day: date = DAY) -> Portfolio:
    return Portfolio(day, "EUR", partners_on(day, partners))


def segments_on(partners: Rows, day: date = DAY, **rows: Rows) -> Segments:
    filled = tables(partners, **rows)
    return Segments.of(
        partners_on(day, partners),
        evaluate_cells(PAIR_AGGREGATES, filled, day, ("sector", "technology")),
        evaluate_cells(CERTIFICATION_AGGREGATES, filled, day, ("technology",)),
    )


def experience_on(partners: Rows, day: date = DAY, **rows: Rows) -> Experience:
    """Made once for the same rows: many tests ask different things of the same world."""
    key = repr((partners, day, rows))
    if key not in _MADE:
        _MADE[key] = _experience_on(partners, day, **rows)
    return _MADE[key]


_MADE: dict[str, Experience] = {}


def _experience_on(partners: Rows, day: date, **rows: Rows) -> Experience:
    filled = tables(partners, **rows)
    return Experience.of(
        partners_on(day, partners),
        segments_on(partners, day, **rows),
        sectors=evaluate_cells(WORK, filled, day, ("sector",)),
        technologies=evaluate_cells(WORK, filled, day, ("technology",)),
        speakers=evaluate_cells((SPEAKERS,), filled, day, ("language",)),
    )


def project(partner_id: str, delivered: date | None, **columns: object) -> dict[str, object]:
    return {"partner_id": partner_id, "delivered_on": delivered, **PAIR, **columns}


def certificate(partner_id: str, person: str = "Ana", **columns: object) -> dict[str, object]:
    held = {"name": "SAP Core", "technology": "SAP", "level": "expert", "earned_on": ago(100)}
    return {"partner_id": partner_id, "person": person, **held, **columns}
