"""Tier of every partner: leads by market relevance, with hysteresis over month-ends so that nobody flaps.

| | low relevance | high relevance |
|---|---|---|
| many leads | growth hacker | key partner |
| few leads | dementor | unpolished diamond |

Tier words are internal: nothing that a partner reads may hold one.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, Literal

import numpy as np
import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from tools.aggregates import Aggregate, Condition, Function, Op, among, within
from tools.portfolio import DATE_TYPE, Portfolio

_ACCEPTED: Final = (*among("direction", "in"), *among("status", "accepted", "converted"))
_YEAR: Final = 365
_WON: Final = (*among("stage", "won"), *within("closed_on", 2 * _YEAR))

AGGREGATES: Final[tuple[Aggregate, ...]] = (
    Aggregate("tier_leads_taken", "leads", Function.COUNT, where=(*_ACCEPTED, *within("created_on", _YEAR))),
    Aggregate(
        "tier_leads_taken_later",
        "leads",
        Function.COUNT,
        where=(*_ACCEPTED, *within("created_on", _YEAR), Condition("decided_on", Op.AFTER)),
    ),
    Aggregate("tier_deals_registered", "deals", Function.COUNT, where=within("created_on", _YEAR)),
    Aggregate("tier_sectors_won", "deals", Function.DISTINCT, "sector", _WON),
    Aggregate("tier_technologies_won", "deals", Function.DISTINCT, "technology", _WON),
    Aggregate("tier_regions_won", "deals", Function.DISTINCT, "region", _WON),
)
"""Leads are accepted if they are so today and no decision is dated after `as_of`."""


class Tier(StrEnum):
    """Where a partner stands; the value is also the code of its words (`tier.key_partner`)."""

    KEY_PARTNER = "key_partner"
    UNPOLISHED_DIAMOND = "unpolished_diamond"
    GROWTH_HACKER = "growth_hacker"
    DEMENTOR = "dementor"


Basis = Literal["absolute", "percentile"]


class TierPolicy(BaseModel):
    """Where low ends and high begins. A value on a threshold is high."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    leads_basis: Basis = Field("percentile", description="percentile: of partners active or paused")
    leads_threshold: float = Field(60, ge=0, description="leads in 365 days, or a percentile (0-100)")
    leads_least: float = Field(1, ge=0, description="leads in 365 days below which nobody is high")
    leads_band: float = Field(
        0.2, ge=0, le=1, description="share of the threshold by which leads must fall below it to lose high"
    )
    relevance_basis: Basis = Field("absolute", description="percentile: of partners active or paused")
    relevance_threshold: float = Field(60, ge=0, le=100, description="points (0-100), or a percentile")
    relevance_band: float = Field(
        5, ge=0, le=100, description="points by which relevance must fall below the threshold to lose high"
    )


def tiers(history: Sequence[Portfolio], policy: TierPolicy) -> pd.DataFrame:
    """The tier of every partner at the last portfolio of `history`, having walked through all of them.

    A side (leads, relevance) becomes high at its threshold and stays high until it is under the threshold by
    more than its band, so that a partner near a boundary keeps its tier.

    Args:
        history: Portfolios from oldest to newest, as a rule month-ends and then the day in question.
        policy: Thresholds.

    Returns:
        Indexed by partner id. `tier` ("" for an ended partner); `since`, the first day of the history with
        this tier; `previous`, the tier before ("" if the history shows no other); `leads` (accepted leads
        from the partner and deals registered, 365 days); `relevance` (0-100, NaN if nothing is known) and
        `relevance_derived`; for each side `_high`, `_threshold` and `_gap`, the distance that would change
        the side, never negative.

    Raises:
        ValueError: The history is empty or not in order.
    """
    days = [portfolio.as_of for portfolio in history]
    if not days or days != sorted(days):
        raise ValueError(f"tiers need portfolios from oldest to newest, at least one; got {days}")
    standing = _first(history[0], policy)
    for portfolio in history[1:]:
        standing = _next(portfolio, policy, standing)
    return standing


def leads(partners: pd.DataFrame) -> pd.Series:
    """Leads of 365 days: accepted leads from the partner plus deals registered; higher is better."""
    accepted = partners["tier_leads_taken"] - partners["tier_leads_taken_later"]
    return (accepted + partners["tier_deals_registered"]).rename("leads")


def relevance(portfolio: Portfolio) -> pd.DataFrame:
    """Market relevance of every partner: `relevance` (0-100, higher is better) and `relevance_derived`.

    Given, or else the mean percentile among the active and paused of customers, employees, annual revenue
    and coverage (sectors, technologies and regions declared or won in within two years), of those known.
    """
    partners = portfolio.partners
    sizes = partners[["customers", "employees", "annual_revenue"]].assign(coverage=_coverage(partners))
    derived = sizes.apply(lambda column: _percentile(column, portfolio.peers.index)).mean(axis=1)
    given = partners["market_relevance"]
    return pd.DataFrame(
        {"relevance": given.fillna(derived), "relevance_derived": given.isna() & derived.notna()},
    )


