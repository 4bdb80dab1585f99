"""Capability: what a partner can do, and how well it does it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from tools.facts import Unit
from tools.scorecard.measure import Category, Direction, Fixed, Measure, Reading
from tools.scorecard.needs import HALF, TWO_YEARS, YEAR


def certifications(reading: Reading) -> pd.Series[float]:
    """Valid certifications, weighted by level.

    Formula: associate (or no level) 1, professional `professional_weight`, expert `expert_weight`.
    Unit: associate certifications. Valid: earned by then, and the last valid day is not over.
    """
    rows, policy = reading.rows, reading.policy
    professional = (policy.professional_weight - 1) * rows["sc_professional"]
    return rows["sc_certifications"] + professional + (policy.expert_weight - 1) * rows["sc_expert"]


def certified_people(reading: Reading) -> pd.Series[float]:
    """People with a valid certification.

    Formula: number of different persons named on valid certifications. Unit: people.
    Names are compared letter by letter: "José Díaz" and "jose diaz" count as two.
    """
    return reading.rows["sc_people"]


def projects_delivered(reading: Reading) -> pd.Series[float]:
    """Projects delivered. Formula: a plain count. Unit: projects. Window: delivered in 730 days."""
    return reading.rows["sc_delivered_730d"]


def rating(reading: Reading) -> pd.Series[float]:
    """Customers' rating of projects, drawn to everybody's mean where a partner has few.

    Formula: (n * own mean + k * everybody's mean) / (n + k), k = `rating_prior`.
    Unit: rating, 0 worst to 10 best. Window: delivered in 730 days. Missing without a rated project.
    Source: empirical Bayes with a normal prior (Efron and Morris, 1975), its weight k set by hand.
    """
    rated, prior = reading.rows["sc_rated_730d"], reading.policy.rating_prior
    everybody = reading.peers["sc_rated_730d"].sum()
    mean = reading.peers["sc_rating_sum_730d"].sum() / everybody if everybody else 0.0
    return ((reading.rows["sc_rating_sum_730d"] + prior * mean) / (rated + prior)).where(rated > 0)


def on_time(reading: Reading) -> pd.Series[float]:
    """Projects delivered by the day that was promised.

    Formula: delivered in time / (delivered with a promised day + promised, past due and not delivered).
    Unit: share, 0 to 1. Window: delivered or due in 730 days. Missing where nothing was promised.
    """
    rows = reading.rows
    promised = rows["sc_promised_730d"] + rows["sc_overdue_730d"]
    return rows["sc_on_time_730d"] / promised.where(promised > 0)


def severe_tickets(reading: Reading) -> pd.Series[float]:
    """Support burden: severe tickets per won deal.

    Formula: tickets of severity 1 or 2 / won deals, or / 1 without a won deal.
    Unit: tickets per deal, lower is better. Window: opened, and won, in 365 days. Missing where there is
    neither: silence is no merit.
    """
    tickets, won = reading.rows["sc_severe_365d"], reading.rows["sc_won_365d"]
    return (tickets / won.clip(lower=1)).where(tickets + won > 0)


CAPABILITY: Final = (
    Measure(
        "certifications",
        Category.CAPABILITY,
        Unit.COUNT,
        6,
        certifications,
        ("sc_certifications",),
        window=HALF,
        first_on="sc_first_certification_on",
    ),
    Measure(
        "certified_people",
        Category.CAPABILITY,
        Unit.COUNT,
        4,
        certified_people,
        ("sc_people",),
        window=HALF,
        first_on="sc_first_certification_on",
    ),
    Measure(
        "projects_delivered",
        Category.CAPABILITY,
        Unit.COUNT,
        4,
        projects_delivered,
        ("sc_delivered_730d",),
        window=TWO_YEARS,
        first_on="sc_first_delivered_on",
        cases=("sc_delivered_730d",),
    ),
    Measure(
        "rating",
        Category.CAPABILITY,
        Unit.COUNT,
        4,
        rating,
        ("sc_rating_sum_730d",),
        cases=("sc_rated_730d",),
        enough=3,
        pooled=True,
    ),
    Measure(
        "on_time",
        Category.CAPABILITY,
        Unit.SHARE,
        3,
        on_time,
        ("sc_promised_730d", "sc_overdue_730d"),
        scale=Fixed(0, 1),
        cases=("sc_promised_730d", "sc_overdue_730d"),
        enough=5,
    ),
    Measure(
        "severe_tickets",
        Category.CAPABILITY,
        Unit.COUNT,
        2,
        severe_tickets,
        ("sc_severe_365d", "sc_won_365d"),
        window=YEAR,
        direction=Direction.LOWER,
        first_on="sc_first_ticket_on",
        cases=("sc_severe_365d", "sc_won_365d"),
        enough=5,
    ),
)
