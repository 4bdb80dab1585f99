"""Ticking off, moving and cancelling reminders; each can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.planner.moment_meant import in_zone, names_weekday
from assistant.planner.moments_ahead import WhenSaid, whens
from assistant.planner.reminded_of import only_when, reminded_of
from assistant.planner.shifts import shift_said
from assistant.toolbox.follow_ups.adding import LONGEST, add
from assistant.toolbox.follow_ups.choosing import meant, points_elsewhere
from assistant.toolbox.follow_ups.deed import Act, to_change
from assistant.toolbox.follow_ups.facts import COUNT, told
from assistant.toolbox.follow_ups.promised import not_to_be_ticked_off
from assistant.toolbox.follow_ups.showing import listing
from assistant.toolbox.follow_ups.wish import Wish
from knowledge.changes import Change, get_change
from knowledge.follow_ups import FollowUp, get_follow_up
from prompts.intents import asks_for
from tools.facts import Fact, Findings, Statement

_DONE: Final[Mapping[Act, str]] = {Act.COMPLETE: "completed", Act.POSTPONE: "postponed", Act.DROP: "dropped"}


def move(wish: Wish) -> Findings:
    """Tick off, move or cancel what is meant; ask which, or until when, where that is open."""
    act = Act(wish.arguments.action)
    if _waits_for_day(wish):
        return add(wish)
    with wish.office.engine.begin() as connection:
        if kept := get_change(connection, wish.change(act.value, {}).change_id):  # told as before
            return _requested(connection, wish, kept)
        if (other := points_elsewhere(connection, wish)) is not None:
            return not_to_be_ticked_off(connection, other, wish)
        found = meant(connection, wish)
        if len(found) != 1 and not (found and wish.arguments.every):
            return _which(connection, found, wish)
        moments = _moments(found, wish) if act is Act.POSTPONE else {}
        if act is Act.POSTPONE and (problem := _problem(found, moments, wish)):
            return Findings((Statement(problem),))
        return _requested(connection, wish, wish.change(act.value, to_change(act, found, moments)))


def _waits_for_day(wish: Wish) -> bool:
    """Whether the message is a day alone, and the one before asked for a reminder without one."""
    if wish.arguments.action != "postpone" or only_when(wish.turn.words) is None:
        return False
    earlier = reminded_of(wish.before)
    return earlier.commanded and wish.moment(earlier.when) is None


def _requested(connection: Connection, wish: Wish, change: Change) -> Findings:
    act, ids = Act(change.payload["act"]), list(change.payload["versions"])
    asked = asks_for("follow_ups", wish.turn.words) or only_when(wish.turn.words) is not None
    outcome = wish.request(connection, change, asked=asked)
    found = [one for one in (get_follow_up(connection, each) for each in ids) if one]
    stands = found if outcome.done else [_as_wanted(one, change) for one in found]
    slots = {**told(connection, stands[0], wish.turn.access, wish.zone, wish.turn.as_of)} if stands else {}
    slots["count"] = Fact(COUNT, None, len(ids), wish.turn.as_of)
    key = f"{'' if outcome.done else 'confirm_'}{_DONE[act]}{'_several' if len(ids) > 1 else ''}"
    said = (Statement(f"follow_up.{key}", slots),)
    if outcome.done:
        return Findings(said, undo=outcome.change_id)
    return Findings(said, pending=outcome.change_id)


def _as_wanted(follow_up: FollowUp, change: Change) -> FollowUp:
    moment = change.payload["moments"].get(follow_up.follow_up_id)
    return replace(follow_up, due_at=datetime.fromisoformat(moment)) if moment else follow_up


def _which(connection: Connection, found: Sequence[FollowUp], wish: Wish) -> Findings:
    """Nothing fits, or several: the ones to choose from."""
    shown = list(found) or wish.listed(connection)
    if not shown:
        return Findings((Statement("follow_up.none"),))
    count = Fact(COUNT, None, len(shown), wish.turn.as_of)
    key = "follow_up.which" if found else "follow_up.none_fits"
    return Findings((Statement(key, {"count": count}),), table=listing(connection, shown, wish))


def _moments(found: Sequence[FollowUp], wish: Wish) -> dict[str, datetime]:
    """When each is due from then on; empty if no moment is said."""
    said = _target(whens(wish.hidden(wish.words)))
    if shift := shift_said(wish.words):
        now = wish.office.now()
        return {one.follow_up_id: shift.applied(one.due_at, now, wish.zone) for one in found}
    moments = {one.follow_up_id: _elsewhere(said, one, wish) for one in found}
    return {follow_up_id: at for follow_up_id, at in moments.items() if at is not None}


def _target(said: Sequence[WhenSaid]) -> WhenSaid | None:
    """The last moment said: what stands before it tells which one is meant."""
    return said[-1] if said else None


def _elsewhere(said: WhenSaid | None, follow_up: FollowUp, wish: Wish) -> datetime | None:
    """The moment said; the weekday on which it stands already means the one a week on."""
    moment = _at_its_hour(said, follow_up, wish)
    if moment is None or said is None or moment != follow_up.due_at or not names_weekday(said.words):
        return moment
    there = moment.astimezone(wish.zone)
    return in_zone(there.date() + timedelta(days=7), there.time(), wish.zone)


def _at_its_hour(said: WhenSaid | None, follow_up: FollowUp, wish: Wish) -> datetime | None:
    """The moment said; without an hour, at the hour at which it was due."""
    moment = wish.moment(said)
    if moment is None or said is None:
        return moment
    there, was = moment.astimezone(wish.zone), follow_up.due_at.astimezone(wish.zone)
    if said.names_day and not said.today and said.at is None and there.time() == time(9):
        return in_zone(there.date(), was.time(), wish.zone)
    if not said.names_day and was.date() > wish.today and said.at is not None:
        return in_zone(was.date(), said.at, wish.zone)  # `make it 4pm`: of the day that it has
    return moment


def _problem(found: Sequence[FollowUp], moments: Mapping[str, datetime], wish: Wish) -> str:
    """What is in the way of these moments; empty if nothing is."""
    if len(moments) < len(found):
        return "follow_up.no_day" if whens(wish.words) else "follow_up.until_when"
    if all(moments[one.follow_up_id] == one.due_at for one in found):
        return "follow_up.stands"
    if min(moments.values()) <= wish.now:
        return "follow_up.no_day"
    return "follow_up.too_far" if max(moments.values()) > wish.now + LONGEST else ""
