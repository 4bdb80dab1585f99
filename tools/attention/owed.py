"""What the data of support, billing, usage and surveys asks for."""

from __future__ import annotations

import pandas as pd

from tools.attention.due_policy import DuePolicy
from tools.attention.signals import days_since
from tools.portfolio import Portfolio


def tickets(portfolio: Portfolio, policy: DuePolicy) -> pd.Series:
    """Urgency of the open tickets of severity 1 or 2: the oldest's wait and the worst's severity."""
    partners = portfolio.partners
    waits = (days_since(portfolio, partners["attention_ticket_since"]) / 14).clip(upper=1)
    worst = policy.ticket_worst * partners["attention_ticket_severity"].eq(1)
    return (policy.ticket + policy.ticket_wait * waits + worst).where(partners["attention_tickets"] > 0)


def commissions(partners: pd.DataFrame) -> pd.DataFrame:
    """Commissions past their due date and on hold, as it was at that day.

    One that was paid later was late then; one that was approved later was not owed yet.

    Returns:
        Indexed by partner id: `commissions_late`, `commissions_held`, and `…_amount` in base currency.
    """
    found = {}
    for ending in ("", "_amount"):
        unpaid, since = (_owed(partners, f"{name}{ending}") for name in ("late", "late_paid_since"))
        found[f"commissions_late{ending}"] = unpaid + since
        found[f"commissions_held{ending}"] = _owed(partners, f"held{ending}")
    return pd.DataFrame(found)


def usage(partners: pd.DataFrame) -> pd.DataFrame:
    """Mean active seats a month: `usage_now` of the last 90 days, `usage_before` of the 90 before them.

    NaN where no month is on record.
    """
    means = {}
    for when in ("now", "before"):
        months = partners[f"attention_usage_{when}_months"]
        means[f"usage_{when}"] = partners[f"attention_usage_{when}"] / months.where(months > 0)
    return pd.DataFrame(means)


def usage_falling(seats: pd.DataFrame, policy: DuePolicy) -> pd.Series:
    """Urgency of a fall in active seats of at least `usage_fall`; a month that is missing is no fall."""
    before = seats["usage_before"].where(seats["usage_before"] >= max(policy.usage_least, 1))
    fall = 1 - seats["usage_now"] / before
    return (policy.usage_falling + policy.usage_lost * fall).where(fall >= policy.usage_fall)


def survey_mean(partners: pd.DataFrame) -> pd.Series:
    """Mean survey answer of 180 days, 0-10, higher is better; NaN without one."""
    answers = partners["attention_surveys"]
    return (partners["attention_survey_total"] / answers.where(answers > 0)).rename("survey_mean")


def _owed(partners: pd.DataFrame, name: str) -> pd.Series:
    """A count or amount without what was approved only later."""
    return partners[f"attention_commissions_{name}"] - partners[f"attention_commissions_{name}_later"]
