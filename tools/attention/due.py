"""What is due with each partner: promises, tickets, commissions, certifications, people, answers, deals."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.attention import owed
from tools.attention.due_policy import DuePolicy
from tools.attention.promised import promised
from tools.attention.signals import EXPIRY_AHEAD, days_since
from tools.attention.sources import Sources
from tools.attention.tiering import tiering
from tools.portfolio import Portfolio

DUE: Final = (
    "promise_overdue",
    "promise_soon",
    "ticket",
    "unanswered",
    "commission_late",
    "nobody_left",
    "contact_left",
    "level_risk",
    "expiring",
    "commission_held",
    "usage_falling",
    "survey",
    "stuck",
    "late_deals",
    "not_spoken",
    "tier_slipping_leads",
    "tier_slipping_relevance",
    "promise_theirs",
    "old_deals",
    "tier_reaching",
)
"""Codes of what may be due, the more pressing one first where two are as urgent; each has a phrase
`attention.<code>`."""


def due(portfolio: Portfolio, sources: Sources, growing: pd.Series, policy: DuePolicy) -> pd.DataFrame:
    """What is due, one column of `DUE` per matter: its urgency (0-1, higher is worse), else 0.

    An ended partner has nothing due. Nothing is due only because data is missing.

    Args:
        portfolio: At the day in question.
        sources: What other sciences found.
        growing: Whether accepted leads grew, by partner.
        policy: Thresholds and urgencies.

    Returns:
        Indexed by partner id, the columns of `DUE` and what their reasons name: `promise_on` and `theirs_on`
        with their notes, `open_long` and `open_since`, commissions, usage, `survey_mean`, tiers, the level.
    """
    partners = portfolio.partners
    here = partners["status"].eq("active")
    found = pd.concat(
        [
            promised(sources.promises, portfolio, policy),
            open_long(partners),
            owed.commissions(partners),
            owed.usage(partners),
            owed.survey_mean(partners),
            tiering(sources.tiers, growing, here, policy),
            _level(sources.level_risk, partners.index),
        ],
        axis=1,
    )
    urgency = found.reindex(columns=list(DUE)).assign(**_matters(portfolio, sources, found, policy))
    kept = urgency.fillna(0.0).where(partners["status"].ne("ended"), 0.0)
    return pd.concat([kept, found.drop(columns=[name for name in DUE if name in found])], axis=1)


def _matters(
    portfolio: Portfolio, sources: Sources, found: pd.DataFrame, policy: DuePolicy
) -> dict[str, pd.Series]:
    """Urgency of every matter that is not a promise or a tier."""
    partners = portfolio.partners
    left = partners["attention_contacts_left"] > 0
    nobody = left & partners["attention_contacts_here"].eq(0)
    return {
        "ticket": owed.tickets(portfolio, policy),
        "commission_late": _when(found["commissions_late"] > 0, policy.commission_late),
        "commission_held": _when(found["commissions_held"] > 0, policy.commission_held),
        "usage_falling": owed.usage_falling(found[["usage_now", "usage_before"]], policy),
        "survey": _when(found["survey_mean"] <= policy.survey_low, policy.survey),
        "level_risk": _when(found["level_renew"] > 0, policy.level_risk),
        "unanswered": _unanswered(portfolio, policy),
        "nobody_left": _when(nobody, policy.nobody_left),
        "contact_left": _when(left & ~nobody, policy.contact_left),
        "expiring": _expiring(portfolio, policy),
        "stuck": _when(_held_up(partners, sources.journey), policy.stuck),
        "late_deals": _when(partners["attention_late_deals"] > 0, policy.late_deals),
        "old_deals": _when(found["open_long"] > 0, policy.old_deals),
        "not_spoken": _not_spoken(portfolio, sources.tiers["tier"], policy),
    }


def open_long(partners: pd.DataFrame) -> pd.DataFrame:
    """Deals open for more than 180 days at that day, also those closed since; and the oldest one's date."""
    since = partners[["attention_old_open_since", "attention_old_closed_later_since"]].min(axis=1)
    count = partners["attention_old_open"] + partners["attention_old_closed_later"]
    return pd.DataFrame({"open_long": count, "open_since": since})


def _level(risk: pd.DataFrame | None, partners: pd.Index) -> pd.DataFrame:
    """The level that a partner is about to lose, how many certifications it takes, has and must renew."""
    columns = ["level", "asked", "left", "renew"]
    known = pd.DataFrame(columns=columns) if risk is None else risk[columns]
    return known.reindex(partners).add_prefix("level_").rename(columns={"level_level": "level_name"})


def _when(holds: pd.Series, urgency: float) -> pd.Series:
    return pd.Series(np.where(holds, urgency, 0.0), index=holds.index)


def _held_up(partners: pd.DataFrame, journey: pd.DataFrame) -> pd.Series:
    """Stuck on the way to working together; not those who sell all the same."""
    early = journey["phase"].isin(["recruitment", "activation"])
    return journey["stuck"] & early & partners["attention_wins_quarter"].eq(0)


def _unanswered(portfolio: Portfolio, policy: DuePolicy) -> pd.Series:
    """Their last email is later than our last one and than the last talk; the same day counts as answered."""
    partners = portfolio.partners
    answered = partners[["attention_last_email_out", "attention_last_talk"]].max(axis=1)
    asked = partners["attention_last_email_in"]
    waits = days_since(portfolio, asked)
    recent = waits.between(policy.unanswered_from, policy.unanswered_forget)
    urgency = policy.unanswered + policy.unanswered_wait * (waits / 14).clip(upper=1)
    return urgency.where((answered.isna() | (asked > answered)) & recent)


def _expiring(portfolio: Portfolio, policy: DuePolicy) -> pd.Series:
    """Nearer is worse, and worse still when no other valid certification would remain."""
    partners = portfolio.partners
    near = 1 + days_since(portfolio, partners["attention_next_expiry"]) / EXPIRY_AHEAD
    alone = partners["attention_expiring"] >= partners["attention_certifications_valid"]
    return policy.expiring + policy.expiring_near * near + policy.expiring_alone * alone


def _not_spoken(portfolio: Portfolio, tier: pd.Series, policy: DuePolicy) -> pd.Series:
    """An active key partner with whom nobody has met, called or written for long."""
    silence = days_since(portfolio, portfolio.partners["attention_last_touch"])
    here = portfolio.partners["status"].eq("active")
    return _when(here & tier.eq("key_partner") & (silence > policy.key_silence), policy.not_spoken)
