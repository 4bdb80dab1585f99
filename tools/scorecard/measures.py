"""The measures of the 5Cs, as far as today's tables back them."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from tools.facts import Unit
from tools.scorecard.measure import Category, Fixed, Measure, Values
from tools.scorecard.policy import ScorecardPolicy

C: Final = Category


def _column(name: str) -> Values:
    return lambda frame, _: frame[name]


def _won(frame: pd.DataFrame, policy: ScorecardPolicy, window: str) -> pd.Series[float]:
    """Won revenue of a window, influenced deals counted in part."""
    return frame[f"sc_revenue_{window}"] - (1 - policy.influenced_share) * frame[f"sc_influenced_{window}"]


def _won_revenue(frame: pd.DataFrame, policy: ScorecardPolicy) -> pd.Series[float]:
    return _won(frame, policy, "365d")


def _growth(frame: pd.DataFrame, policy: ScorecardPolicy) -> pd.Series[float]:
    """Change of won revenue from one half-year to the next, from -1 to 1; missing if both are empty."""
    now, before = _won(frame, policy, "180d"), _won(frame, policy, "180d_before")
    from_nothing = (now > 0).astype("float64").where(now > 0)
    return (now / before.where(before > 0) - 1).clip(-1, 1).fillna(from_nothing)


def _win_rate(frame: pd.DataFrame, policy: ScorecardPolicy) -> pd.Series[float]:
    """Wilson's lower bound (1927) of won / (won + lost): few deals count for less."""
    won, z = frame["sc_won_365d"], policy.win_rate_z
    closed = (won + frame["sc_lost_365d"]).where(lambda deals: deals > 0)
    rate = won / closed
    margin: pd.Series[float] = z * ((rate * (1 - rate) + z**2 / (4 * closed)) / closed) ** 0.5
    return ((rate + z**2 / (2 * closed) - margin) / (1 + z**2 / closed)).clip(0, 1)


def _accepted_leads(frame: pd.DataFrame, _: ScorecardPolicy) -> pd.Series[float]:
    return frame["sc_leads_365d"] - frame["sc_leads_later_365d"]


def _unrecorded(frame: pd.DataFrame, _: ScorecardPolicy) -> pd.Series[float]:
    """No table says how much of what a partner licensed is in use: missing, never zero."""
    return pd.Series(np.nan, index=frame.index)


def _breadth(column: str) -> Values:
    """Effective number of values won in; 0 without a won deal, missing if the deals do not say."""
    return lambda frame, _: frame[column].where(frame["sc_won_730d"] > 0, 0.0)


def _certifications(frame: pd.DataFrame, policy: ScorecardPolicy) -> pd.Series[float]:
    professional = (policy.professional_weight - 1) * frame["sc_professional"]
    return frame["sc_certifications"] + professional + (policy.expert_weight - 1) * frame["sc_expert"]


def _engagement(frame: pd.DataFrame, _: ScorecardPolicy) -> pd.Series[float]:
    """Meetings, calls, e-mails and events, counted on the side that does less."""
    return frame[["sc_in_180d", "sc_out_180d"]].min(axis=1)


def _joint_plan(frame: pd.DataFrame, _: ScorecardPolicy) -> pd.Series[float]:
    return (frame["sc_plans_365d"] > 0).astype("float64")


def _answers(frame: pd.DataFrame, _: ScorecardPolicy) -> pd.Series[float]:
    """E-mails from them per e-mail to them, at most 1; missing if we wrote none."""
    sent = frame["sc_emails_out_180d"]
    return (frame["sc_emails_in_180d"] / sent.where(sent > 0)).clip(upper=1)


MEASURES: Final[tuple[Measure, ...]] = (
    Measure("won_revenue", C.CONTRIBUTION, Unit.MONEY, 15, _won_revenue, evidence=("sc_won_ever",)),
    Measure("growth", C.CONTRIBUTION, Unit.SHARE, 5, _growth, Fixed(-1, 1)),
    Measure("win_rate", C.CONTRIBUTION, Unit.SHARE, 5, _win_rate, evidence=("sc_lost_ever",)),
    Measure("accepted_leads", C.CONTRIBUTION, Unit.COUNT, 5, _accepted_leads, evidence=("sc_leads_ever",)),
    Measure("active_use", C.CONSUMPTION, Unit.SHARE, 15, _unrecorded, Fixed(0, 1)),
    Measure(
        "sectors_won",
        C.COVERAGE,
        Unit.COUNT,
        5,
        _breadth("sc_sector_breadth"),
        evidence=("sc_sector_breadth",),
    ),
    Measure(
        "technologies_won",
        C.COVERAGE,
        Unit.COUNT,
        5,
        _breadth("sc_technology_breadth"),
        evidence=("sc_technology_breadth",),
    ),
    Measure(
        "regions_won",
        C.COVERAGE,
        Unit.COUNT,
        5,
        _breadth("sc_region_breadth"),
        evidence=("sc_region_breadth",),
    ),
    Measure(
        "certifications", C.CAPABILITY, Unit.COUNT, 12, _certifications, evidence=("sc_certifications_ever",)
    ),
    Measure(
        "certified_people",
        C.CAPABILITY,
        Unit.COUNT,
        8,
        _column("sc_people"),
        evidence=("sc_certifications_ever",),
    ),
    Measure("engagement", C.COMMITMENT, Unit.COUNT, 7, _engagement, evidence=("sc_directed_ever",)),
    Measure(
        "trainings",
        C.COMMITMENT,
        Unit.COUNT,
        3,
        _column("sc_trainings_365d"),
        evidence=("sc_trainings_ever",),
    ),
    Measure("joint_plan", C.COMMITMENT, Unit.COUNT, 3, _joint_plan, Fixed(0, 1), evidence=("sc_plans_ever",)),
    Measure("share_of_wallet", C.COMMITMENT, Unit.SHARE, 4, _column("share_of_wallet"), Fixed(0, 1)),
    Measure("answers", C.COMMITMENT, Unit.SHARE, 3, _answers, Fixed(0, 1), evidence=("sc_emails_in_ever",)),
)
"""Weights add up to 100. Windows: 365 days, or 180 for rhythm and growth, 730 for breadth."""
