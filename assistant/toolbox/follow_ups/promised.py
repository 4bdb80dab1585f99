"""Promises found in notes, each with the reminder that may be made of it; none is made here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.planner.moment_meant import MORNING, in_zone, working_day
from assistant.toolbox.follow_up_arguments import FollowUps
from assistant.toolbox.follow_ups.facts import COUNT
from assistant.toolbox.follow_ups.wish import Wish
from assistant.toolbox.naming import partner_facts
from assistant.toolbox.turn import Office, Turn
from knowledge.follow_ups import promise_id, promises_followed
from knowledge.notes import get_note, quote
from knowledge.promises import KeptPromise, kept_promises
from tools.about import Slots
from tools.facts import Fact, Findings, Kind, Statement, Suggestion, Unit
from tools.kept import PromiseStatus

DUE: Final = Kind("follow_up.promised_for", Unit.DATE, "promised for")
REMINDER: Final = Kind("follow_up.proposed_for", Unit.DATE, "day of the reminder")
MOST: Final = 5
_BY: Final = {"us": "suggest.remind_our_promise", "them": "suggest.remind_their_promise"}
_DRAFT: Final = {"us": "suggest.draft_promise", "them": "suggest.draft"}
_ORDER: Final = ("late", "open", "undated", "lapsed", "kept")


def promises(wish: Wish) -> Findings:
    """Who promised what by when, how it stands, and a reminder for each that has none yet."""
    with wish.office.engine.connect() as connection:
        found = sorted(_asked_for(connection, wish), key=lambda one: _order(one, wish.today))
        if not found:
            return Findings((Statement("follow_up.no_promises"),))
        count = Fact(COUNT, None, len(found), wish.turn.as_of)
        head = Statement("follow_up.promises", {"count": count})
        said = [head, *(_told(connection, one, wish) for one in found[:MOST])]
        followed = promises_followed(connection, wish.person.email)
        open_ones = [one for one in found if is_open(one) and id_of(one) not in followed]
        return Findings(tuple(said), suggestions=tuple(proposed(connection, open_ones, wish)))


def proposed(connection: Connection, found: list[KeptPromise], wish: Wish) -> Iterator[Suggestion]:
    """A reminder for each, as words that the asker may say."""
    names = partner_facts(connection, {one.partner_id for one in found}, wish.turn.as_of)
    for one in found:
        day = reminder_of(one, wish).astimezone(wish.zone).date()
        told = Fact(REMINDER, one.partner_id, day, wish.turn.as_of, subject=id_of(one))
        yield Suggestion(_BY[one.owed_by], {"partner": names[one.partner_id], "day": told})


def reminders_of_note(
    connection: Connection, partner_id: str, note_id: str, turn: Turn, office: Office
) -> tuple[Suggestion, ...]:
    """Reminders that a note gives reason to propose; none is made."""
    wish = Wish(FollowUps(), turn, office)
    found = [one for one in _without_reminder(connection, wish, partner_id) if one.note_id == note_id]
    return tuple(proposed(connection, found, wish))


def reminder_of_partner(
    connection: Connection, partner_id: str, turn: Turn, office: Office
) -> tuple[Suggestion, ...]:
    """The reminder to propose of what was promised to or by a partner, and is due first; none is made."""
    wish = Wish(FollowUps(), turn, office)
    found = sorted(_without_reminder(connection, wish, partner_id), key=lambda one: _order(one, wish.today))
    return tuple(proposed(connection, found[:1], wish))


def not_to_be_ticked_off(connection: Connection, meant: str, wish: Wish) -> Findings:
    """That a promise, or whatever else was listed, is no reminder; for a promise, what can be done instead.

    Args:
        meant: Id of the promise; empty for another thing, or a promise that no words pick out.
    """
    every = kept_promises(connection, wish.turn.notes_until, wish.turn.access.visible)
    found = next((one for one in every if id_of(one) == meant), None)
    if found is None:
        return Findings((Statement("follow_up.not_reminders"),))
    names = partner_facts(connection, [found.partner_id], wish.turn.as_of)
    draft = Suggestion(_DRAFT[found.owed_by], {"partner": names[found.partner_id]})
    said = (Statement("follow_up.is_promise"), _told(connection, found, wish))
    return Findings(said, suggestions=(*proposed(connection, [found], wish), draft))


def promise_meant(connection: Connection, wish: Wish, partner_id: str, due_at: datetime) -> str:
    """The open promise without a reminder that this one is of, by partner and day; empty if there is none."""
    day = due_at.astimezone(wish.zone).date()
    found = _without_reminder(connection, wish, partner_id)
    fitting = (id_of(one) for one in found if reminder_of(one, wish).astimezone(wish.zone).date() == day)
    return next(fitting, "")


def _without_reminder(connection: Connection, wish: Wish, partner_id: str) -> list[KeptPromise]:
    """The partner's open promises that the person has no reminder of."""
    followed = promises_followed(connection, wish.person.email)
    found = kept_promises(connection, wish.turn.notes_until, frozenset({partner_id}))
    return [one for one in found if is_open(one) and id_of(one) not in followed]


