"""What is said about journeys: of one partner, of those in a phase, of the stuck, and the funnel."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import pandas as pd

from tools.about import About, Row, Slots, about_all, is_missing, row_of
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, TableSpec, Unit
from tools.journey.phases import ORDER, Phase
from tools.portfolio import Portfolio

PHASE: Final = Kind("journey.phase", Unit.LABEL, "phase")
NEXT_PHASE: Final = Kind("journey.next_phase", Unit.LABEL, "next phase")
LOST_PHASE: Final = Kind("journey.lost_phase", Unit.LABEL, "phase they were in before")
ENTERED: Final = Kind("journey.entered_on", Unit.DATE, "in this phase since")
EVIDENCE: Final = Kind("journey.evidence", Unit.LABEL, "what began the phase")
DAYS: Final = Kind("journey.days_in_phase", Unit.DAYS, "days in phase")
MISSING_STEP: Final = Kind("journey.missing", Unit.LABEL, "missing for the next phase")
STUCK_AFTER: Final = Kind("journey.stuck_after", Unit.DAYS, "days after which a partner counts as stuck")
PARTNERS_IN: Final = Kind("journey.partners", Unit.COUNT, "partners in phase")
STUCK_IN: Final = Kind("journey.stuck", Unit.COUNT, "stuck partners")
REACHED: Final = Kind("journey.went_on", Unit.SHARE, "went on to the next phase")


def phase_fact(portfolio: Portfolio, standing: pd.DataFrame, partner_id: str) -> Fact | None:
    """The partner's phase as a label fact (`phase.activation`); None for an ended partner.

    Args:
        portfolio: At the day in question.
        standing: What `journey` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    row = row_of(standing, partner_id)
    return None if row["ended"] else _phase(About(portfolio, partner_id), row)


def journey_statements(
    portfolio: Portfolio, standing: pd.DataFrame, partner_id: str
) -> tuple[Statement, ...]:
    """One partner's phase, since when and why, whether it is stuck or fell back, and what is missing.

    Args:
        portfolio: At the day in question.
        standing: What `journey` returned for a history that ends with `portfolio`.
        partner_id: The partner.
    """
    row, about = row_of(standing, partner_id), About(portfolio, partner_id)
    if row["ended"]:
        return (Statement("journey.ended", {"partner": about.partner(), "phase": _phase(about, row)}),)
    return (_stay(about, row), *_regression(about, row), *_too_long(about, row), *_missing(about, row))


def partner_journey(portfolio: Portfolio, standing: pd.DataFrame, partner_id: str) -> Findings:
    """Findings about one partner's journey."""
    partner = About(portfolio, partner_id).partner()
    return Findings(
        statements=journey_statements(portfolio, standing, partner_id),
        suggestions=(Suggestion("suggest.draft", {"partner": partner}),),
    )


