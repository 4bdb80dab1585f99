"""Kinds of facts about journeys; all internal."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tools.facts import Kind, Unit
from tools.journey.events import EVIDENCE

PHASE: Final = Kind("journey.phase", Unit.LABEL, "phase")
NEXT_PHASE: Final = Kind("journey.next_phase", Unit.LABEL, "next phase")
LOST_PHASE: Final = Kind("journey.lost_phase", Unit.LABEL, "phase they were in before")
ENTERED: Final = Kind("journey.entered_on", Unit.DATE, "in this phase since")
BEGAN_BY: Final = Kind("journey.evidence", Unit.LABEL, "what began the phase")
DAYS: Final = Kind("journey.days_in_phase", Unit.DAYS, "days in phase")
MISSING_STEP: Final = Kind("journey.missing", Unit.LABEL, "missing for the next phase")
NEXT_STEP: Final = Kind("journey.next_step", Unit.LABEL, "next step")
STUCK_AFTER: Final = Kind("journey.stuck_after", Unit.DAYS, "days after which a partner counts as stuck")
MEDIAN: Final = Kind("journey.median_days", Unit.DAYS, "days by which half of all partners go on")
TARGET: Final = Kind("journey.target_days", Unit.DAYS, "days that a phase should take")
PARTNERS_IN: Final = Kind("journey.partners", Unit.COUNT, "partners in phase")
STUCK_IN: Final = Kind("journey.stuck", Unit.COUNT, "stuck partners")
SLOW_IN: Final = Kind("journey.slow", Unit.COUNT, "partners that have taken longer than they should")
LACKING: Final = Kind("journey.lacking", Unit.COUNT, "partners that lack a step")
FELL_BACK: Final = Kind("journey.fell_back", Unit.COUNT, "partners that fell back")
WENT_ON: Final = Kind("journey.went_on", Unit.SHARE, "went on within the days that it should take")
THIS_YEAR: Final = Kind(
    "journey.went_on_this_year", Unit.SHARE, "the same, of those who entered in 12 months"
)
YEAR_BEFORE: Final = Kind("journey.went_on_year_before", Unit.SHARE, "the same, of the 12 months before")


def shown_by(kind: Kind, evidence: str) -> Kind:
    """The kind, opening down to the event that began the phase."""
    return replace(kind, behind=EVIDENCE[evidence])
