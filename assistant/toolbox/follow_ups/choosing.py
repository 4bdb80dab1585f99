"""Which reminder is meant: by its place in the list shown, its words, partner or hour, or just that one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.planner.moments_ahead import whens
from assistant.planner.shifts import shift_said
from assistant.toolbox.follow_ups.facts import day_fact_id
from assistant.toolbox.follow_ups.in_words import words_of
from assistant.toolbox.follow_ups.listed import LastList, last_list
from assistant.toolbox.follow_ups.wish import Wish
from assistant.toolbox.which_note import telling
from knowledge.changes import ChangeState, latest_change
from knowledge.follow_ups import FollowUp
from knowledge.threads import earlier_turns, get_question
from prompts.words import following_up, word_list
from tools.spelling import fold

_AS_OF_BEFORE: Final = timedelta(days=3)  # a thread may go on after the data has moved on


def meant(connection: Connection, wish: Wish) -> list[FollowUp]:
    """What the words point at; several if nothing tells them apart, none if nothing fits."""
    pending, arguments = wish.listed(connection), wish.arguments
    if arguments.number:
        return _by_place(connection, pending, wish)
    about = [one for one in pending if arguments.partner and one.partner_id == arguments.partner]
    fitting = about or pending  # a name may stand in its words alone
    told = _by_words(connection, fitting, wish)
    if told is not None and (told or not about):
        return told
    if about:
        return about
    timed = _by_hour(fitting, wish)
    if timed is not None:
        return timed
    return fitting if arguments.every else _just_spoken_of(connection, pending, wish) or fitting


def points_elsewhere(connection: Connection, wish: Wish) -> str | None:
    """The promise that is meant instead of a reminder, by its place in the list shown last.

    Empty if it is another thing of that list, or no place tells which; None if reminders are meant.
    """
    number = wish.arguments.number
    last = last_list(connection, wish, alone_too=number is None)
    if last is None or last.follow_up_ids or not (number or _only_points(connection, last, wish)):
        return None
    place = number or 1
    found = "".join(last.promises[place - 1 : place]) if number or len(last.promises) == 1 else ""
    followed = (one.promise_id for one in wish.listed(connection))
    return None if found and found in followed else found


def _only_points(connection: Connection, last: LastList, wish: Wish) -> bool:
    """Whether nothing but what was just listed tells what is meant: `done`, `all of them`."""
    pending, text = wish.listed(connection), fold(wish.masked)
    if not last.newest or wish.arguments.partner or following_up("lists").search(text):
        return False
    if any(one.delivered_at and one.delivered_at > last.asked_at for one in pending):
        return False  # the reminder that came since
    return _by_words(connection, pending, wish) is None and _by_hour(pending, wish) is None


def _by_place(connection: Connection, pending: Sequence[FollowUp], wish: Wish) -> list[FollowUp]:
    """The one at that place of the list as it was shown, unless it is done since; else of all there are."""
    last, place = last_list(connection, wish), (wish.arguments.number or 1) - 1
    if last is None:
        return list(pending[place : place + 1])
    ids = (last.follow_up_ids or last.promises)[place : place + 1]
    return [one for one in pending if {one.follow_up_id, one.promise_id} & set(ids)]


def _by_words(connection: Connection, fitting: Sequence[FollowUp], wish: Wish) -> list[FollowUp] | None:
    """Those whose words are named; None if the message holds no telling words at all."""
    plain = telling(" ".join(word_list("follow_up_words")))
    said = telling(_without_moments(wish)) - plain
    held = [telling(words_of(connection, one, wish.turn.access)) for one in fitting]
    best = max((len(said & words) for words in held), default=0)
    found = [one for one, words in zip(fitting, held, strict=True) if len(said & words) == best]
    return found if best else ([] if said else None)


def _without_moments(wish: Wish) -> str:
    text = wish.words
    for one in reversed(whens(wish.hidden(text))):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def _by_hour(fitting: Sequence[FollowUp], wish: Wish) -> list[FollowUp] | None:
    """Those of the hour or day that tells it apart: `my 4pm task`; None if the message names none."""
    said = whens(wish.hidden(wish.words))
    names_target = wish.arguments.action == "postpone" and shift_said(wish.words) is None
    telling_it = said[:-1] if names_target else said
    for one in telling_it:
        at = wish.moment(one)
        due = [(task, task.due_at.astimezone(wish.zone)) for task in fitting]
        if one.at is not None and not one.roughly:
            return [task for task, there in due if (there.hour, there.minute) == (one.at.hour, one.at.minute)]
        if one.today or at is not None:
            day = wish.today if one.today or at is None else at.astimezone(wish.zone).date()
            return [task for task, there in due if there.date() == day]
    return None


def _just_spoken_of(connection: Connection, pending: Sequence[FollowUp], wish: Wish) -> list[FollowUp]:
    """The one that was set or changed last in this thread, shown last, or delivered last."""
    if changed := _last_changed(connection, pending, wish):
        return [changed]
    shown = _last_shown(connection, pending, wish)
    if shown:
        return shown
    delivered = [one for one in pending if one.delivered_at is not None]
    return [max(delivered, key=lambda one: one.delivered_at or one.due_at)] if delivered else []


def _last_changed(connection: Connection, pending: Sequence[FollowUp], wish: Wish) -> FollowUp | None:
    """What the newest change in the thread was about, if it is on the list; a delivery since counts more."""
    change = latest_change(connection, wish.turn.thread_id, wish.person.email, ChangeState.DONE)
    if change is None or change.kind != "follow_ups":
        return None
    newer = [one for one in pending if one.delivered_at and one.delivered_at > change.changed_at]
    if newer:
        return max(newer, key=lambda one: one.delivered_at or one.due_at)
    added = change.payload.get("follow_up_id")
    ids = [added] if added else [*change.payload["versions"]]
    return next((one for one in pending if [one.follow_up_id] == ids), None)


def _last_shown(connection: Connection, pending: Sequence[FollowUp], wish: Wish) -> list[FollowUp]:
    """What the newest answer with a list showed, in its order."""
    question = get_question(connection, wish.turn.question_id)
    days = [wish.turn.as_of - timedelta(days=back) for back in range(_AS_OF_BEFORE.days + 1)]
    ids = {day_fact_id(one, day): one for one in pending for day in days}
    for turn in reversed(earlier_turns(connection, question) if question else []):
        shown = list(dict.fromkeys(ids[fact_id].follow_up_id for fact_id in turn.fact_ids if fact_id in ids))
        if shown:
            known = {one.follow_up_id: one for one in pending}
            return [known[follow_up_id] for follow_up_id in shown]
    return []
