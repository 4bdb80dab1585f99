"""The funnel: partners per phase, how fast and how many go on, who fell back."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
import pandas as pd

from tools.about import About, Row, Slots, about_all, is_missing, row_of
from tools.charts import worth_showing
from tools.counted import counted
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec
from tools.journey import kinds
from tools.journey.charts import funnel_chart
from tools.journey.members import members
from tools.journey.paces import paces
from tools.journey.phases import ORDER, Phase
from tools.journey.policy import JourneyPolicy
from tools.journey.statements import entered, phase_of, steps_of
from tools.portfolio import Portfolio

_FALLEN: Final = 3
_COLUMNS: Final = (
    "phase",
    "partners",
    "stuck",
    "median days",
    "stuck after",
    "should take",
    "in time",
    "this year",
    "year before",
)


def journey_findings(
    portfolio: Portfolio,
    standing: pd.DataFrame,
    policy: JourneyPolicy,
    ids: Collection[str],
    *,
    phase: Phase | None = None,
    stuck: bool = False,
    limit: int = 10,
) -> Findings:
    """Who is in a phase (longest first), who is stuck (furthest over the limit first), or the funnel.

    Args:
        portfolio: At the day in question.
        standing: What `journey` returned for a history that ends with `portfolio`.
        policy: Thresholds.
        ids: Partners that the question is about; ended ones are left out.
        phase: Only this phase.
        stuck: Only those who are stuck.
        limit: Partners named at most.
    """
    rows = standing[standing.index.isin(list(ids)) & ~standing["ended"]]
    if phase is None and not stuck:
        return _funnel(portfolio, rows, paces(standing, portfolio.as_of, policy))
    return members(portfolio, rows, phase, stuck=stuck, limit=limit)


def _funnel(portfolio: Portfolio, rows: pd.DataFrame, pace: pd.DataFrame) -> Findings:
    """Partners in question per phase now, and how fast and how many of all partners go on."""
    order = rows["order"].to_numpy()
    slots: Slots = {"total": about_all(portfolio, kinds.PARTNERS_IN, len(rows), counted(rows.index, "all"))}
    inside = {phase: rows[order == at] for at, phase in enumerate(ORDER)}
    there = {phase: _there(portfolio, kinds.PARTNERS_IN, here, phase) for phase, here in inside.items()}
    held = {
        phase: _there(portfolio, kinds.STUCK_IN, here[here["stuck"]], phase) for phase, here in inside.items()
    }
    slots |= {str(phase): fact for phase, fact in there.items()}
    stuck = int(rows["stuck"].sum())
    said = [Statement("journey.funnel", slots)]
    if stuck:
        count = about_all(portfolio, kinds.STUCK_IN, stuck, counted(rows.index, "all"))
        said.append(Statement("journey.funnel_stuck", {"stuck": count}))
    cells = tuple(_row(portfolio, there[phase], held[phase], pace, phase) for phase in ORDER)
    return Findings(
        statements=(*said, *_narrowest(portfolio, pace), *_fallen(portfolio, rows)),
        table=TableSpec("journey.funnel_title", _COLUMNS, cells),
        suggestions=(Suggestion("suggest.stuck"),) if stuck else (),
        charts=worth_showing(funnel_chart(portfolio, there, held)),
    )


def _row(
    portfolio: Portfolio, there: Fact, stuck: Fact, pace: pd.DataFrame, phase: Phase
) -> tuple[Fact | None, ...]:
    """Who is in the phase now; how fast and how many of all partners leave it."""
    speed = row_of(pace, str(phase))

    def known(kind: Kind, column: str) -> Fact | None:
        value = speed[column]
        return about_all(portfolio, kind, value, phase) if np.isfinite(value) else None

    return (
        about_all(portfolio, kinds.PHASE, f"phase.{phase}", phase),
        there,
        stuck,
        known(kinds.MEDIAN, "median"),
        known(kinds.STUCK_AFTER, "limit"),
        known(kinds.TARGET, "target"),
        known(kinds.WENT_ON, "went_on"),
        known(kinds.THIS_YEAR, "this_year"),
        known(kinds.YEAR_BEFORE, "year_before"),
    )


def _there(portfolio: Portfolio, kind: Kind, inside: pd.DataFrame, phase: Phase) -> Fact:
    """How many in a phase."""
    return about_all(portfolio, kind, len(inside), counted(inside.index, phase))


def _narrowest(portfolio: Portfolio, pace: pd.DataFrame) -> list[Statement]:
    """The phase that the smallest share gets past in time, and how that was a year before."""
    shares = pace["went_on"].dropna()
    if shares.empty:
        return []
    phase = Phase(str(shares.idxmin()))
    row = row_of(pace, str(phase))
    slots: Slots = {
        "phase": about_all(portfolio, kinds.PHASE, f"phase.{phase}", phase),
        "share": about_all(portfolio, kinds.WENT_ON, row["went_on"], phase),
        "target": about_all(portfolio, kinds.TARGET, row["target"], phase),
    }
    said = [Statement("journey.narrowest", slots)]
    if not is_missing(row["this_year"]) and not is_missing(row["year_before"]):
        years: Slots = {
            "this_year": about_all(portfolio, kinds.THIS_YEAR, row["this_year"], phase),
            "before": about_all(portfolio, kinds.YEAR_BEFORE, row["year_before"], phase),
        }
        said.append(Statement("journey.narrowest_years", years))
    return said


def _fallen(portfolio: Portfolio, rows: pd.DataFrame) -> list[Statement]:
    """Who fell back, the latest first, and what they lack since."""
    fell = rows[rows["regressed_from"].ne("")].assign(id=lambda frame: frame.index)
    if fell.empty:
        return []
    fell = fell.sort_values(["entered", "id"], ascending=[False, True])
    named = [About(portfolio, str(partner_id)) for partner_id in fell.index[:_FALLEN]]
    count = about_all(portfolio, kinds.FELL_BACK, len(fell), counted(fell.index, "all"))
    return [
        Statement("journey.fallen", {"count": count}),
        *(_fell_back(about, row_of(fell, about.partner_id)) for about in named),
    ]


def _fell_back(about: About, row: Row) -> Statement:
    slots: Slots = {
        "partner": about.partner(),
        "lost": about.fact(kinds.LOST_PHASE, f"phase.{row['regressed_from']}"),
        "phase": phase_of(about, row),
        "entered": entered(about, row),
        **steps_of(about, row),
    }
    return Statement(f"journey.fell_back_{len(row['missing'])}", slots)