def journey_findings(
    portfolio: Portfolio,
    standing: pd.DataFrame,
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
        ids: Partners that the question is about; ended ones are left out.
        phase: Only this phase.
        stuck: Only those who are stuck.
        limit: Partners named at most.
    """
    rows = standing[standing.index.isin(list(ids)) & ~standing["ended"]]
    if phase is None and not stuck:
        return _funnel(portfolio, rows)
    chosen = rows if phase is None else rows[rows["phase"].eq(phase)]
    listed = chosen[chosen["stuck"]] if stuck else chosen
    keyed = listed.assign(id=listed.index, over=listed["days"] / listed["limit"])
    listed = keyed.sort_values(["over" if stuck else "days", "id"], ascending=[False, True])
    named = [About(portfolio, str(partner_id)) for partner_id in listed.index[:limit]]
    said = [line for about in named for line in _listed(about, row_of(listed, about.partner_id))]
    return Findings(
        statements=(_headline(portfolio, chosen, phase, stuck=stuck), *said),
        table=_table(named, listed) if named else None,
        suggestions=(Suggestion("suggest.draft", {"partner": named[0].partner()}),) if named else (),
    )


def _headline(portfolio: Portfolio, chosen: pd.DataFrame, phase: Phase | None, *, stuck: bool) -> Statement:
    """How many, and how many of them are stuck."""
    slots: Slots = {
        "count": about_all(portfolio, PARTNERS_IN, len(chosen), phase or "all"),
        "stuck": about_all(portfolio, STUCK_IN, int(chosen["stuck"].sum()), phase or "all"),
    }
    if phase:
        slots["phase"] = about_all(portfolio, PHASE, f"phase.{phase}", phase)
    where = "in_phase" if phase else "anywhere"
    if chosen.empty:
        return Statement(f"journey.nobody_{where}", {name: slots[name] for name in slots if name == "phase"})
    if not stuck:
        return Statement(f"journey.members_{where}", slots)
    if not chosen["stuck"].any():
        return Statement(f"journey.not_stuck_{where}", {n: slots[n] for n in slots if n != "stuck"})
    return Statement(f"journey.stuck_{where}", slots)


def _listed(about: About, row: Row) -> tuple[Statement, ...]:
    return (_stay(about, row), *_too_long(about, row), *_missing(about, row))


def _stay(about: About, row: Row) -> Statement:
    slots: Slots = {"partner": about.partner(), "phase": _phase(about, row)}
    if is_missing(row["entered"]):
        return Statement("journey.stay_undated", slots)
    slots["days"] = about.fact(DAYS, row["days"])
    slots["entered"] = about.fact(ENTERED, row["entered"])
    slots["evidence"] = about.fact(EVIDENCE, f"evidence.{row['evidence']}")
    return Statement("journey.stay", slots)


def _regression(about: About, row: Row) -> tuple[Statement, ...]:
    if not row["regressed_from"]:
        return ()
    lost = about.fact(LOST_PHASE, f"phase.{row['regressed_from']}")
    return (Statement("journey.regressed", {"lost": lost, "entered": about.fact(ENTERED, row["entered"])}),)


def _too_long(about: About, row: Row) -> tuple[Statement, ...]:
    """Said of the stuck alone; measured on peers, or the policy's default."""
    if not row["stuck"]:
        return ()
    slots: Slots = {"after": about.fact(STUCK_AFTER, row["limit"]), "phase": _phase(about, row)}
    return (Statement("journey.too_long" if row["limit_peers"] else "journey.too_long_default", slots),)


def _missing(about: About, row: Row) -> tuple[Statement, ...]:
    """What the next phase asks for, one slot per step."""
    steps = row["missing"]
    if not steps:
        return ()
    following = ORDER[min(ORDER.index(row["phase"]) + 1, len(ORDER) - 1)]
    if steps == ("agreement",):
        following = Phase.ACTIVATION
    slots: Slots = {"next": about.fact(NEXT_PHASE, f"phase.{following}")}
    slots |= {
        f"step{number}": about.fact(MISSING_STEP, f"missing.{code}", code)
        for number, code in enumerate(steps, 1)
    }
    return (Statement(f"journey.missing_{len(steps)}", slots),)


def _phase(about: About, row: Row) -> Fact:
    return about.fact(PHASE, f"phase.{row['phase']}")


def _table(named: list[About], rows: pd.DataFrame) -> TableSpec:
    cells = []
    for about in named:
        row = row_of(rows, about.partner_id)
        dated = not is_missing(row["entered"])
        cells.append(
            (
                about.partner(),
                _phase(about, row),
                about.fact(ENTERED, row["entered"]) if dated else None,
                about.fact(DAYS, row["days"]) if dated else None,
                about.fact(MISSING_STEP, f"missing.{row['missing'][0]}", row["missing"][0])
                if row["missing"]
                else None,
            ),
        )
    return TableSpec("journey.title", ("partner", "phase", "since", "days", "missing first"), tuple(cells))


def _funnel(portfolio: Portfolio, rows: pd.DataFrame) -> Findings:
    """Partners per phase now, the stuck, and the share of those who came that far and went on."""
    order = rows["phase"].map(ORDER.index).astype(int)
    counts = {
        phase: about_all(portfolio, PARTNERS_IN, int((order == at).sum()), phase)
        for at, phase in enumerate(ORDER)
    }
    stuck = int(rows["stuck"].sum())
    total = about_all(portfolio, PARTNERS_IN, len(rows), "all")
    said = [
        Statement("journey.funnel", {"total": total, **{str(phase): fact for phase, fact in counts.items()}})
    ]
    if stuck:
        said.append(
            Statement("journey.funnel_stuck", {"stuck": about_all(portfolio, STUCK_IN, stuck, "all")})
        )
    cells = tuple(_funnel_row(portfolio, rows["stuck"], order, phase) for phase in ORDER)
    return Findings(
        statements=tuple(said),
        table=TableSpec("journey.funnel_title", ("phase", "partners", "stuck", "went on"), cells),
        suggestions=(Suggestion("suggest.stuck"),) if stuck else (),
    )


def _funnel_row(
    portfolio: Portfolio, stuck: pd.Series, order: pd.Series, phase: Phase
) -> tuple[Fact | None, ...]:
    """Who is in the phase now, who of them is stuck, and how many of those who came so far went on."""
    at = ORDER.index(phase)
    came, on = int((order >= at).sum()), int((order > at).sum())
    converts = came > 0 and phase is not Phase.DEVOTION
    return (
        about_all(portfolio, PHASE, f"phase.{phase}", phase),
        about_all(portfolio, PARTNERS_IN, int((order == at).sum()), phase),
        about_all(portfolio, STUCK_IN, int(stuck[order == at].sum()), phase),
        about_all(portfolio, REACHED, on / came, phase) if converts else None,
    )
