"""What became of an introduction: each side's answer, that it was made, what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from assistant.toolbox.changing import request as asked_change
from assistant.toolbox.introductions.asked import (
    asked_for,
    asks_only,
    heard,
    says_answer,
    says_made,
    sides_said,
    speaker,
)
from assistant.toolbox.introductions.records import recorded
from assistant.toolbox.introductions.request import Request
from assistant.toolbox.notes import verbatim
from knowledge.changes import Change
from knowledge.introductions import from_json, to_json
from tools.about import Slots
from tools.facts import Findings, Statement
from tools.introductions import Consent, Introduction, Register, State, may_exchange, settled

_CONSENTS: Final[Mapping[str, Consent]] = {"agreed": Consent.AGREED, "declined": Consent.DECLINED}
_COLUMNS: Final = ("consent", "other_consent")


def answer(request: Request) -> Findings:
    """Keep what a side said, that names were exchanged, or what came of it, and say what comes next.

    A question, and words that no answer has come, change nothing: they are told how it stands.
    """
    if (kept := request.kept) is not None and (before := _before(request, kept)):
        return _carried_out(request, before, kept.payload["set"], kept.payload["partner_id"])
    if request.arguments.action != "outcome" and asks_only(request.turn):
        return recorded(request.arguments, request.turn, request.office)
    found = _meant(request)
    if not found:
        return Findings((Statement(f"introductions.{_missing(request)}"),))
    if len(found) > 1:
        told = request.register(*found).findings(found, "none")
        return replace(told, statements=(Statement("introductions.which"), *told.statements))
    if request.arguments.action in _CONSENTS:
        return _consented(request, found[0])
    return _made(request, found[0]) if request.arguments.action == "made" else _outcome(request, found[0])


def _consented(request: Request, one: Introduction) -> Findings:
    """What one side said, or both; only whoever looks after a side may say so for it.

    A side that has said so before keeps its day and its words.
    """
    consent, sides = _CONSENTS[request.arguments.action], _sides(request, one)
    if not sides:
        return request.told(one, Statement("introductions.which_side"))
    sides = tuple(side for side in sides if one.sides[side].consent is not consent)
    if one.state is not State.PROPOSED or not sides:
        return request.told(one)
    for side in sides:
        if not request.writable([one.sides[side].partner_id]):
            return Findings((request.register(one).only_manager(one.sides[side].partner_id),))
    values: dict[str, Any] = {}
    for side in sides:
        values |= _heard(request, one, side, consent)
    return _carried_out(request, one, values, one.sides[sides[0]].partner_id)


def _heard(request: Request, one: Introduction, side: int, consent: Consent) -> dict[str, Any]:
    """What one side said, as its columns: who heard it when, from whom, in which words."""
    spoke = speaker(one.partner_ids[side], heard(request.turn), request.arguments, request.turn)
    said = {
        "": consent.value,
        "_on": request.today.isoformat(),
        "_by": request.email,
        "_contact_id": spoke or None,
        "_words": request.turn.words,
    }
    return {f"{_COLUMNS[side]}{part}": value for part, value in said.items()}


def _made(request: Request, one: Introduction) -> Findings:
    """Only once both have agreed: before, nobody's name goes to anybody."""
    if one.state is not State.PROPOSED:
        return request.told(one)
    if not may_exchange(one):
        return request.told(one, Statement("introductions.not_before"))
    made = {"state": State.MADE.value, "made_on": request.today.isoformat()}
    values = {**made, "outcome": None, "outcome_on": None}
    return _by_either(request, one, values)


def _outcome(request: Request, one: Introduction) -> Findings:
    """In the asker's own words; only of one that was made."""
    if one.state is not State.MADE:
        return request.told(one, Statement("introductions.not_made"))
    words = verbatim(request.arguments.outcome or "", request.turn.words)
    return _by_either(request, one, {"outcome": words, "outcome_on": request.today.isoformat()})


def _by_either(request: Request, one: Introduction, values: dict[str, Any]) -> Findings:
    own = request.writable(one.partner_ids)
    return _carried_out(request, one, values, own[0]) if own else Findings(refuse="not_allowed")


def _carried_out(request: Request, one: Introduction, values: dict[str, Any], own: str) -> Findings:
    sides = _answered(values)
    written = [one.partner_ids[side] for side in sides]
    payload = {"introduction_id": one.introduction_id, "set": values, "written": written}
    change = request.change(own, one.partner_ids, payload)
    asked = _said(request, one, sides)
    with request.office.engine.begin() as connection:
        outcome = asked_change(connection, change, request.turn.access.person, asked_in_words=asked)
    after = settled(from_json(to_json(one) | values))
    desk = request.register(one)
    names = _names(desk, after, sides)
    key = f"{request.arguments.action}{'_both' if len(sides) > 1 else ''}"
    if not outcome.done:
        return Findings((Statement(f"introductions.confirm_{key}", names),), pending=outcome.change_id)
    said = (Statement(f"introductions.done_{key}", names), *desk.told(after), *desk.people.asks(after))
    return Findings(said, None, desk.next_steps(after), undo=outcome.change_id)


def _said(request: Request, one: Introduction, sides: Sequence[int]) -> bool:
    """Whether the asker's own words say just this, so that it is kept at once."""
    if sides:
        return says_answer(request.arguments.action, sides, one, request.turn)
    if request.arguments.action == "made":
        return says_made(one, request.turn)
    return asked_for(request.arguments, request.turn, one.partner_ids)


def _answered(values: Mapping[str, Any]) -> tuple[int, ...]:
    """Numbers of the sides whose answer these columns are."""
    return tuple(side for side, column in enumerate(_COLUMNS) if column in values)


def _names(desk: Register, one: Introduction, sides: Sequence[int]) -> Slots:
    """Of an answer, the side that gave it is the `partner`, the other side the `other`."""
    names = desk.both(one)
    if tuple(sides) == (1,):
        return {"partner": names["other"], "other": names["partner"]}
    return names


def _before(request: Request, kept: Change) -> Introduction | None:
    """The introduction that the same request changed before, so that a retry tells the same."""
    wanted = kept.payload["introduction_id"]
    return next((one for one in request.known if one.introduction_id == wanted), None)


def _meant(request: Request) -> list[Introduction]:
    """The introductions that may be meant: of the named partners, in the state that the action needs."""
    theirs = [one for one in request.known if request.named <= {*one.partner_ids}]
    needed = State.MADE if request.arguments.action == "outcome" else State.PROPOSED
    fitting = [one for one in theirs if one.state is needed]
    if request.named:
        return fitting or theirs[:1]
    return [one for one in fitting if request.writable(one.partner_ids)]


def _missing(request: Request) -> str:
    """The phrase for no such introduction."""
    if request.named:
        return "none_two" if len(request.named) > 1 else "none_of"
    return "none_made" if request.arguments.action == "outcome" else "none_waiting"


def _sides(request: Request, one: Introduction) -> tuple[int, ...]:
    """Numbers of the sides whose answer it is; none if that is open."""
    arguments, told = request.arguments, heard(request.turn)
    by_words = sides_said(told, one, request.turn) if told else ()
    if len(by_words) > 1:
        return by_words
    said = arguments.side or (arguments.partner if not arguments.other else None)
    return (one.partner_ids.index(said),) if said in one.partner_ids else by_words