def reminder_of(promise: KeptPromise, wish: Wish) -> datetime:
    """When to be reminded of it: the working day before, else on its day, else the next working morning."""
    now, tomorrow = wish.office.now(), working_day(wish.today + timedelta(days=1))
    days = [] if promise.due_on is None else [_working_day_before(promise.due_on), promise.due_on]
    moments = [in_zone(day, MORNING, wish.zone) for day in days]
    return next((at for at in moments if at > now), in_zone(tomorrow, MORNING, wish.zone))


def is_open(promise: KeptPromise) -> bool:
    """Whether it is still to be kept."""
    return promise.status is PromiseStatus.OPEN


def id_of(promise: KeptPromise) -> str:
    """What the promise is called."""
    return promise_id(promise.note_id, promise.start, promise.end)


def due_fact_id(promise: KeptPromise, as_of: date) -> str:
    """The id of the fact that stands for it in an answer of that day."""
    return _due_fact(promise, as_of).id


def _due_fact(promise: KeptPromise, as_of: date) -> Fact:
    day = promise.due_on or promise.note_date
    return Fact(DUE, promise.partner_id, day, as_of, subject=id_of(promise))


def _asked_for(connection: Connection, wish: Wish) -> Iterator[KeptPromise]:
    """Of one partner all, else what is not settled in the own book; for who owns none, of all."""
    access, arguments = wish.turn.access, wish.arguments
    partners = frozenset({arguments.partner}) if arguments.partner else _own(access)
    for one in kept_promises(connection, wish.turn.notes_until, partners):
        state = _state(one, wish.today)
        if arguments.by not in (None, one.owed_by) or (arguments.late and state not in ("late", "lapsed")):
            continue
        if arguments.partner or arguments.late or is_open(one):
            yield one


def _own(access: Access) -> frozenset[str]:
    return access.book or access.visible


def _state(promise: KeptPromise, today: date) -> str:
    if promise.status is not PromiseStatus.OPEN:
        return promise.status.value
    if promise.due_on is None:
        return "undated"
    return "late" if promise.due_on < today else "open"


def _order(promise: KeptPromise, today: date) -> tuple[int, date, str]:
    return _ORDER.index(_state(promise, today)), promise.due_on or promise.note_date, id_of(promise)


def _told(connection: Connection, promise: KeptPromise, wish: Wish) -> Statement:
    note = get_note(connection, promise.note_id)
    names = partner_facts(connection, [promise.partner_id], wish.turn.as_of)
    slots: Slots = {"partner": names[promise.partner_id]}
    if note is not None:
        slots["words"] = quote(connection, note, promise.start, promise.end)
    if promise.due_on is not None:
        slots["day"] = _due_fact(promise, wish.turn.as_of)
    state = _state(promise, wish.today)
    state = state if promise.due_on or state in ("undated", "kept") else "undated"
    return Statement(f"follow_up.{promise.owed_by}_{state}", slots)


def _working_day_before(day: date) -> date:
    before = day - timedelta(days=1)
    return before - timedelta(days=max(0, before.weekday() - 4))
