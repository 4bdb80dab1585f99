"""What partners earn with us and what it takes, in a year."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.portfolio import Portfolio
from tools.proposition.policy import PropositionPolicy

SOURCES: Final = ("commissions", "margin", "services")
"""Columns of `money` that add up to `total`."""


def money(portfolio: Portfolio, policy: PropositionPolicy) -> pd.DataFrame:
    """What every partner earns with us in 365 days, base currency; higher is better for them unless said.

    commissions: of periods that ended within the window, clawbacks taken off. margin: won resale deals times
    `resale_margin`. services: value of projects delivered (the halo of what they sell for us). total:
    their sum, what is not recorded left out. spent (lower is better): certifications earned times
    `certification_cost` + trainings times `training_cost`. net: total - spent.

    Returns:
        By partner id. A source is NaN throughout if nobody ever had any: it is not recorded. `total` and
        `net` are NaN where no source is recorded.
    """
    read = portfolio.partners
    sources = pd.DataFrame(
        {
            "commissions": _recorded(read["eco_commissions_365d"], read["eco_commissions_ever"].ne(0)),
            "margin": _recorded(
                read["prop_resale_365d"] * policy.resale_margin, read["prop_resale_ever"].gt(0)
            ),
            "services": _recorded(read["prop_services_365d"], read["prop_valued_ever"].gt(0)),
        }
    )
    total = sources.sum(axis=1, min_count=1)
    spent = read["prop_certified_365d"] * policy.certification_cost
    spent = spent + read["sc_trainings_365d"] * policy.training_cost
    return sources.assign(total=total, spent=spent, net=total - spent)


def _recorded(values: pd.Series, anybody: pd.Series) -> pd.Series:
    """The values, or nothing if no partner has any on record."""
    return values.astype("float64") if anybody.any() else values.astype("float64") * float("nan")
