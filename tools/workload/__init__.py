"""Workload: the hours that partners need by service level, against the hours that people have."""

from tools.workload.fit import Ties
from tools.workload.load import Assumed, Load, newcomers
from tools.workload.move_findings import move_findings
from tools.workload.moving import Moving, TooMany, moving
from tools.workload.own_findings import own_findings
from tools.workload.policy import WorkloadPolicy
from tools.workload.service import ACTIVITIES, AGGREGATES, TICKET_HOURS, service, spent
from tools.workload.team import Member, Team, with_hours
from tools.workload.team_findings import team_findings

__all__ = [
    "ACTIVITIES",
    "AGGREGATES",
    "TICKET_HOURS",
    "Assumed",
    "Load",
    "Member",
    "Moving",
    "Team",
    "Ties",
    "TooMany",
    "WorkloadPolicy",
    "move_findings",
    "moving",
    "newcomers",
    "own_findings",
    "service",
    "spent",
    "team_findings",
    "with_hours",
]
