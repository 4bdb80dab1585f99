"""Portfolios with random figures in every column that the scorecard reads."""

from datetime import date

import numpy as np
import pandas as pd

from tools.portfolio import DATE_TYPE, Portfolio
from tools.scorecard import AGGREGATES

DAY = date(2026, 9, 30)
LONG_AGO = pd.Timestamp("2020-01-01")
"""When everything began, unless a test says otherwise: every window is known in full."""
DATES = [item.name for item in AGGREGATES if item.name.endswith("_on")]
PRICED = {
    item.name: item.name.replace("priced", "won") for item in AGGREGATES if item.name.startswith("sc_priced_")
}
"""Columns of priced wins, and of all of them: unless a test says otherwise, every win has an amount."""
FIGURES = [item.name for item in AGGREGATES if item.name not in {*DATES, *PRICED}]
BREADTHS = [name for name in FIGURES if name.endswith("_breadth")]
MONEY = [name for name in FIGURES if "_revenue_" in name or "_influenced_" in name]
"""Columns of amounts."""


def portfolio(seed: int = 1, size: int = 12, as_of: date = DAY, **columns: object) -> Portfolio:
    """Partners with small random figures that agree with each other; named columns are set as given."""
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {name: chance.integers(0, 7, size).astype(float) for name in FIGURES},
        index=pd.Index([f"p{number:02}" for number in range(size)], name="partner_id"),
    )
    for name in (*DATES, "signed_on", "first_contact_on", "onboarded_on"):
        frame[name] = pd.Series(LONG_AGO, index=frame.index, dtype=DATE_TYPE)
    frame["name"] = frame.index.map("Partner {}".format)
    frame["type"] = chance.choice(["si", "isv"], size)
    frame["status"] = "active"
    frame["share_of_wallet"] = np.where(chance.random(size) < 0.3, np.nan, chance.random(size))
    made = _agreeing(frame, chance).assign(**columns)
    return Portfolio(
        as_of, "EUR", made.assign(**{name: columns.get(name, made[won]) for name, won in PRICED.items()})
    )


def nobody_has_anything(size: int = 12) -> pd.DataFrame:
    """Partners of whom nothing is recorded."""
    frame = portfolio(size=size, share_of_wallet=np.nan).partners
    frame[[*FIGURES, *PRICED]] = 0.0
    frame[BREADTHS] = np.nan
    frame[DATES] = pd.NaT
    return frame


def _agreeing(frame: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    """A part is no more than its whole, a sum of ratings no more than ten each."""
    for name in [name for name in FIGURES if "_sum_" in name]:
        counted = name.replace("_sum_", "_") if "rating" not in name else "sc_rated_730d"
        frame[name] = frame[counted] * chance.integers(0, 11, len(frame))
    for part, whole in (
        ("sc_active_92d", "sc_licensed_92d"),
        ("sc_active_92d_before", "sc_licensed_92d_before"),
        ("sc_on_time_730d", "sc_promised_730d"),
        ("sc_leads_later_365d", "sc_leads_365d"),
        *((name, name.replace("influenced", "revenue")) for name in MONEY if "influenced" in name),
    ):
        frame[part] = frame[[part, whole]].min(axis=1)
    return frame.assign(sc_won_730d=frame["sc_won_730d"] + frame["sc_won_365d"])
