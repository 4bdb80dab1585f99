"""Whose docstrings stand on the page of formulas, in the order in which a reader asks for them."""

from __future__ import annotations

from typing import Final

from tools.attention.due import due
from tools.attention.lanes import attention
from tools.attention.readings import readings
from tools.attention.rising import rising
from tools.backtest.measuring import gains
from tools.backtest.metrics import average_precision, found_in_top, roc_auc
from tools.backtest.report import backtest
from tools.backtest.resampling import interval
from tools.changes.decomposition import Decomposition
from tools.comparison.verdict import verdict
from tools.formulas.planning import PLANNING
from tools.formulas.science import Science
from tools.journey.paces import paces
from tools.journey.phases import phases
from tools.journey.standing import journey
from tools.journey.survival import survival
from tools.matching.expertise import expertise, parts
from tools.matching.people import people
from tools.outlook.calibration import calibration_error
from tools.outlook.coefficients import Recalibration
from tools.outlook.dark import going_dark
from tools.outlook.fitting import fit
from tools.outlook.forecast import forecast
from tools.outlook.model import outlook
from tools.program.judging import judged, level_risk
from tools.program.lasting import lasting
from tools.reviews.aftermath import play_sides
from tools.reviews.proposals import proposals
from tools.reviews.worked import comparisons, newcombe, wilson, worked
from tools.scorecard.backing import backing
from tools.scorecard.scorecards import Scorecards
from tools.scorecard.scoring import scored
from tools.segments.coverage import coverage, market_demand, sole_cells
from tools.tiers.decided import with_decisions
from tools.tiers.sides import leads, relevance
from tools.tiers.under import portfolio_what_if
from tools.tiers.walking import tiers
from tools.tiers.what_if import partner_what_if

SCIENCES: Final = (
    Science(
        "The scorecard and its confidence",
        (
            backing,
            scored,
            Scorecards,
        ),
    ),
    Science("Why a score changed", (Decomposition,)),
    Science(
        "Tiers",
        (
            leads,
            relevance,
            tiers,
            partner_what_if,
            portfolio_what_if,
            with_decisions,
        ),
    ),
    Science(
        "Reviews and what worked",
        (
            proposals,
            worked,
            play_sides,
            comparisons,
            newcombe,
            wilson,
        ),
    ),
    Science(
        "The journey",
        (
            phases,
            journey,
            survival,
            paces,
        ),
    ),
    Science(
        "What the next 90 days may bring",
        (
            going_dark,
            forecast,
            outlook,
            Recalibration,
            fit,
        ),
    ),
    Science(
        "Attention",
        (
            readings,
            due,
            rising,
            attention,
        ),
    ),
    Science(
        "Who covers what",
        (
            sole_cells,
            coverage,
            market_demand,
        ),
    ),
    Science(
        "Who fits a need",
        (
            expertise,
            parts,
            people,
        ),
    ),
    Science("Comparison for a deal", (verdict,)),
    Science(
        "Certifications and program levels",
        (
            judged,
            lasting,
            level_risk,
        ),
    ),
    *PLANNING,
    Science(
        "The backtest",
        (
            backtest,
            roc_auc,
            average_precision,
            found_in_top,
            calibration_error,
            gains,
            interval,
        ),
    ),
)
