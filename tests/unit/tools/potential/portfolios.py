"""Portfolios with sizes, potentials and revenue, written by hand or drawn."""

import numpy as np
import pandas as pd

from tests.unit.tools.event_tables import DAY, Rows
from tests.unit.tools.segments.worlds import partners_on
from tools.portfolio import Portfolio
from tools.potential import PotentialPolicy, Potentials, potentials
from tools.segments import Segments

POLICY = PotentialPolicy()
CELLS = ("cell_won", "cell_delivered", "demand", "cell_revenue_365d")
NOWHERE = pd.DataFrame(
    {name: pd.Series(dtype="float64") for name in CELLS},
).set_index(pd.MultiIndex.from_arrays([[], [], []], names=["partner_id", "sector", "technology"]))
"""Nobody's deals name a sector and a technology."""


def portfolio(partners: Rows, **current: float) -> Portfolio:
    """Partners with what each won within the year; 0 unless it is given."""
    frame = partners_on(DAY, partners)
    earned = pd.Series(current, dtype="float64").reindex(frame.index).fillna(0.0)
    return Portfolio(DAY, "EUR", frame.assign(outlook_revenue_365d=earned))


def potential(partners: Rows, segments: Segments | None = None, **current: float) -> Potentials:
    """Potentials under the default policy."""
    pairs = NOWHERE if segments is None else segments.pairs
    return potentials(portfolio(partners, **current), POLICY, pairs)


def drawn(seed: int, size: int = 40, known: float = 0.6) -> Portfolio:
    """Partners whose potential rises with their size; of some it is on file."""
    chance = np.random.default_rng(seed)
    grown = chance.normal(0, 1, size)
    truth = np.exp(11 + grown + chance.normal(0, 0.5, size))
    frame = partners_on(DAY, [{"partner_id": f"p{one:03}"} for one in range(size)])
    return Portfolio(
        DAY,
        "EUR",
        frame.assign(
            type=chance.choice(["si", "isv"], size),
            employees=np.where(chance.random(size) < 0.3, np.nan, np.ceil(np.exp(3 + grown))),
            annual_revenue=np.where(chance.random(size) < 0.3, np.nan, np.exp(15 + grown)),
            potential_revenue=np.where(chance.random(size) < known, truth, np.nan),
            share_of_wallet=np.where(chance.random(size) < 0.8, np.nan, chance.uniform(0.1, 1, size)),
            outlook_revenue_365d=np.where(chance.random(size) < 0.2, 0.0, truth * chance.random(size)),
        ),
    )
