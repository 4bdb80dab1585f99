"""The two sides of a tier, leads and market relevance, and where each counts as high."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tools.aggregates import Aggregate, Condition, Function, Op, among, ever, within
from tools.portfolio import Portfolio
from tools.tiers.policy import Basis, TierPolicy

_BY_THEM: Final = among("direction", "in")
_ACCEPTED: Final = (*_BY_THEM, *among("status", "accepted", "converted"))
_YEAR: Final = 365
_WON: Final = (*among("stage", "won"), *within("closed_on", 2 * _YEAR))
_FULL: Final = 100.0
_NEVER: Final = 36_500  # days ahead: no such date is in the data, so that only a missing one passes
_UNDATED: Final = (Condition("created_on", Op.MISSING_OR_AFTER, days=_NEVER), *among("stage", "won", "lost"))

AGGREGATES: Final[tuple[Aggregate, ...]] = (
    Aggregate("tier_leads_taken", "leads", Function.COUNT, where=(*_ACCEPTED, *within("created_on", _YEAR))),
    Aggregate(
        "tier_leads_taken_later",
        "leads",
        Function.COUNT,
        where=(*_ACCEPTED, *within("created_on", _YEAR), Condition("decided_on", Op.AFTER)),
    ),
    Aggregate("tier_deals_registered", "deals", Function.COUNT, where=within("created_on", _YEAR)),
    Aggregate("tier_deals_undated", "deals", Function.COUNT, where=(*_UNDATED, *within("closed_on", _YEAR))),
    Aggregate("tier_leads_ever", "leads", Function.COUNT, where=(*_BY_THEM, *ever("created_on"))),
    Aggregate("tier_deals_ever", "deals", Function.COUNT, where=ever("created_on")),
    Aggregate("tier_deals_undated_ever", "deals", Function.COUNT, where=(*_UNDATED, *ever("closed_on"))),
    Aggregate("tier_sectors_won", "deals", Function.DISTINCT, "sector", _WON),
    Aggregate("tier_technologies_won", "deals", Function.DISTINCT, "technology", _WON),
    Aggregate("tier_regions_won", "deals", Function.DISTINCT, "region", _WON),
)
"""Leads are accepted if they are so today and no decision is dated after `as_of`. A deal without a day of
registration is first known by its end, won or lost."""


def leads(partners: pd.DataFrame, policy: TierPolicy) -> pd.Series:
    """Leads of 365 days: accepted leads from the partner plus deals registered, each with its weight.

    `accepted_lead_weight` times accepted leads + `deal_weight` times deals; 0 or more, higher is better. Both
    weigh 1 unless the policy says otherwise.
    """
    deals = policy.deal_weight * registered_deals(partners)
    return (policy.accepted_lead_weight * accepted_leads(partners) + deals).rename("leads")


def accepted_leads(partners: pd.DataFrame) -> pd.Series:
    """Leads from the partner in 365 days that were accepted by that day; higher is better."""
    return partners["tier_leads_taken"] - partners["tier_leads_taken_later"]


def registered_deals(partners: pd.DataFrame) -> pd.Series:
    """Deals registered in 365 days; one without that day counts from the day it was won or lost."""
    return partners["tier_deals_registered"] + partners["tier_deals_undated"]


def leads_recorded(partners: pd.DataFrame) -> pd.Series:
    """Whether any lead from the partner or any deal is on record at all: else 0 leads tell nothing."""
    ever_on_record = partners[["tier_leads_ever", "tier_deals_ever", "tier_deals_undated_ever"]]
    return (ever_on_record > 0).any(axis="columns")


def relevance(portfolio: Portfolio) -> pd.DataFrame:
    """Market relevance of every partner: `relevance` (0-100, higher is better) and `relevance_derived`.

    Given, or else the mean of what `relevance_parts` knows.
    """
    derived = relevance_parts(portfolio).mean(axis=1)
    given = portfolio.partners["market_relevance"]
    return pd.DataFrame(
        {"relevance": given.fillna(derived), "relevance_derived": given.isna() & derived.notna()},
    )


def relevance_parts(portfolio: Portfolio) -> pd.DataFrame:
    """What relevance is derived from where it is not given: percentiles (0-100) among the active and paused.

    Of customers, employees, annual revenue and coverage (`coverage`: sectors, technologies and regions
    declared or won in within two years); missing where the figure is.
    """
    sizes, peers = relevance_figures(portfolio.partners), portfolio.is_peer.to_numpy()
    shares = {name: _percentile(sizes[name].to_numpy("float64"), peers) for name in sizes}
    return pd.DataFrame(shares, index=sizes.index)


def relevance_figures(partners: pd.DataFrame) -> pd.DataFrame:
    """The figures behind `relevance_parts`, in their own units."""
    return partners[["customers", "employees", "annual_revenue"]].assign(coverage=_coverage(partners))


def measured(portfolio: Portfolio, policy: TierPolicy) -> pd.DataFrame:
    """Both sides of every partner with threshold and with the level under which high is lost."""
    found = relevance(portfolio)
    weighed = (found["relevance"] * policy.relevance_weight).clip(upper=_FULL)
    frame = found.assign(relevance=weighed, leads=leads(portfolio.partners, policy))
    peers = frame.loc[portfolio.is_peer, ["leads", "relevance"]]
    least = leads_threshold(peers["leads"].to_numpy(), policy)
    enough = threshold(
        peers["relevance"].dropna().to_numpy(), policy.relevance_basis, policy.relevance_threshold
    )
    return frame.assign(
        leads_threshold=least,
        leads_floor=leads_floor(least, policy),
        relevance_threshold=enough,
        relevance_floor=enough - policy.relevance_band,
    )


def leads_threshold(peers: NDArray[np.float64], policy: TierPolicy) -> float:
    """Leads from which they count as many, given those of all peers."""
    return max(threshold(peers, policy.leads_basis, policy.leads_threshold), policy.leads_least)


def leads_floor(least: float, policy: TierPolicy) -> float:
    """Leads below which many is lost."""
    return least * (1 - policy.leads_band)


def threshold(peers: NDArray[np.float64], basis: Basis, value: float) -> float:
    """The value at which high begins; a percentile without peers asks for nothing but the least."""
    if basis == "absolute":
        return value
    return float(np.percentile(peers, min(value, _FULL))) if len(peers) else 0.0


def _coverage(partners: pd.DataFrame) -> pd.Series:
    """Breadth of the business: sectors, technologies and regions; missing if none is known."""
    sectors = np.maximum(partners["sectors"].map(len), partners["tier_sectors_won"])
    technologies = np.maximum(partners["technologies"].map(len), partners["tier_technologies_won"])
    total = sectors + technologies + partners["tier_regions_won"]
    return pd.Series(total, index=partners.index, dtype="float64").where(lambda breadth: breadth > 0)


def _percentile(values: NDArray[np.float64], peers: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Share (0-100) of peers below each value, ties counted half; of everybody if no peer has one."""
    order = np.argsort(values)  # missing ones last; sorted values are found several times faster
    ranked = values[order]
    known = ~np.isnan(ranked)
    among = known & peers[order]
    base = ranked[among if among.any() else known]
    share = np.full(len(values), np.nan)
    below, until = (np.searchsorted(base, ranked[known], side=side) for side in ("left", "right"))
    share[order[known]] = 50.0 * (below + until) / max(len(base), 1)
    return share
