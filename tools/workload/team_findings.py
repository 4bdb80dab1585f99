"""Answers about a team's hours: who has too much, who has room, whether somebody must be hired."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from tools.about import Row, Slots, row_of
from tools.facts import Fact, Findings, Statement, Suggestion, TableSpec
from tools.listing import NAMED
from tools.workload import kinds
from tools.workload.assuming import assumptions
from tools.workload.load import Load, balance
from tools.workload.team import TOLERANCE


def team_findings(load: Load, *, limit: int = 10) -> Findings:
    """Everybody's hours: who has too much, who has room, whether somebody must be hired."""
    loads = load.team.loads
    heavy = loads[loads["over"] > TOLERANCE].sort_values("over", ascending=False, kind="stable")
    said = [*_overloaded(load, heavy), _in_all(load, loads), *assumptions(load, load.team.members)]
    said += [*_unowned(load), *_rooms(load, loads), *_hire(load), *_per_person(load)]
    asked = (Suggestion("workload.ask_rebalance_all"),) if len(heavy) else ()
    return Findings(tuple(said), _team_table(load, loads, limit), asked)


def _overloaded(load: Load, heavy: pd.DataFrame) -> Iterator[Statement]:
    members = load.team.members
    people = load.count(kinds.PEOPLE, len(members))
    if heavy.empty:
        one = {"person": load.person(members[0])} if len(members) == 1 else {"people": people}
        yield Statement(f"workload.nobody_over{'_1' if len(members) == 1 else ''}", one)
        return
    slots: Slots = {"overloaded": load.count(kinds.OVERLOADED, len(heavy)), "people": people}
    yield Statement("workload.overloaded", slots)
    for email in heavy.index[:NAMED]:
        member, row = load.team.at(str(email)), row_of(heavy, email)
        if member is not None:
            slots = {"person": load.person(member), "over": load.hours(kinds.OVER, row["over"], member.email)}
            really = "_really" if row["busy"] > row["needed"] else ""
            yield Statement(f"workload.person_over{really}", slots, follows=True)


def _in_all(load: Load, loads: pd.DataFrame) -> Statement:
    slots: Slots = {
        "needed": load.hours(kinds.NEEDED, float(load.team.partners["hours"].sum()), "all"),
        "available": load.hours(kinds.AVAILABLE, float(loads["available"].sum()), "all"),
        "partners": load.count(kinds.PARTNERS, len(load.team.partners), "all"),
    }
    if not load.team.recorded:
        return Statement("workload.in_all_unrecorded", slots)
    slots["spent"] = load.hours(kinds.SPENT, float(load.team.partners["spent"].sum()), "all")
    return Statement("workload.in_all", slots)


def _unowned(load: Load) -> Iterator[Statement]:
    """Partners that nobody looks after."""
    lonely = load.team.unowned
    if lonely.empty:
        return
    slots: Slots = {
        "partners": load.count(kinds.UNOWNED, len(lonely)),
        "hours": load.hours(kinds.GROUP_HOURS, float(lonely["hours"].sum()), "unowned"),
    }
    yield Statement("workload.unowned", slots)


def _rooms(load: Load, loads: pd.DataFrame) -> Iterator[Statement]:
    """Who could take more partners, the most first."""
    roomy = loads[loads["over"] < -TOLERANCE].sort_values("over", kind="stable")
    told = 0
    for email, over in roomy["over"].items():
        member, fits = load.team.at(str(email)), load.team.room_for(-float(over))
        if member is None or not fits or told == NAMED:
            break
        slots: Slots = {
            "person": load.person(member),
            "room": load.hours(kinds.ROOM, -float(over), member.email),
            "room_for": load.count(kinds.ROOM_FOR, fits, member.email),
        }
        yield Statement("workload.person_room", slots, follows=told > 0)
        told += 1
    if not told:
        yield Statement("workload.nobody_room")


def _hire(load: Load) -> Iterator[Statement]:
    """Whether all hours together are enough, with and without who is assumed to come."""
    more = load.assumed.more
    each = load.hours(kinds.EACH, load.team.each, "hire")
    if more:
        kind = kinds.MORE if more > 0 else kinds.FEWER
        slots: Slots = {"more": load.count(kind, abs(more)), "each": each}
        missing = load.team.people_missing_really(more)
        if missing:
            slots["hire"] = load.count(kinds.HIRE, missing, "then")
        way = "more" if more > 0 else "fewer"
        yield Statement(f"workload.{way}_{'short' if missing else 'enough'}", slots)
    elif missing := load.team.people_missing_really():
        really = "" if load.team.people_missing() else "_really"
        yield Statement(f"workload.hire{really}", {"hire": load.count(kinds.HIRE, missing), "each": each})
    else:
        yield Statement("workload.no_hire")


def _per_person(load: Load) -> Iterator[Statement]:
    typical = load.team.typical
    if not typical > 0:
        return
    each = load.team.each
    slots: Slots = {
        "typical": load.hours(kinds.TYPICAL, typical),
        "each": load.hours(kinds.EACH, each, "one"),
        "partners": load.count(kinds.ONE_PERSON, load.team.room_for(each)),
    }
    yield Statement("workload.per_person", slots)


_TEAM_COLUMNS: Final = (
    "person",
    "partners",
    "hours needed",
    "hours available",
    "too many",
    "left",
    "really spent",
)


def _team_table(load: Load, loads: pd.DataFrame, limit: int) -> TableSpec | None:
    ordered = loads.sort_values("over", ascending=False, kind="stable").head(limit)
    lines = (_person_line(load, str(email), row_of(ordered, email)) for email in ordered.index)
    rows = tuple(line for line in lines if line is not None)
    return TableSpec("workload.title", _TEAM_COLUMNS, rows) if rows else None


def _person_line(load: Load, email: str, row: Row) -> tuple[Fact | None, ...] | None:
    member = load.team.at(email)
    if member is None:
        return None
    _, slots = balance(load, float(row["over"]), email)
    facts = {name: fact for name, fact in slots.items() if isinstance(fact, Fact)}
    return (
        load.person(member),
        load.count(kinds.PARTNERS, int(row["partners"]), email),
        load.hours(kinds.NEEDED, row["needed"], email),
        load.hours(kinds.AVAILABLE, row["available"], email),
        facts.get("over"),
        facts.get("room"),
        load.hours(kinds.SPENT, row["spent"], email) if load.team.recorded else None,
    )
