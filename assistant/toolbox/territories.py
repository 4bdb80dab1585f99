"""`capacity_plan` with `show="territory"`: targets against what partners may bring."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from assistant.standing import Standing
from assistant.toolbox.money_arguments import CapacityPlan
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.rows import partner_rows
from knowledge.territories import targets
from tools.about import Among
from tools.facts import Findings, Statement
from tools.territory import (
    FIELDS,
    Field,
    Question,
    Whose,
    Wins,
    answer,
    named_partners,
    period_of,
    quarter_with,
    territory_findings,
    told_cells,
)

_NARROWING: Final = ("country", "type", "tier", "excluding")


def territory_plan(arguments: CapacityPlan, turn: Turn, office: Office) -> Findings:
    """Whether targets will be met, which are missed, and who could fill them."""
    standing = office.standings.at(turn.as_of)
    ids = _counted(arguments, turn, standing)
    if not ids:
        return Findings((Statement("territory.nobody_counted"),))
    with office.engine.connect() as connection:
        rows = targets(connection)
    found = answer(_question(arguments, turn, standing, ids), rows, standing.deals, standing.deal_history)
    if isinstance(found, Findings):
        return found
    with office.engine.connect() as connection:
        opened = partner_rows(connection, named_partners(found, told_cells(found)), turn.as_of)
    by = arguments.by if arguments.by in FIELDS else None
    said = territory_findings(replace(found, rows=opened), by=by, limit=arguments.limit)
    if by == arguments.by:
        return said
    return replace(said, statements=(Statement("scope.partly"), *said.statements))


def _question(arguments: CapacityPlan, turn: Turn, standing: Standing, ids: frozenset[str]) -> Question:
    period = period_of(arguments.period) if arguments.period else quarter_with(turn.as_of)
    asked = {name: value for name in FIELDS if (value := getattr(arguments, name)) is not None}
    times = 1.0 if arguments.targets_times is None else arguments.targets_times
    return Question(
        among=Among.of(standing.portfolio, ids, period.name, times, *sorted(asked.items())),
        period=period,
        asked=asked,
        times=times,
        field=_field(standing, ids),
        whose=_whose(arguments, turn),
        policy=standing.policy.territory,
    )


def _whose(arguments: CapacityPlan, turn: Turn) -> Whose:
    """Whether all partners count, as for targets, or whose alone."""
    if arguments.partner:
        return Whose.ONE
    if any(getattr(arguments, name) for name in _NARROWING):
        return Whose.SOME
    if turn.access.hides_books or arguments.manager == turn.access.person.email:
        return Whose.OWN
    return Whose.SOME if arguments.manager else Whose.ALL


def _counted(arguments: CapacityPlan, turn: Turn, standing: Standing) -> frozenset[str]:
    """Ids of the partners whose deals count: everybody's, as targets are, unless somebody is named."""
    everywhere = {"scope": "portfolio", **dict.fromkeys(FIELDS)}
    ids = in_scope(arguments.model_copy(update=everywhere), turn.access, standing)
    return ids & {arguments.partner} if arguments.partner else ids


def _field(standing: Standing, ids: frozenset[str]) -> Field:
    """Who could be asked to fill a gap."""
    return Field(
        partners=standing.portfolio.partners,
        segments=standing.segments,
        phases=standing.journey["phase"],
        ids=ids,
        headroom=standing.potential.frame["headroom"],
        wins=Wins.of(standing.deals),
    )
