"""The 5Cs scorecard: contribution, consumption, coverage, capability, commitment."""

from tools.scorecard.measure import Category, Direction, Fixed, Measure, Reading
from tools.scorecard.measures import BY_NAME, MEASURES
from tools.scorecard.needs import AGGREGATES
from tools.scorecard.policy import ScorecardPolicy
from tools.scorecard.scorecards import Scorecards, raw_values, scorecards
from tools.scorecard.scoring import Reference, scored, type_codes

__all__ = [
    "AGGREGATES",
    "BY_NAME",
    "MEASURES",
    "Category",
    "Direction",
    "Fixed",
    "Measure",
    "Reading",
    "Reference",
    "ScorecardPolicy",
    "Scorecards",
    "raw_values",
    "scorecards",
    "scored",
    "type_codes",
]
