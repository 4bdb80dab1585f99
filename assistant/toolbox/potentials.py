"""`capacity_plan` with `show="potential"`."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.money_arguments import CapacityPlan
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.people import all_people
from tools.facts import Findings
from tools.potential import (
    Groups,
    Told,
    group_findings,
    grouped,
    grouped_by_field,
    partner_potential,
    potential_findings,
)

_FIELDS = ("sector", "technology")
_COLUMNS = {"type": "type", "region": "region", "country": "country", "manager": "manager_email"}


def potential_plan(arguments: CapacityPlan, turn: Turn, office: Office) -> Findings:
    """Current and potential revenue: of one partner, of those in question, or by category."""
    standing = office.standings.at(turn.as_of)
    ids = [arguments.partner] if arguments.partner else sorted(in_scope(arguments, turn.access, standing))
    told = Told(standing.potential, ids, f"{arguments.by or ''}")
    if arguments.by is not None:
        return group_findings(told, _groups(arguments.by, ids, standing, office), limit=arguments.limit)
    if arguments.partner is not None:
        access = turn.access
        return partner_potential(told, arguments.partner, access.visible, counted=not access.hides_books)
    return potential_findings(told, limit=arguments.limit)


def _groups(by: str, ids: list[str], standing: Standing, office: Office) -> Groups:
    found, index = standing.potential, pd.Index(ids)
    if by in _FIELDS:
        segments = standing.segments
        sums = grouped_by_field(found, index, segments.pairs, by)
        return Groups(by, sums, {str(key): segments.spelled(by, str(key)) for key in sums.index})
    sums = grouped(found, index, _labels(by, standing))
    return Groups(by, sums, _managers(office) if by == "manager" else {})


def _labels(by: str, standing: Standing) -> pd.Series[str]:
    if by == "tier":
        return standing.tiers["tier"]
    if by == "phase":
        return standing.journey["phase"]
    return standing.portfolio.partners[_COLUMNS[by]]


def _managers(office: Office) -> Mapping[str, str]:
    """Name of each colleague by e-mail."""
    with office.engine.connect() as connection:
        return {person.email: person.name for person in all_people(connection)}
