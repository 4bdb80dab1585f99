"""Small worlds of partners who do or do not complete each other."""

from datetime import date

import numpy as np
import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows, ago, tables
from tests.unit.tools.segments.worlds import experience_on
from tools.evaluation import evaluate
from tools.introductions import AGGREGATES, Ground, IntroductionPolicy, paired
from tools.matching import MatchingPolicy
from tools.portfolio import Portfolio, as_known

POLICY = IntroductionPolicy()
MATCHING = MatchingPolicy()


def open_deals(partner_id: str, number: int, technology: str, sector: str = "Retail") -> Rows:
    deal = {"stage": "open", "created_on": ago(10), "sector": sector, "technology": technology}
    return [{"partner_id": partner_id, **deal}] * number


def projects(partner_id: str, number: int, technology: str, sector: str = "Retail", days: int = 0) -> Rows:
    done = {"delivered_on": ago(days), "sector": sector, "technology": technology}
    return [{"partner_id": partner_id, **done}] * number


def portfolio(partners: Rows, day: date = DAY, **rows: Rows) -> Portfolio:
    """With the aggregates of introductions, and those of attention that it reads as given on the partners."""
    filled = tables(partners, **rows)
    known = as_known(filled["partners"].set_index("partner_id").sort_index(), day)
    return Portfolio(day, "EUR", known.join(evaluate(AGGREGATES, filled, day)))


def ground(partners: Rows, day: date = DAY, **rows: Rows) -> Ground:
    return Ground.of(portfolio(partners, day, **rows), experience_on(partners, day, **rows), MATCHING)


def pair(
    made: Ground, one: str, two: str, policy: IntroductionPolicy = POLICY, wanted: float | None = None
) -> "pd.Series[float]":
    fits = None if wanted is None else np.array([wanted])
    return paired(made, made.rows([one]), made.rows([two]), policy, fits).iloc[0]
