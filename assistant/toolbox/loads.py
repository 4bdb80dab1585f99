"""`capacity_plan` with `show="load"`: who has too much to do, who has room, what to rebalance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.money_arguments import CapacityPlan
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.people import Person, Role, all_people
from tools.about import Among
from tools.facts import Findings, Statement
from tools.segments import field_key
from tools.workload import (
    ACTIVITIES,
    TICKET_HOURS,
    Assumed,
    Load,
    Member,
    Team,
    Ties,
    TooMany,
    move_findings,
    moving,
    newcomers,
    own_findings,
    service,
    spent,
    team_findings,
    with_hours,
)

_LOOKS_AFTER: Final = frozenset({Role.MANAGER, Role.LEAD})
_FILTERS: Final = ("region", "country", "sector", "technology", "type", "tier")


def load_plan(arguments: CapacityPlan, turn: Turn, office: Office) -> Findings:
    """Hours of the asker, of a colleague or of the team; which partners should change manager."""
    standing = office.standings.at(turn.as_of)
    with office.engine.connect() as connection:
        people = all_people(connection)
    load = _load(arguments, turn, standing, people)
    asker = turn.access.person.email
    if turn.access.hides_books:
        return _own_alone(load, asker, arguments)
    if arguments.rebalance or arguments.leaving or arguments.between:
        return _moves(load, arguments, turn, standing)
    if arguments.manager is not None:
        return _own(load, arguments.manager, arguments)
    looked_after = load.team.partners["owner"].eq(asker).any()
    if arguments.scope == "portfolio" or arguments.more_managers or not looked_after:
        return team_findings(load, limit=arguments.limit)
    return _own(load, asker, arguments)


def _load(arguments: CapacityPlan, turn: Turn, standing: Standing, people: Sequence[Person]) -> Load:
    """The whole team under what is assumed; where books are hidden, the asker alone."""
    assumed, leaving = _assumed(arguments), _leaving(arguments)
    policy = standing.policy.workload
    if assumed.hours is not None:
        policy = policy.model_copy(update={"default_hours": assumed.hours})
    partners = _partners(standing, assumed)
    if turn.access.hides_books:
        people = [person for person in people if person.email == turn.access.person.email]
        partners = partners[partners.index.isin(list(turn.access.visible))]
    owners = frozenset(partners["owner"].dropna())
    members = [_member(one) for one in people if one.role in _LOOKS_AFTER or one.email in owners]
    return Load(
        among=Among.of(
            standing.portfolio, partners.index, assumed, arguments.region, leaving, arguments.between
        ),
        team=Team.of(with_hours(members, assumed.hours), partners, policy, levels_only=assumed.times != 1),
        assumed=assumed,
        asker=turn.access.person.email,
        region=arguments.region or "",
        gone=frozenset({leaving} if leaving else ()),
    )


def _assumed(arguments: CapacityPlan) -> Assumed:
    """What-ifs; a tier beside times narrows what takes longer, not whose partners move."""
    times = 1.0 if arguments.service_times is None else arguments.service_times
    tier = arguments.tier if arguments.service_times is not None else None
    return Assumed(arguments.more_managers or 0, arguments.hours_per_week, times, tier)


def _partners(standing: Standing, assumed: Assumed) -> pd.DataFrame:
    """Hours that every partner needs and got, and who looks after it."""
    portfolio, tiers, phases = standing.portfolio, standing.tiers["tier"], standing.journey["phase"]
    needed = service(portfolio, tiers, phases, standing.policy.workload, assumed.times, assumed.tier)
    contacts = standing.stored.cells((ACTIVITIES,), ("kind",))
    ticket_hours = standing.planned.partners[TICKET_HOURS.name].loc[needed.index]
    return needed.assign(
        spent=spent(contacts, ticket_hours, standing.policy.effort),
        owner=portfolio.partners["manager_email"].loc[needed.index],
    )


def _member(person: Person) -> Member:
    language = person.locale.replace("_", "-").split("-")[0].lower()
    return Member(person.email, person.name, person.region, language, person.hours_per_week)


def _own(load: Load, email: str, arguments: CapacityPlan, *, lead_only: bool = False) -> Findings:
    """One person's hours."""
    member = load.team.at(email)
    if member is None or not load.team.partners["owner"].eq(email).any():
        whose = "" if email == load.asker else "_they"
        return Findings((Statement(f"workload.no_partners{whose}"),))
    return own_findings(load, member, limit=arguments.limit, lead_only=lead_only)


