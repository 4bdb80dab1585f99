"""A proposed rebalancing in sentences; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tools.about import Slots, row_of
from tools.facts import Findings, Statement
from tools.listing import listing
from tools.workload import kinds
from tools.workload.assuming import assumptions, comings
from tools.workload.fit import Against
from tools.workload.load import Load
from tools.workload.move_table import move_table, reasons
from tools.workload.moving import Move, Moving
from tools.workload.rebalancing import Search
from tools.workload.team import TOLERANCE, Member

_TOLD: Final = 3  # moves in sentences; the table has the others
_WHY: Final = 3  # reasons for each


def move_findings(
    load: Load,
    moving: Moving,
    *,
    leaving: Member | None = None,
    split: Member | None = None,
    limit: int = 10,
) -> Findings:
    """Which partners should change to whom, why these, and what is missing even then.

    Args:
        load: The team.
        moving: The proposal.
        leaving: Who goes; None if nobody does.
        split: Whose partners are all handed on, without going.
        limit: Rows of the table.
    """
    if not moving.members:
        return Findings((Statement("workload.nobody_to_take"),))
    said = [_headline(load, moving, leaving, split)]
    if moving.moves:
        said.append(Statement("workload.proposal_only", follows=True))
    said += [*_search(moving), *comings(load), *assumptions(load, moving.members)]
    said += [*_missing(load, moving), *_really_over(load, moving)]
    if leaving is not None or split is not None:
        said += _absorbed(load, moving)
    for move in moving.moves[:_TOLD]:
        said += _move(load, move)
    return Findings(tuple(said), move_table(load, moving, limit))


def _headline(load: Load, moving: Moving, leaving: Member | None, split: Member | None) -> Statement:
    moves = load.count(kinds.MOVES, len(moving.moves))
    if (whose := leaving or split) is not None:
        found = len(moving.moves) + len(moving.left)
        slots: Slots = {"person": load.person(whose)}
        slots |= {"moves": load.count(kinds.MOVES, found, "all")} if found else {}
        return Statement(f"workload.{'leaving' if leaving else 'split'}{'' if found else '_none'}", slots)
    slots, place = ({"region": load.region_named()}, "_in") if load.region else ({}, "")
    if not moving.moves:
        key = "cannot_move" if moving.overloaded_before or moving.left else "balanced"
        if len(moving.members) == 1:
            return Statement(f"workload.{key}_1{place}", {**slots, "person": load.person(moving.members[0])})
        people = load.count(kinds.PEOPLE, len(moving.members), "took part")
        return Statement(f"workload.{key}{place}", {**slots, "people": people})
    key = "still_over" if moving.missing > TOLERANCE else "enough"
    if not moving.overloaded_before:
        key = f"homes_{key}"
    return Statement(f"workload.moves_{key}{place}", {**slots, "moves": moves})


def _search(moving: Moving) -> Iterator[Statement]:
    if moving.moves and moving.search is Search.GOOD:
        yield Statement("workload.good_not_fewest", follows=True)


def _missing(load: Load, moving: Moving) -> Iterator[Statement]:
    """How many hours no proposal finds: others may have them, else somebody must be hired or less be done."""
    if moving.missing <= TOLERANCE:
        return
    slots: Slots = {"missing": load.hours(kinds.MISSING, moving.missing)}
    if load.team.people_missing(load.assumed.more):
        yield Statement("workload.missing", slots)
    elif aside := _aside(load, moving):
        slots |= {"person": load.person(aside[0]), "room": load.hours(kinds.ROOM, aside[1], "aside")}
        yield Statement("workload.missing_aside", slots)
    else:
        yield Statement("workload.missing_in_parts", slots)
    if moving.left:
        names = [load.partner(one).partner() for one in moving.left]
        yield from listing("workload.left", names, load.count(kinds.LEFT, len(names)))
    over = [load.person(one) for one in moving.overloaded_after]
    yield from listing("workload.over_then", over, load.count(kinds.OVERLOADED, len(over), "after"))


def _aside(load: Load, moving: Moving) -> tuple[Member, float] | None:
    """Who has most room of those that were not asked to take part."""
    inside = {one.email for one in moving.members}
    loads = load.team.loads
    rooms = [(one, -float(loads["over"][one.email])) for one in load.team.members if one.email not in inside]
    asked = [pair for pair in rooms if pair[1] > TOLERANCE and pair[0].email not in load.gone]
    return max(asked, key=lambda pair: pair[1], default=None)


def _really_over(load: Load, moving: Moving) -> Iterator[Statement]:
    """Who spends more than they have, whatever the service levels ask for: moves alone do not end that."""
    loads = load.team.loads
    for member in moving.members:
        if member.email not in loads.index:
            continue
        row = row_of(loads, member.email)
        if row["over"] > TOLERANCE and row["needed"] <= row["available"]:
            over = load.hours(kinds.OVER, row["over"], member.email)
            yield Statement("workload.spends_more", {"person": load.person(member), "over": over})


def _absorbed(load: Load, moving: Moving) -> Iterator[Statement]:
    """Who takes how many."""
    for member in moving.members:
        taken = [move for move in moving.moves if move.taker.email == member.email]
        if taken:
            slots: Slots = {
                "person": load.person(member),
                "taken": load.count(kinds.TAKEN, len(taken), member.email),
                "hours": load.hours(kinds.TAKEN_HOURS, sum(move.hours for move in taken), member.email),
                "after": load.hours(kinds.AFTER, moving.after[member.email], member.email),
                "available": load.hours(kinds.AVAILABLE, moving.available[member.email], member.email),
            }
            yield Statement("workload.absorbs", slots)


def _move(load: Load, move: Move) -> Iterator[Statement]:
    about = load.partner(move.partner_id)
    slots: Slots = {
        "partner": about.partner(),
        "taker": load.person(move.taker, kinds.TAKER, move.partner_id),
        "hours": load.of_partner(move.partner_id, kinds.PARTNER_HOURS, move.hours),
    }
    if move.giver is not None:
        slots["giver"] = load.person(move.giver, kinds.GIVER, move.partner_id)
    yield Statement(f"workload.move{'' if move.giver else '_unowned'}", slots)
    why = reasons(load, move)[:_WHY]
    if why:
        names = dict(zip(("first", "second", "third"), why, strict=False))
        yield Statement(f"workload.why_{len(why)}", names, follows=True)
    for against in move.against:
        slots = {"taker": load.person(move.taker, kinds.TAKER, move.partner_id)}
        if against is Against.REGION:
            slots["region"] = about.fact(
                kinds.REGION, str(load.portfolio.partners["region"][move.partner_id])
            )
        yield Statement(f"workload.but_{against}", slots, follows=True)
