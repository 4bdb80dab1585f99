"""Whom to part ways with: partners that have cost more than they bring and are expected to go on doing so."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from tools.economics.lifetime import Lifetimes
from tools.economics.months import DAYS_A_MONTH
from tools.economics.policy import EconomicsPolicy
from tools.portfolio import Portfolio


class Spared(StrEnum):
    """Why a partner is none to part with; the first that holds, in this order."""

    NO_PARTNER = "no_partner"
    """Ended, or not signed."""
    KEY = "key"
    """A key partner."""
    ON_THE_WAY = "on_the_way"
    """In interest, recruitment or activation."""
    TICKET = "ticket"
    """We owe them the answer to a severe ticket."""
    OWED = "owed"
    """We promised them something."""
    NEW = "new"
    """Signed less than `new_months` ago."""
    UNPRICED = "unpriced"
    """A won deal of 12 months has no amount."""
    PAYS = "pays"
    """Brought at least what it cost within 12 months."""
    RISING = "rising"
    """Won more in the last six months than in the six before, and enough to pay at that pace."""
    SMALL = "small"
    """Lost us less than `parting_loss` within 12 months."""
    UNDATED = "undated"
    """Neither a signature nor a won deal is dated, so nothing is expected."""
    TURNS = "turns"
    """What is expected from here is no loss."""


BY_MONEY = (Spared.PAYS, Spared.SMALL, Spared.TURNS)
"""Reasons that other figures would tip."""


def parting(
    portfolio: Portfolio,
    accounts: pd.DataFrame,
    lifetimes: Lifetimes,
    policy: EconomicsPolicy,
    spared: pd.Series,
) -> pd.DataFrame:
    """Who lost us `parting_loss` or more within 12 months, is expected to go on losing, and is not spared.

    Args:
        portfolio: With the scorecard's aggregates.
        accounts: Of 12 months.
        lifetimes: What is expected.
        policy: Thresholds.
        spared: A `Spared` that the accounts do not tell, by partner id; "" for none.

    Returns:
        Indexed by partner id, the greatest expected loss first. net: of 12 months; coming: expected over
        `horizon_years`, base currency, lower is worse; reason: a `Spared`, "" for candidates; gap: by how
        much a year is better than it takes to be one, the worse of both, 0 or less for candidates.
    """
    partners, net, coming = portfolio.partners, accounts["net"], lifetimes.frame["coming"]
    signed = (pd.Timestamp(portfolio.as_of) - partners["signed_on"]).dt.days
    rules = {
        Spared.NO_PARTNER: ~portfolio.is_peer,
        **{one: spared.eq(one) for one in (Spared.KEY, Spared.ON_THE_WAY, Spared.TICKET, Spared.OWED)},
        Spared.NEW: signed < policy.new_months * DAYS_A_MONTH,
        Spared.UNPRICED: accounts["unpriced"] > 0,
        Spared.PAYS: net >= 0,
        Spared.RISING: spared.eq(Spared.RISING) | _rises(partners, accounts, policy),
        Spared.SMALL: net > -policy.parting_loss,
        Spared.UNDATED: coming.isna(),
        Spared.TURNS: coming >= 0,
    }
    reason = np.select(
        [rule.to_numpy(dtype=bool) for rule in rules.values()], [str(one) for one in rules], ""
    )
    gap = np.maximum(net + policy.parting_loss, coming / policy.horizon_years)
    found = pd.DataFrame({"net": net, "coming": coming, "reason": reason, "gap": gap}).sort_index()
    return found.sort_values("coming", kind="stable")


def _rises(partners: pd.DataFrame, accounts: pd.DataFrame, policy: EconomicsPolicy) -> pd.Series:
    """Who won more in the last six months than before, and would pay for itself at that pace."""
    lately = partners["sc_revenue_180d"]
    pays = 2 * lately * policy.gross_margin >= accounts["costs"]
    rises: pd.Series = (lately > partners["sc_revenue_180d_before"]) & pays
    return rises
