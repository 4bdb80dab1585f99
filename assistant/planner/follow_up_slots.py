"""What a question asks of reminders, tasks and promises: set one, list them, tick off, move, cancel."""

from __future__ import annotations

from typing import Final

from assistant.planner.common_slots import Slots, one_partner
from assistant.planner.moments_ahead import whens
from assistant.planner.reading import Reading
from assistant.planner.reminded_of import reminded_of
from prompts.words import follow_up_actions, following_up, shapes
from tools.names import NameKind
from tools.spelling import fold

CHANGES: Final = frozenset(("add", "complete", "postpone", "drop"))
_PICKED: Final = frozenset(("complete", "postpone", "drop"))


def follow_up_slots(reading: Reading) -> Slots:
    """Arguments of `follow_ups`; the words of what is to be set, or of which one is meant, as they stand."""
    action = follow_up_action(reading)
    if action in CHANGES:
        return {
            "action": action,
            "words": reading.text.strip(),
            **_about(reading),
            **(_picked(reading) if action in _PICKED else {}),
        }
    text = fold(reading.masked)
    late = {"late": True} if following_up("late").search(text) else {}
    by = next((who for who in ("them", "us") if following_up(f"by_{who}").search(text)), None)
    told = {"by": by} if by and action == "promises" else {}
    return {"action": action, **one_partner(reading), **told, **late}


def follow_up_action(reading: Reading) -> str:
    """What is to be done; `show` where nothing else is asked for."""
    text = fold(reading.masked)
    for action, words in follow_up_actions().items():
        if words.search(text):
            if action == "show":
                break
            return action
    else:
        if reminded_of(reading.text).commanded or _tells(reading):
            return "add"
    return "promises" if following_up("promises").search(text) else "show"


def _tells(reading: Reading) -> bool:
    """Whether something to do is told with its moment, in words of their own: `call Sam, Friday`."""
    text = fold(reading.masked)
    if "?" in text or not whens(reading.masked):
        return False
    return bool(following_up("closes_with_wish").search(text)) or not following_up("lists").search(text)


def _about(reading: Reading) -> Slots:
    """Whom it is about, where that is plain: a reminder is never held up by a question back."""
    mention = reading.first(NameKind.PARTNER) or reading.first(NameKind.CONTACT)
    return {"partner": mention.text} if mention and len(mention.ids) == 1 else {}


def _picked(reading: Reading) -> Slots:
    """Its place in the list shown, or that all are meant."""
    text = fold(reading.masked)
    number = next((place for place, words in enumerate(shapes("ordinals"), 1) if words.search(text)), None)
    if match := following_up("number").search(text):
        number = number or int(match["number"] or match["sharp"])
    every = {"every": True} if following_up("every").search(text) else {}
    return {**({"number": number} if number and not every else {}), **every}
