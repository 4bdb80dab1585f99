"""Quarterly reviews: who moved tier and why, what we did there, what went together with moving up."""

from tools.reviews.aftermath import Watched, play_sides
from tools.reviews.doings import DONE, PLAY, activity_aggregates, doings, lead_aggregates, plays_done
from tools.reviews.findings import listed_moves, movement_findings, partner_movement, worked_statements
from tools.reviews.period import Period
from tools.reviews.policy import ReviewPolicy
from tools.reviews.proposals import OPEN, proposals, proposed_statements, review_findings
from tools.reviews.statements import PLAYS_DONE
from tools.reviews.worked import Comparison, comparisons, newcombe, wilson, worked

__all__ = [
    "DONE",
    "OPEN",
    "PLAY",
    "PLAYS_DONE",
    "Comparison",
    "Period",
    "ReviewPolicy",
    "Watched",
    "activity_aggregates",
    "comparisons",
    "doings",
    "lead_aggregates",
    "listed_moves",
    "movement_findings",
    "newcombe",
    "partner_movement",
    "play_sides",
    "plays_done",
    "proposals",
    "proposed_statements",
    "review_findings",
    "wilson",
    "worked",
    "worked_statements",
]
