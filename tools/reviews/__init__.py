"""Quarterly reviews: who moved tier and why, what we did there, what went together with moving up."""

from tools.reviews.doings import DONE, activity_aggregates, doings, lead_aggregates
from tools.reviews.findings import listed_moves, movement_findings, partner_movement
from tools.reviews.period import Period
from tools.reviews.policy import ReviewPolicy
from tools.reviews.proposals import OPEN, proposals, proposed_statements, review_findings
from tools.reviews.worked import Comparison, newcombe, wilson, worked

__all__ = [
    "DONE",
    "OPEN",
    "Comparison",
    "Period",
    "ReviewPolicy",
    "activity_aggregates",
    "doings",
    "lead_aggregates",
    "listed_moves",
    "movement_findings",
    "newcombe",
    "partner_movement",
    "proposals",
    "proposed_statements",
    "review_findings",
    "wilson",
    "worked",
]
