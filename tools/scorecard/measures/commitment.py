"""Commitment: how much a partner puts in, and how it feels about us."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.facts import Unit
from tools.scorecard.measure import Category, Fixed, Measure, Reading, Values
from tools.scorecard.needs import HALF, YEAR


def engagement(reading: Reading) -> pd.Series[float]:
    """Two-way contact, counted on the side that does less.

    Formula: min(from them, from us) of meetings, calls, e-mails and events.
    Unit: contacts. Window: 180 days.
    """
    return reading.rows[["sc_in_180d", "sc_out_180d"]].min(axis=1)


def trainings(reading: Reading) -> pd.Series[float]:
    """Trainings that the partner took part in. Formula: a plain count. Unit: trainings. Window: 365 days."""
    return reading.rows["sc_trainings_365d"]


def joint_plan(reading: Reading) -> pd.Series[float]:
    """Whether there is a joint plan. Formula: 1 if one was made in 365 days, else 0. Unit: 0 or 1."""
    return (reading.rows["sc_plans_365d"] > 0).astype("float64")


def share_of_wallet(reading: Reading) -> pd.Series[float]:
    """Our share of what the partner spends or sells in our field, as given. Unit: share, 0 to 1."""
    return reading.rows["share_of_wallet"]


def answers(reading: Reading) -> pd.Series[float]:
    """How often the partner writes back.

    Formula: e-mails from them / e-mails to them, at most 1.
    Unit: share, 0 to 1. Window: 180 days. Missing if we wrote none.
    """
    sent = reading.rows["sc_emails_out_180d"]
    return (reading.rows["sc_emails_in_180d"] / sent.where(sent > 0)).clip(upper=1)


def relationship(reading: Reading) -> pd.Series[float]:
    """How the partner rates working with us. Formula: mean score of 365 days. Unit: 0 worst to 10 best."""
    return _surveyed(reading, "relationship")


def momentum(reading: Reading) -> pd.Series[float]:
    """How the partner rates our market. Formula: mean score of 365 days. Unit: 0 worst to 10 best."""
    return _surveyed(reading, "momentum")


def economics(reading: Reading) -> pd.Series[float]:
    """How the partner rates what it earns. Formula: mean score of 365 days. Unit: 0 worst to 10 best."""
    return _surveyed(reading, "economics")


def support(reading: Reading) -> pd.Series[float]:
    """How the partner rates our support. Formula: mean score of 365 days. Unit: 0 worst to 10 best."""
    return _surveyed(reading, "support")


def _surveyed(reading: Reading, dimension: str) -> pd.Series[float]:
    """Mean answer about a dimension; missing without an answer."""
    answered = reading.rows[f"sc_{dimension}_365d"]
    return reading.rows[f"sc_{dimension}_sum_365d"] / answered.where(answered > 0)


def _survey(values: Values, dimension: str, weight: float) -> Measure:
    return Measure(
        dimension,
        Category.COMMITMENT,
        Unit.COUNT,
        weight,
        values,
        (f"sc_{dimension}_sum_365d",),
    )


COMMITMENT: Final = (
    Measure(
        "engagement",
        Category.COMMITMENT,
        Unit.COUNT,
        5,
        engagement,
        ("sc_in_180d", "sc_out_180d"),
        window=HALF,
        first_on="sc_first_inbound_on",
        cases=("sc_in_180d", "sc_out_180d"),
    ),
    Measure(
        "trainings",
        Category.COMMITMENT,
        Unit.COUNT,
        2,
        trainings,
        ("sc_trainings_365d",),
        window=YEAR,
        first_on="sc_first_training_on",
    ),
    Measure(
        "joint_plan",
        Category.COMMITMENT,
        Unit.COUNT,
        2,
        joint_plan,
        ("sc_plans_365d",),
        window=YEAR,
        scale=Fixed(0, 1),
        first_on="sc_first_plan_on",
    ),
    Measure(
        "share_of_wallet",
        Category.COMMITMENT,
        Unit.SHARE,
        4,
        share_of_wallet,
        ("share_of_wallet",),
    ),
    Measure(
        "answers",
        Category.COMMITMENT,
        Unit.SHARE,
        3,
        answers,
        ("sc_emails_in_180d", "sc_emails_out_180d"),
        scale=Fixed(0, 1),
        first_on="sc_first_reply_on",
        cases=("sc_emails_out_180d",),
        enough=5,
    ),
    _survey(relationship, "relationship", 3),
    _survey(momentum, "momentum", 1),
    _survey(economics, "economics", 1),
    _survey(support, "support", 1),
)
