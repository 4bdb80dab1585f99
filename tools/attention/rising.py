"""Who is rising: more wins, leads or contact in the last 90 days than in their own year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tools.attention.policy import AttentionPolicy
from tools.attention.signals import BEFORE, QUARTER, days_since
from tools.portfolio import Portfolio


def rising(portfolio: Portfolio, dark: pd.Series, tier: pd.Series, policy: AttentionPolicy) -> pd.DataFrame:
    """How much each partner grew.

    Per channel, growth = (recent - usual) / (2 √(usual + 1)), cut to 0-1, where usual is what the 275 days
    before would give in 90. Two deviations of a Poisson count are full growth: one deal more is no boom.

    Args:
        portfolio: At the day in question.
        dark: Going-dark score; who goes dark does not rise.
        tier: Tier by partner; an unpolished diamond or dementor is listed earlier, as a sign to be open to.
        policy: Thresholds.

    Returns:
        Indexed by partner id: `wins_growth`, `leads_growth`, `touches_growth` (0-1), `score` (0-1, higher is
        better), `first_win` and `rises`; `leads_quarter` and `leads_before`, accepted leads.
    """
    partners = portfolio.partners
    days = _known_days(portfolio)
    leads = leads_taken(partners)
    counts = {
        "wins": (partners["attention_wins_quarter"], partners["attention_wins_before"]),
        "leads": (leads["leads_quarter"], leads["leads_before"]),
        "touches": (partners["attention_touches_quarter"], partners["attention_touches_before"]),
    }
    growth = pd.DataFrame(
        {f"{name}_growth": _growth(now, before, days) for name, (now, before) in counts.items()}
    )
    first = days_since(portfolio, partners["outlook_first_won"]) < QUARTER
    weights = {name: getattr(policy, f"rising_{name}_weight") for name in counts}
    score = sum((growth[f"{name}_growth"] * weights[name] for name in counts), start=0.0 * days.fillna(0))
    score = score.mask(first, np.maximum(score, policy.rising_first_win))
    low = tier.isin(["dementor", "unpolished_diamond"])
    business = first | (growth["wins_growth"] > 0) | (growth["leads_growth"] > 0)
    enough = (score >= policy.rising_from) & business | (score >= policy.rising_from_low) & low
    rises = enough & ~(dark >= policy.dark_from)
    return growth.assign(score=score, first_win=first, rises=rises).join(leads)


def leads_taken(partners: pd.DataFrame) -> pd.DataFrame:
    """Accepted leads from the partner, decided by now: of the last 90 days and of the 275 before."""
    return pd.DataFrame(
        {"leads_quarter": _taken(partners, "quarter"), "leads_before": _taken(partners, "before")}
    )


def _taken(partners: pd.DataFrame, when: str) -> pd.Series:
    return partners[f"attention_leads_{when}"] - partners[f"attention_leads_{when}_later"]


def _known_days(portfolio: Portfolio) -> pd.Series:
    """Days of the 275 before the last quarter in which the partner was known; NaN if too few to compare."""
    columns = ["first_contact_on", "signed_on", "attention_first_activity", "attention_first_deal"]
    start = portfolio.partners[[*columns, "outlook_first_won"]].min(axis=1)
    days = (days_since(portfolio, start) - QUARTER).clip(upper=BEFORE)
    return days.where(days >= QUARTER)


def _growth(recent: pd.Series, before: pd.Series, days: pd.Series) -> pd.Series:
    usual = before * QUARTER / days
    spread = 2 * (usual + 1) ** 0.5
    return ((recent - usual) / spread).clip(0, 1).fillna(0)
