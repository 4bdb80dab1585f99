"""Setting a reminder: what, when, whom it is about; at once only if the asker's own words command it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.planner.reminded_of import Reminded, only_when, reminded_of
from assistant.toolbox.follow_ups.deed import to_add
from assistant.toolbox.follow_ups.facts import told
from assistant.toolbox.follow_ups.promised import promise_meant
from assistant.toolbox.follow_ups.wish import Wish
from knowledge.changes import Change, get_change
from knowledge.follow_ups import FollowUp
from prompts.intents import unquoted
from prompts.words import following_up
from tools.facts import Findings, Statement
from tools.spelling import fold

LONGEST: Final = timedelta(days=3 * 365)
"""Further ahead a day is a slip of the keys."""


def add(wish: Wish) -> Findings:
    """Set a reminder in the asker's own words, or ask for what is missing."""
    if following_up("repeats").search(fold(wish.masked)):
        return Findings((Statement("follow_up.no_repeats"),))
    said = _said(wish)
    if not said.words and wish.arguments.partner is None:
        return Findings((Statement("follow_up.what"),))
    due_at = wish.moment(said.when)
    if due_at is None or due_at <= wish.now:
        return Findings((Statement("follow_up.when" if said.when is None else "follow_up.no_day"),))
    if due_at > wish.now + LONGEST:
        return Findings((Statement("follow_up.too_far"),))
    with wish.office.engine.begin() as connection:
        return _added(connection, wish, said, due_at)


def _said(wish: Wish) -> Reminded:
    """The request; what the message before left open is taken from this one, and the rest from there."""
    said = reminded_of(wish.words, wish.hidden(wish.words))
    if said.commanded:
        return said
    earlier, alone = reminded_of(wish.before), only_when(wish.turn.words)
    if alone is not None:
        return Reminded(earlier.words, alone, earlier.commanded)
    if earlier.commanded and earlier.when is not None and not earlier.words:
        return Reminded(wish.words, earlier.when, commanded=True)
    return said


def _added(connection: Connection, wish: Wish, said: Reminded, due_at: datetime) -> Findings:
    follow_up = FollowUp(
        follow_up_id=f"follow_up:{wish.turn.question_id}:{wish.arguments.partner or ''}",
        owner_email=wish.person.email,
        text=said.words,
        due_at=due_at,
        created_at=wish.now,
        changed_at=wish.now,
        partner_id=wish.arguments.partner or "",
    )
    follow_up = _of_promise(connection, wish, follow_up)
    change = wish.change("add", to_add(follow_up))
    if kept := get_change(connection, change.change_id):  # answered again: told as before
        follow_up, change = _as_kept(follow_up, kept), kept
    waits = following_up("depends").search(fold(wish.masked)) is not None
    plain = "?" not in unquoted(_polite(wish.words))
    asked = said.commanded and said.when is not None and plain and not waits
    outcome = wish.request(connection, change, asked=asked)
    slots = told(connection, follow_up, wish.turn.access, wish.zone, wish.turn.as_of)
    if outcome.done:
        return Findings((Statement("follow_up.added", slots),), undo=outcome.change_id)
    key = "follow_up.confirm_depends" if waits else "follow_up.confirm_added"
    return Findings((Statement(key, slots),), pending=outcome.change_id)


def _of_promise(connection: Connection, wish: Wish, follow_up: FollowUp) -> FollowUp:
    """The same, tied to the promise that its words speak of: `what we promised Globex`; the note tells it."""
    if not (follow_up.partner_id and following_up("of_promise").search(fold(follow_up.text))):
        return follow_up
    found = promise_meant(connection, wish, follow_up.partner_id, follow_up.due_at)
    return replace(follow_up, text="", promise_id=found) if found else follow_up


def _polite(words: str) -> str:
    """The words without the mark behind a polite request: `can you remind me on Friday?`."""
    return words.rstrip(" ?!.") if reminded_of(words).commanded else words


def _as_kept(follow_up: FollowUp, kept: Change) -> FollowUp:
    payload = kept.payload
    due_at, promise_id = datetime.fromisoformat(payload["due_at"]), payload["promise_id"]
    return replace(follow_up, text=payload["text"], due_at=due_at, promise_id=promise_id)