def _own_alone(load: Load, asker: str, arguments: CapacityPlan) -> Findings:
    """The asker's hours where books are hidden; that others were asked about is not passed over."""
    found = _own(load, asker, arguments, lead_only=True)
    if arguments.rebalance or arguments.leaving or arguments.between:
        said = Statement("workload.hidden")
    elif arguments.more_managers or arguments.scope == "portfolio" or arguments.manager not in (None, asker):
        said = Statement("workload.hidden_own")
    else:
        return found
    return replace(found, statements=(said, *found.statements))


def _moves(load: Load, arguments: CapacityPlan, turn: Turn, standing: Standing) -> Findings:
    """Which partners should change manager."""
    leaving = _leaving(arguments)
    movable = _movable(load, arguments, turn, standing)
    members = [*_taking_part(load, arguments, movable), *newcomers(load)]
    ties, partners = _ties(standing), standing.portfolio.partners
    evenly = bool(arguments.between) and leaving is not None
    try:
        found = moving(load.team, partners, ties, movable, members, evenly=evenly)
    except TooMany:
        return Findings((Statement("workload.too_many"),))
    gone = load.team.at(arguments.leaving) if arguments.leaving else None
    split = load.team.at(leaving) if leaving and not arguments.leaving else None
    return move_findings(load, found, leaving=gone, split=split, limit=arguments.limit)


def _leaving(arguments: CapacityPlan) -> str | None:
    """Whose partners all change: of whoever leaves, or whose book is split between others."""
    if arguments.leaving is not None:
        return arguments.leaving
    return arguments.manager if arguments.between and arguments.manager not in arguments.between else None


def _movable(load: Load, arguments: CapacityPlan, turn: Turn, standing: Standing) -> frozenset[str]:
    """Partners that may change: of whoever leaves, of a filter, of the book; everybody's if a lead asks."""
    if (leaving := _leaving(arguments)) is not None:
        owner = load.team.partners["owner"]
        return frozenset(owner.index[owner.eq(leaving)])
    kept = arguments.model_copy(update={"tier": None}) if load.assumed.tier else arguments
    team = turn.access.may_review or any(getattr(kept, name) is not None for name in _FILTERS)
    scope = "portfolio" if team else kept.scope
    return in_scope(kept.model_copy(update={"scope": scope}), turn.access, standing)


def _taking_part(load: Load, arguments: CapacityPlan, movable: frozenset[str]) -> list[Member]:
    """Who may give and take: who was named, else who looks after such partners or is of the region."""
    members = [one for one in load.team.members if one.email != _leaving(arguments)]
    if arguments.between:
        return [one for one in members if one.email in {*arguments.between, arguments.manager}]
    if arguments.region is None:
        return members
    owners = load.team.partners["owner"]
    involved = frozenset(owners[owners.index.isin(list(movable))])
    region = field_key(arguments.region)
    return [one for one in members if one.email in involved or field_key(one.region) == region]


def _ties(standing: Standing) -> Ties:
    """What binds every partner to who looks after it."""
    promises = standing.promises
    ours = promises[promises["status"].eq("open") & promises["owed_by"].eq("us")]
    promised = pd.Index(ours["partner_id"].unique(), dtype="str")
    return Ties.of(standing.tiers["tier"], promised, standing.portfolio.partners, standing.as_of)
