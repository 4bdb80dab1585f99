"""What groups of partners earn with us: a year, the first year, and how long the first win takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd

from tools.economics import Movements
from tools.journey.survival import survival
from tools.portfolio import Portfolio
from tools.proposition.needs import YEAR
from tools.proposition.policy import PropositionPolicy

_FLOWS: Final = {"commissions": "prop_commissions", "margin": "prop_resale", "services": "prop_services"}


def first_years(
    portfolio: Portfolio, money: pd.DataFrame, flows: Mapping[str, Movements], policy: PropositionPolicy
) -> pd.Series:
    """What partners earned with us in the 365 days from their signature on, base currency.

    The same sources as `total` of `tools.proposition.money`, of those recorded: commissions by the last day
    of their period, resale margin (won resale x `resale_margin`) and delivered projects.

    Args:
        portfolio: All partners.
        money: As `money` returns it: a source that is NaN there is not recorded.
        flows: `FLOWS` by name.
        policy: Assumptions.

    Returns:
        By partner id; NaN for who signed fewer than 365 days ago or before the first of these rows, as what
        they earned then may not be on record, and without a signature on file.
    """
    partners = portfolio.partners
    member = (pd.Timestamp(portfolio.as_of) - partners["signed_on"]).dt.days.to_numpy(dtype=np.float64)
    total = np.zeros(len(partners))
    recorded = [name for name in _FLOWS if money[name].notna().any()]
    for name in recorded:
        rows = flows[_FLOWS[name]]
        since = member[rows.partners] - rows.ages
        inside = (since >= 0) & (since < YEAR)
        sums = np.bincount(rows.partners[inside], weights=rows.amounts[inside], minlength=len(partners))
        total += sums * (policy.resale_margin if name == "margin" else 1.0)
    oldest = max((float(flows[_FLOWS[name]].ages.max(initial=0.0)) for name in recorded), default=0.0)
    known = (member >= YEAR) & (member <= oldest)
    return pd.Series(np.where(known, total, np.nan), index=partners.index)


def first_win_days(portfolio: Portfolio, ids: pd.Index, least: int) -> float | None:
    """Median days from the signature to the first won deal, by Kaplan-Meier (1958).

    Partners who have not won yet count for as long as they were watched; a win on or before the day of the
    signature counts as 0 days. Who signed before the first deal of anybody closed is left out: their first
    win may not be on record.

    Args:
        portfolio: All partners.
        ids: Whom to count.
        least: Partners below which there is no answer.

    Returns:
        Days; None below `least`, or where fewer than half have won as far as is known.
    """
    rows = portfolio.partners.loc[ids]
    begins = portfolio.partners[["sc_first_won_on", "sc_first_lost_on"]].min().min()
    rows = rows[rows["signed_on"] >= begins]
    if len(rows) < least:
        return None
    won = rows["sc_first_won_on"].notna()
    until = rows["ended_on"].fillna(pd.Timestamp(portfolio.as_of))
    days = (rows["sc_first_won_on"].where(won, until) - rows["signed_on"]).dt.days.clip(lower=0)
    found = survival(np.asarray(days, dtype=np.float64), won.to_numpy())
    median, reached = found.days_until_left(0.5)
    return median if reached else None


def like_partners(portfolio: Portfolio, partner_id: str) -> pd.Index:
    """Active or paused partners of the same type, without the partner; nobody if it has no type."""
    types = portfolio.partners["type"]
    alike = types.eq(types[partner_id]).fillna(value=False) & portfolio.is_peer & (types.index != partner_id)
    return types.index[alike.to_numpy(dtype=bool)]