def _coverage(partners: pd.DataFrame) -> pd.Series:
    """Breadth of the business: sectors, technologies and regions; missing if none is known."""
    sectors = np.maximum(partners["sectors"].map(len), partners["tier_sectors_won"])
    technologies = np.maximum(partners["technologies"].map(len), partners["tier_technologies_won"])
    total = sectors + technologies + partners["tier_regions_won"]
    return pd.Series(total, index=partners.index, dtype="float64").where(lambda breadth: breadth > 0)


def _percentile(values: pd.Series, peers: pd.Index) -> pd.Series:
    """Share (0-100) of peers below each value, ties counted half; of everybody if there are no peers."""
    base = np.sort(values.reindex(peers).dropna().to_numpy())
    if not len(base):
        base = np.sort(values.dropna().to_numpy())
    if not len(base):
        return pd.Series(np.nan, index=values.index)
    low = np.searchsorted(base, values, side="left")
    high = np.searchsorted(base, values, side="right")
    return pd.Series(50.0 * (low + high) / len(base), index=values.index).where(values.notna())


def _measured(portfolio: Portfolio, policy: TierPolicy) -> pd.DataFrame:
    """Both sides of every partner with threshold and with the level under which high is lost."""
    frame = relevance(portfolio).assign(leads=leads(portfolio.partners))
    peers = frame.reindex(portfolio.peers.index)
    least = max(_threshold(peers["leads"], policy.leads_basis, policy.leads_threshold), policy.leads_least)
    enough = _threshold(peers["relevance"], policy.relevance_basis, policy.relevance_threshold)
    return frame.assign(
        leads_threshold=least,
        leads_floor=least * (1 - policy.leads_band),
        relevance_threshold=enough,
        relevance_floor=enough - policy.relevance_band,
    )


def _threshold(values: pd.Series, basis: Basis, threshold: float) -> float:
    """The value at which high begins; a percentile without peers asks for nothing but the least."""
    if basis == "absolute":
        return threshold
    known = values.dropna()
    return float(known.quantile(min(threshold, 100) / 100)) if len(known) else 0.0


def _first(portfolio: Portfolio, policy: TierPolicy) -> pd.DataFrame:
    frame = _measured(portfolio, policy)
    nobody = pd.Series(data=False, index=frame.index)
    day = pd.Series(pd.Timestamp(portfolio.as_of), index=frame.index, dtype=DATE_TYPE)
    return _graded(portfolio, frame, nobody, nobody).assign(since=day, previous="")


def _next(portfolio: Portfolio, policy: TierPolicy, before: pd.DataFrame) -> pd.DataFrame:
    """The standing one portfolio later; a partner that was not there before starts now."""
    frame = _measured(portfolio, policy)
    earlier = before.reindex(frame.index)
    held = {side: before[side].reindex(frame.index, fill_value=False) for side in _SIDES}
    graded = _graded(portfolio, frame, held["leads_high"], held["relevance_high"])
    was = earlier["tier"].fillna("")
    same = graded["tier"].eq(was) & earlier["since"].notna()
    return graded.assign(
        since=earlier["since"].where(same, pd.Timestamp(portfolio.as_of)).astype(DATE_TYPE),
        previous=earlier["previous"].where(same, was).fillna(""),
    )


_SIDES: Final = ("leads_high", "relevance_high")


def _graded(
    portfolio: Portfolio, frame: pd.DataFrame, leads_held: pd.Series, relevance_held: pd.Series
) -> pd.DataFrame:
    """Sides, gaps and tier from the measured values and from which sides were high before."""
    graded = frame.copy()
    for side, held in (("leads", leads_held), ("relevance", relevance_held)):
        value, threshold, floor = frame[side], frame[f"{side}_threshold"], frame[f"{side}_floor"]
        high = (value >= threshold) | (held.astype(bool) & (value >= floor))
        graded[f"{side}_high"] = high
        graded[f"{side}_gap"] = (value - floor).where(high, threshold - value)
    names = np.select(
        [
            portfolio.partners["status"].eq("ended"),
            graded["leads_high"] & graded["relevance_high"],
            graded["relevance_high"],
            graded["leads_high"],
        ],
        ["", Tier.KEY_PARTNER.value, Tier.UNPOLISHED_DIAMOND.value, Tier.GROWTH_HACKER.value],
        default=Tier.DEMENTOR.value,
    )
    return graded.drop(columns=["leads_floor", "relevance_floor"]).assign(tier=names)
