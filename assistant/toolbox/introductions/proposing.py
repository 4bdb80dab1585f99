"""Proposing an introduction: nothing is told to either side, both are to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.toolbox.changing import request as asked_change
from assistant.toolbox.introductions.asked import asked_for
from assistant.toolbox.introductions.people import NobodyMeant, people_meant
from assistant.toolbox.introductions.request import Request
from knowledge.introductions import from_json, to_json
from tools.about import About
from tools.facts import Findings, Statement
from tools.introductions import (
    Introduction,
    Side,
    State,
    hindrance_statements,
)

_FORBIDDING = ("introductions.against_not_active", "introductions.against_nobody")


def propose(request: Request) -> Findings:
    """Propose that two named partners meet: at once if the words ask for it and nothing speaks against it."""
    first, second = request.arguments.partner, request.arguments.other
    if first is None or second is None:
        return Findings((Statement("introductions.which_two"),))
    if first == second:
        return Findings((Statement("introductions.same"),))
    own = request.writable((first, second))
    if not own:
        return Findings(refuse="not_allowed")
    for one in request.known:
        same = {*one.partner_ids} == {first, second} and one.state is State.PROPOSED
        if same and one.introduction_id != request.introduction_id:
            return request.told(one)
    return _proposed(request, first, second, own[0])


def _proposed(request: Request, first: str, second: str, own: str) -> Findings:
    """Unless they may not meet; for Confirm where something speaks against it, as that they met before."""
    hindered = _hindered(request, first, second)
    if any(line.key in _FORBIDDING for line in hindered):
        return Findings((Statement("introductions.not_proposed"), *hindered))
    try:
        contacts = people_meant(request.arguments, request.turn, request.office)
    except NobodyMeant as nobody:
        return nobody.findings
    against = (*_before(request, first, second), *hindered)
    return _kept(request, _new(request, (first, second), contacts), own, against)


def _before(request: Request, first: str, second: str) -> Iterator[Statement]:
    """That the same two declined or were introduced before; what the same request proposed is not before."""
    for one in request.known:
        if {*one.partner_ids} == {first, second} and one.introduction_id != request.introduction_id:
            yield from request.register(one).before(one)


def _new(request: Request, partner_ids: tuple[str, str], contacts: tuple[str, str]) -> Introduction:
    return Introduction(
        introduction_id=request.introduction_id,
        first=Side(partner_ids[0], contacts[0]),
        second=Side(partner_ids[1], contacts[1]),
        state=State.PROPOSED,
        proposed_by=request.email,
        proposed_at=request.office.now(),
        sector=request.arguments.sector or "",
        technology=request.arguments.technology or "",
    )


def _kept(request: Request, new: Introduction, own: str, against: Sequence[Statement]) -> Findings:
    change = request.kept or request.change(own, new.partner_ids, {"new": to_json(new)})
    asked = not against and asked_for(request.arguments, request.turn, new.partner_ids)
    with request.office.engine.begin() as connection:
        outcome = asked_change(connection, change, request.turn.access.person, asked_in_words=asked)
    new = from_json(change.payload["new"])
    desk = request.register(new)
    if not outcome.done:
        said = (*against, Statement("introductions.confirm_proposed", desk.both(new)))
        return Findings(said, pending=outcome.change_id)
    asks = (*desk.people.asks(new), Statement("introductions.then"))
    said = (Statement("introductions.proposed", desk.both(new)), *asks)
    return Findings(said, None, desk.next_steps(new), undo=outcome.change_id)


def _hindered(request: Request, *partner_ids: str) -> list[Statement]:
    standing = request.office.standings.at(request.turn.as_of)
    about = (About(standing.portfolio, one) for one in partner_ids)
    return [line for one in about for line in hindrance_statements(one, standing.hindered)]
