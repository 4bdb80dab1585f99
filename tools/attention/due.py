"""What is due with each partner: promises, certifications, people, answers, open deals, phases."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.attention.policy import AttentionPolicy
from tools.attention.signals import EXPIRY_AHEAD, days_since, working
from tools.portfolio import Portfolio

DUE: Final = (
    "promise_overdue",
    "promise_soon",
    "unanswered",
    "nobody_left",
    "contact_left",
    "expiring",
    "stuck",
    "late_deals",
    "old_deals",
    "not_spoken",
)
"""Codes of what may be due; each has a phrase `attention.<code>`."""


def due(
    portfolio: Portfolio,
    tier: pd.Series,
    journey: pd.DataFrame,
    promises: pd.DataFrame,
    policy: AttentionPolicy,
) -> pd.DataFrame:
    """What is due, one column of `DUE` per matter: its urgency (0-1, higher is worse), else 0.

    Args:
        portfolio: At the day in question.
        tier: Tier by partner.
        journey: What `tools.journey.journey` returned.
        promises: Columns `partner_id`, `owed_by` (`us`, `them`), `due_on` (datetime64), `status` (`open`, …).
        policy: Thresholds.

    Returns:
        Indexed by partner id, the columns of `DUE` and `promise_on`, the earliest due date that
        matters, and what `open_long` returns.
    """
    partners = portfolio.partners
    old = open_long(partners)
    promised = earliest_promise(promises, portfolio, policy)
    late = days_since(portfolio, promised)
    table = pd.DataFrame(
        {
            "promise_overdue": (0.65 + 0.3 * (late / 30).clip(upper=1)).where(late > 0),
            "promise_soon": (0.55 - 0.02 * -late).where(late <= 0),
            "unanswered": _unanswered(portfolio, policy),
            "late_deals": _when(partners["attention_late_deals"] > 0, 0.42),
            "old_deals": _when(old["open_long"] > 0, 0.32),
            "not_spoken": _not_spoken(portfolio, tier, policy),
            "stuck": _when(_held_up(partners, journey), 0.4),
            "expiring": _expiring(portfolio),
        },
    )
    table[["nobody_left", "contact_left"]] = _contacts(partners)
    kept = table.reindex(columns=list(DUE)).fillna(0.0).where(partners["status"].ne("ended"), 0.0)
    return kept.assign(promise_on=promised).join(old)


def earliest_promise(promises: pd.DataFrame, portfolio: Portfolio, policy: AttentionPolicy) -> pd.Series:
    """Earliest due date of an open promise of ours, due soon or not long ago; NaT without one."""
    today = pd.Timestamp(portfolio.as_of)
    day = pd.Timedelta(days=1)
    soon, old = today + policy.promise_ahead * day, today - policy.promise_forget * day
    on = promises["due_on"]
    matters = promises["owed_by"].eq("us") & promises["status"].eq("open") & (on <= soon) & (on >= old)
    first = promises[matters].groupby("partner_id")["due_on"].min()
    return pd.to_datetime(first.reindex(portfolio.partners.index))


def open_long(partners: pd.DataFrame) -> pd.DataFrame:
    """Deals open for more than 180 days at that day, also those closed since; and the oldest one's date."""
    since = partners[["attention_old_open_since", "attention_old_closed_later_since"]].min(axis=1)
    count = partners["attention_old_open"] + partners["attention_old_closed_later"]
    return pd.DataFrame({"open_long": count, "open_since": since})


def _when(holds: pd.Series, urgency: float) -> pd.Series:
    return pd.Series(np.where(holds, urgency, 0.0), index=holds.index)


def _held_up(partners: pd.DataFrame, journey: pd.DataFrame) -> pd.Series:
    """Stuck on the way to working together; not those who sell all the same."""
    early = journey["phase"].isin(["recruitment", "activation"])
    return journey["stuck"] & early & partners["attention_wins_quarter"].eq(0)


def _unanswered(portfolio: Portfolio, policy: AttentionPolicy) -> pd.Series:
    """Their last email is later than our last one and than the last talk; the same day counts as answered."""
    partners = portfolio.partners
    answered = partners[["attention_last_email_out", "attention_last_talk"]].max(axis=1)
    asked = partners["attention_last_email_in"]
    waits = days_since(portfolio, asked)
    open_ = (answered.isna() | (asked > answered)) & waits.between(
        policy.unanswered_from, policy.unanswered_forget
    )
    return (0.5 + 0.3 * (waits / 14).clip(upper=1)).where(open_)


def _contacts(partners: pd.DataFrame) -> pd.DataFrame:
    left = partners["attention_contacts_left"] > 0
    nobody = left & partners["attention_contacts_here"].eq(0)
    return pd.DataFrame({"nobody_left": _when(nobody, 0.75), "contact_left": _when(left & ~nobody, 0.48)})


def _expiring(portfolio: Portfolio) -> pd.Series:
    """Nearer is worse, and worse still when no other valid certification would remain."""
    partners = portfolio.partners
    ahead = -days_since(portfolio, partners["attention_next_expiry"])
    alone = partners["attention_expiring"] >= partners["attention_certifications_valid"]
    return 0.35 + 0.25 * (1 - ahead / EXPIRY_AHEAD) + 0.1 * alone


def _not_spoken(portfolio: Portfolio, tier: pd.Series, policy: AttentionPolicy) -> pd.Series:
    """A key partner with whom nobody has met, called or written for long."""
    silence = days_since(portfolio, portfolio.partners["attention_last_touch"])
    return _when(working(portfolio) & tier.eq("key_partner") & (silence > policy.key_silence), 0.45)
