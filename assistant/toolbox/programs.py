"""`capacity_plan` with `show="program"`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from assistant.standing import Standing
from assistant.toolbox.apart import told_apart
from assistant.toolbox.money_arguments import CapacityPlan, Grouping
from assistant.toolbox.scope import in_scope
from assistant.toolbox.turn import Office, Turn
from knowledge.people import Person, all_people
from tools.about import Among
from tools.facts import Findings
from tools.investment import (
    Capacity,
    Terms,
    Words,
    levels,
    needs,
    needs_findings,
    parts,
    parts_findings,
)
from tools.segments import field_key
from tools.workload import Member, WorkloadPolicy, service

_LISTS: Final = {"sector": "sectors", "technology": "technologies"}
_PREFIXES: Final = {"tier": "load_tier.", "phase": "phase."}


def program_plan(arguments: CapacityPlan, turn: Turn, office: Office) -> Findings:
    """What groups of partners take, if asked for; else what the program's parts went together with."""
    standing = office.standings.at(turn.as_of)
    if arguments.by is None and not turn.access.hides_books:
        return _parts(standing)
    return _needs(arguments, turn, office, standing)


def _parts(standing: Standing) -> Findings:
    """Kinds of money, activities and levels, over the whole portfolio: a part of it tells too little."""
    policy, panel = standing.policy.investment, standing.panel
    then = standing.history[0].partners["program_level"]
    order = [level.name for level in standing.levels.ranked]
    against = levels(standing.spending, panel, then, order, policy)
    return parts_findings(standing.portfolio, parts(standing.responses), against, policy)


def _needs(arguments: CapacityPlan, turn: Turn, office: Office, standing: Standing) -> Findings:
    """What groups take of the partners in question, prospects included, as winning them takes hours too."""
    by = arguments.by or "tier"
    with office.engine.connect() as connection:
        people = all_people(connection)
    every = _needed(standing)
    mine = every[every.index.isin(in_scope(arguments, turn.access, standing))]
    managers = standing.portfolio.partners["manager_email"].reindex(every.index)
    capacity = _capacity(every, managers, mine.index, people, standing.policy.workload)
    among = Among.of(standing.portfolio, mine.index, "needs", by)
    groups = _groups(by, standing, mine.index)
    words = _words(by, groups, standing, people)
    return told_apart(needs_findings(among, mine, groups, capacity, words), by)


def _needed(standing: Standing) -> pd.DataFrame:
    """What every partner that has not ended took, beside what the service levels ask for."""
    asked = service(
        standing.portfolio, standing.tiers["tier"], standing.journey["phase"], standing.policy.workload
    )
    hours = Terms.of(standing.policy.economics, standing.policy.effort).hours
    return needs(standing.spending, asked["hours"], hours)


def _groups(by: Grouping, standing: Standing, ids: pd.Index[str]) -> pd.Series[str]:
    """What each partner is grouped by, once for each group that it belongs to; "" for none."""
    partners = standing.portfolio.partners.loc[ids]
    if by == "tier":
        return standing.tiers["tier"].loc[ids].fillna("")
    if by == "phase":
        return standing.journey["phase"].loc[ids].fillna("")
    if by not in _LISTS:
        return partners["manager_email" if by == "manager" else by].fillna("").astype("str")
    named = partners[_LISTS[by]].explode().fillna("").astype("str")
    keys = named.map({name: field_key(name) for name in named.unique()})
    return keys[~pd.MultiIndex.from_arrays([keys.index, keys]).duplicated()]


def _words(by: Grouping, groups: pd.Series[str], standing: Standing, people: Sequence[Person]) -> Words:
    if by == "manager":
        return Words(by, names={person.email: person.name for person in people})
    if by in _LISTS:
        return Words(by, names={key: standing.segments.spelled(by, key) for key in groups.unique()})
    return Words(by, _PREFIXES.get(by, ""))


def _capacity(
    every: pd.DataFrame,
    managers: pd.Series[str],
    mine: pd.Index[str],
    people: Sequence[Person],
    policy: WorkloadPolicy,
) -> Capacity:
    """Hours of those who look after these partners, against all partners that they look after."""
    asked = frozenset(managers.loc[mine].dropna())
    members = [Member(one.email, one.name, hours_per_week=one.hours_per_week) for one in people]
    involved = [one for one in members if one.email in asked]
    theirs = every[managers.isin([one.email for one in involved])]
    return Capacity(
        managers=len(involved),
        available=sum(one.available(policy) for one in involved),
        unknown=sum(one.hours_per_week is None for one in involved),
        assumed=policy.default_hours * policy.partner_share,
        partners=len(theirs),
        taken=float(theirs["hours_week"].sum()),
    )
