"""The 5Cs scorecard: contribution, consumption, coverage, capability, commitment."""

from tools.scorecard.measure import Category, Direction, Fixed, Measure
from tools.scorecard.measures import MEASURES
from tools.scorecard.needs import AGGREGATES
from tools.scorecard.policy import ScorecardPolicy
from tools.scorecard.scorecards import Scorecards, scorecards
from tools.scorecard.scoring import Reference, raw_values, scored

__all__ = [
    "AGGREGATES",
    "MEASURES",
    "Category",
    "Direction",
    "Fixed",
    "Measure",
    "Reference",
    "ScorecardPolicy",
    "Scorecards",
    "raw_values",
    "scorecards",
    "scored",
]
