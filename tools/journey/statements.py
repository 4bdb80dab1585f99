"""What is said about one partner's journey."""

from __future__ import annotations

import pandas as pd

from tools.about import About, Row, Slots, is_missing, row_of
from tools.facts import Fact, Findings, Statement, Suggestion
from tools.journey import kinds
from tools.journey.phases import ORDER, Phase
from tools.portfolio import Portfolio


def phase_fact(portfolio: Portfolio, standing: pd.DataFrame, partner_id: str) -> Fact | None:
    """The partner's phase as a label fact (`phase.activation`); None for an ended partner.

    Args:
        portfolio: At the day in question.
        standing: What `journey` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    row = row_of(standing, partner_id)
    return None if row["ended"] else phase_of(About(portfolio, partner_id), row)


def journey_statements(
    portfolio: Portfolio, standing: pd.DataFrame, partner_id: str
) -> tuple[Statement, ...]:
    """One partner's phase, since when and why, whether it is stuck or fell back, what is missing and next.

    Args:
        portfolio: At the day in question.
        standing: What `journey` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    row, about = row_of(standing, partner_id), About(portfolio, partner_id)
    if row["ended"]:
        return (Statement("journey.ended", {"partner": about.partner(), "phase": phase_of(about, row)}),)
    paused = portfolio.partners["status"][partner_id] == "paused"
    return (
        stay(about, row),
        *((Statement("journey.paused"),) if paused else ()),
        *_regression(about, row),
        *too_long(about, row),
        *_usual(about, row),
        *missing(about, row),
        *next_step(about, row),
    )


def partner_journey(portfolio: Portfolio, standing: pd.DataFrame, partner_id: str) -> Findings:
    """Findings about one partner's journey."""
    partner = About(portfolio, partner_id).partner()
    return Findings(
        statements=journey_statements(portfolio, standing, partner_id),
        suggestions=(Suggestion("suggest.draft", {"partner": partner}),),
    )


def stay(about: About, row: Row) -> Statement:
    """The phase, how long so far, and the event that began it; that it is not dated where it is not."""
    slots: Slots = {"partner": about.partner(), "phase": phase_of(about, row)}
    if is_missing(row["entered"]):
        return Statement("journey.stay_undated", slots)
    slots["days"] = about.fact(kinds.DAYS, row["days"])
    slots["entered"] = entered(about, row)
    evidence = kinds.shown_by(kinds.BEGAN_BY, row["evidence"])
    slots["evidence"] = about.fact(evidence, f"evidence.{row['evidence']}")
    return Statement("journey.stay", slots)


def too_long(about: About, row: Row) -> tuple[Statement, ...]:
    """Said of the stuck alone; measured on peers, or the policy's default."""
    if not row["stuck"]:
        return ()
    slots: Slots = {"after": about.fact(kinds.STUCK_AFTER, row["limit"]), "phase": phase_of(about, row)}
    return (Statement("journey.too_long" if row["limit_peers"] else "journey.too_long_default", slots),)


def missing(about: About, row: Row) -> tuple[Statement, ...]:
    """What the next phase asks for, one slot per step."""
    steps = row["missing"]
    if not steps:
        return ()
    following = ORDER[min(ORDER.index(row["phase"]) + 1, len(ORDER) - 1)]
    if steps == ("agreement",):
        following = Phase.ACTIVATION
    slots: Slots = {"next": about.fact(kinds.NEXT_PHASE, f"phase.{following}"), **steps_of(about, row)}
    return (Statement(f"journey.missing_{len(steps)}", slots),)


def next_step(about: About, row: Row) -> tuple[Statement, ...]:
    """What to do about the first missing step."""
    if not row["missing"]:
        return ()
    step = about.fact(kinds.NEXT_STEP, f"step.{row['missing'][0]}")
    return (Statement("journey.next_step", {"step": step}),)


def steps_of(about: About, row: Row) -> Slots:
    """The missing steps as `step1`, `step2` and so on."""
    return {
        f"step{number}": about.fact(kinds.MISSING_STEP, f"missing.{code}", code)
        for number, code in enumerate(row["missing"], 1)
    }


def phase_of(about: About, row: Row) -> Fact:
    """The phase they are in."""
    return about.fact(kinds.PHASE, f"phase.{row['phase']}")


def entered(about: About, row: Row) -> Fact:
    """The day on which they entered it; opens down to the event."""
    return about.fact(kinds.shown_by(kinds.ENTERED, row["evidence"]), row["entered"])


def _regression(about: About, row: Row) -> tuple[Statement, ...]:
    if not row["regressed_from"]:
        return ()
    lost = about.fact(kinds.LOST_PHASE, f"phase.{row['regressed_from']}")
    return (Statement("journey.regressed", {"lost": lost, "entered": entered(about, row)}),)


def _usual(about: About, row: Row) -> tuple[Statement, ...]:
    """How long half of all partners take, for those who are not stuck."""
    if row["stuck"] or is_missing(row["median"]) or is_missing(row["entered"]):
        return ()
    slots: Slots = {"median": about.fact(kinds.MEDIAN, row["median"]), "phase": phase_of(about, row)}
    return (Statement("journey.usual", slots),)
