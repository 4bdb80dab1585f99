"""What the newest list in a conversation held: reminders, or what cannot be ticked off, such as promises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from assistant.toolbox.follow_ups.facts import day_fact_id
from assistant.toolbox.follow_ups.promised import due_fact_id, id_of
from assistant.toolbox.follow_ups.wish import Wish
from knowledge.follow_ups import FollowUpState, follow_ups_of
from knowledge.promises import kept_promises
from knowledge.threads import Turn, earlier_turns, get_question
from prompts.words import following_up
from tools.spelling import fold

_AS_OF_BEFORE: Final = timedelta(days=3)  # a thread may go on after the data has moved on
_TOOL: Final = "follow_ups"


@dataclass(frozen=True)
class LastList:
    """One list as it was shown.

    Attributes:
        follow_up_ids: Reminders in their order, those done since among them.
        promises: Ids of promises in their order.
        asked_at: When it was asked for.
        newest: Whether nothing was asked since.
    """

    follow_up_ids: tuple[str, ...]
    promises: tuple[str, ...]
    asked_at: datetime
    newest: bool


def last_list(connection: Connection, wish: Wish, *, alone_too: bool = False) -> LastList | None:
    """The newest list in the thread; None if nothing was shown.

    A reminder or promise told alone counts where there is no list, or anyway if `alone_too`. Where the words
    name reminders, no other list counts.
    """
    named = following_up("named").search(fold(wish.masked)) is not None
    question = get_question(connection, wish.turn.question_id)
    turns = earlier_turns(connection, question) if question else []
    turns = [turn for turn in turns if not named or _actions(turn) - {"promises"}]
    promised = any("promises" in _actions(turn) for turn in turns)
    promises = _promise_facts(connection, wish) if promised else {}
    reminders = _reminder_facts(connection, wish)
    alone = None
    for turn in reversed(turns):
        shown = LastList(_of(reminders, turn), _of(promises, turn), turn.asked_at, newest=turn is turns[-1])
        told = bool(shown.follow_up_ids or shown.promises)
        if _is_list(turn, shown, wish) or (told and alone_too):
            return shown
        alone = alone or (shown if told else None)
    return alone


def _is_list(turn: Turn, shown: LastList, wish: Wish) -> bool:
    if actions := _actions(turn):
        told = bool(shown.follow_up_ids or shown.promises)
        return len(shown.follow_up_ids) > 1 or (told and bool({"show", "promises"} & actions))
    # a place in a list may be one of notes or figures of one partner, too
    return len(turn.partner_ids) > 1 or bool(wish.arguments.number and turn.calls)


def _actions(turn: Turn) -> set[str]:
    """What the turn did with reminders."""
    return {str(arguments.get("action", "show")) for tool, arguments in turn.calls if tool == _TOOL}


def _of(known: dict[str, str], turn: Turn) -> tuple[str, ...]:
    return tuple(dict.fromkeys(known[fact_id] for fact_id in turn.fact_ids if fact_id in known))


def _reminder_facts(connection: Connection, wish: Wish) -> dict[str, str]:
    """Of every reminder that the person has or had: the fact that stands for it, and its id."""
    every = follow_ups_of(connection, wish.person.email, tuple(FollowUpState))
    days = [wish.turn.as_of - timedelta(days=back) for back in range(_AS_OF_BEFORE.days + 1)]
    return {day_fact_id(one, day): one.follow_up_id for one in every for day in days}


def _promise_facts(connection: Connection, wish: Wish) -> dict[str, str]:
    """Of every promise with a day: the fact that stands for it, and its id."""
    every = kept_promises(connection, wish.turn.notes_until, wish.turn.access.visible)
    days = [wish.turn.as_of - timedelta(days=back) for back in range(_AS_OF_BEFORE.days + 1)]
    return {due_fact_id(one, day): id_of(one) for one in every if one.due_on for day in days}
