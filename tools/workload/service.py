"""Hours that every partner needs by service level, and those that were really spent."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.aggregates import Aggregate, Function, ever, within
from tools.effort import EffortPolicy
from tools.journey.phases import ORDER
from tools.portfolio import Portfolio
from tools.tiers import Tier
from tools.workload.policy import WorkloadPolicy

SPENT_DAYS: Final = 90
WEEKS_A_MONTH: Final = 52 / 12
_DAYS_A_WEEK: Final = 7
NO_TIER: Final = "no_tier"

ACTIVITIES: Final = Aggregate(
    "load_activities_90d", "activities", Function.COUNT, where=within("date", SPENT_DAYS)
)
"""Contacts; by kind."""
TICKET_HOURS: Final = Aggregate(
    "load_ticket_hours_90d",
    "tickets",
    Function.SUM,
    "hours",
    (*within("closed_on", SPENT_DAYS), *ever("opened_on")),
)
AGGREGATES: Final = (ACTIVITIES, TICKET_HOURS)


def service(
    portfolio: Portfolio,
    tiers: pd.Series[str],
    phases: pd.Series[str],
    policy: WorkloadPolicy,
    times: float = 1.0,
    only: str | None = None,
) -> pd.DataFrame:
    """Hours a week that every partner needs.

    hours = times * (hours a month of its tier + hours a month of its journey phase) / (52 / 12), of that
    `paused_share` for a paused partner and nothing for one that has ended or that nobody has heard of.

    Args:
        portfolio: At the day in question.
        tiers: Tier by partner id, or anything else for none.
        phases: Journey phase by partner id.
        policy: Service levels.
        times: What if service took so many times as long.
        only: The tier that this is assumed of; None for all tiers and phases.

    Returns:
        Indexed as the portfolio, without partners that need nothing because they are gone: `tier` (or
        `NO_TIER`), `phase`, `for_tier`, `for_phase` and `hours`, all in hours a week, 0 or more.
    """
    partners = portfolio.partners
    here = partners[partners["status"].ne("ended") & partners["heard_of"]]
    tier = tiers.reindex(here.index).astype("object")
    tier = tier.where(tier.isin([*Tier]), NO_TIER)
    phase = phases.reindex(here.index).astype("object")
    paused = here["status"].eq("paused").map({True: policy.paused_share, False: 1.0}).astype("float64")
    weekly = (times if only is None else 1.0) * paused / WEEKS_A_MONTH
    monthly = {name: policy.of_tier(name) * (times if name == only else 1.0) for name in (*Tier, NO_TIER)}
    for_tier = tier.map(monthly).astype("float64") * weekly
    added = phase.map({one.value: getattr(policy, one.value) for one in ORDER}).astype("float64")
    for_phase = added.fillna(0.0) * weekly
    return pd.DataFrame(
        {
            "tier": tier,
            "phase": phase,
            "for_tier": for_tier,
            "for_phase": for_phase,
            "hours": for_tier + for_phase,
        }
    )


def spent(contacts: pd.DataFrame, ticket_hours: pd.Series[float], effort: EffortPolicy) -> pd.Series[float]:
    """Hours a week really spent on every partner in the last 90 days.

    (sum over contacts of the standard hours of their kind + hours of tickets that were closed) / (90 / 7). A
    contact without a kind, and a ticket without hours, counts nothing.

    Args:
        contacts: `ACTIVITIES` by `kind`: indexed by partner id and kind.
        ticket_hours: `TICKET_HOURS` by partner id; everybody who is asked about.
        effort: Standard hours.

    Returns:
        Indexed as `ticket_hours`, 0 or more.
    """
    kinds = pd.Series(contacts.index.get_level_values("kind"), dtype="object")
    worth = contacts[ACTIVITIES.name] * kinds.map(dict(effort.by_kind)).fillna(0.0).to_numpy()
    total = worth.groupby(level="partner_id").sum().reindex(ticket_hours.index).fillna(0.0)
    hours: pd.Series[float] = (total + ticket_hours.fillna(0.0)) * (_DAYS_A_WEEK / SPENT_DAYS)
    return hours
