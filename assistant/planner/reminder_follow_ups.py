"""Half sentences after an answer about reminders: `Friday at 3`, `make it 4pm`, `done`, `the second one`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from assistant.planner.clear_forms import clear_form
from assistant.planner.follow_up_slots import follow_up_action, follow_up_slots
from assistant.planner.reading import Reading
from assistant.planner.reminded_of import only_when, reminded_of
from assistant.planner.thread import Call, Thread
from prompts.words import follow_up_actions, words_for

_TOOL: Final = "follow_ups"
_PICKED: Final = frozenset(("complete", "postpone", "drop"))


def reminder_follow_up(reading: Reading, thread: Thread, fields: Mapping[str, frozenset[str]]) -> Call | None:
    """The change of a reminder just spoken of; None when the message asks for something else."""
    if thread.last is None or thread.last.tool != _TOOL or _TOOL not in fields:
        return None
    if _says_what(reading, thread.last):
        return Call(_TOOL, {"action": "add", "words": reading.text.strip()})
    if only_when(reading.text) is not None:
        return Call(_TOOL, {"action": "postpone", "words": reading.text.strip()})
    if words_for("open_question").search(reading.folded):  # `why did Globex drop?` cancels nothing
        return None
    if follow_up_action(reading) in _PICKED and not words_for("snoozes_partner").search(
        reading.masked.lower()
    ):
        return Call(_TOOL, follow_up_slots(reading))
    return None


def _says_what(reading: Reading, last: Call) -> bool:
    """Whether the request before had a day and no words, and this message gives them."""
    if last.args.get("action") != "add" or "?" in reading.text or clear_form(reading.text):
        return False
    if follow_up_actions()["show"].search(reading.folded) or follow_up_action(reading) in _PICKED:
        return False
    asked = reminded_of(str(last.args.get("words", "")))
    return asked.when is not None and not asked.words
