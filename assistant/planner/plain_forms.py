"""Questions whose wording names their tool: `what should I raise with Acme`, `whom should we let go`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from assistant.planner.capacity_slots import unknown_leaver
from assistant.planner.reading import Reading
from assistant.planner.thread import Call, Thread
from prompts.words import value_patterns, words_for
from tools.names import NameKind
from tools.spelling import fold

_PITCH: Final = ("business_proposition", "pitch")


def plain_form(reading: Reading) -> str | None:
    """The tool that the wording names; None when the fitted head has to judge it."""
    if unknown_leaver(reading):
        return "capacity_plan"
    text = fold(reading.masked)
    return next((tool for tool, words in value_patterns("plain_forms").items() if words.search(text)), None)


def nobody_yet(
    reading: Reading, thread: Thread, calls: Sequence[Call], asks_about: Collection[str] = ()
) -> bool:
    """Whether a message is to go to a partner that is still to be won, to whom nobody can write.

    Args:
        reading: The question: `our pitch to a new SI as an email`; `draft it` after a pitch.
        thread: The answer before it.
        calls: What the question would lead to.
        asks_about: The tools of which it would be asked to whom.
    """
    if reading.partners or reading.first(NameKind.CONTACT):
        return False
    drafts = "draft_message" in {*asks_about, *(call.tool for call in calls)}
    last = thread.last
    if drafts and last is not None and _of(last) == _PITCH:
        return True
    text = fold(reading.masked)
    pitched = words_for("no_partner_yet").search(text) and words_for("in_a_mail").search(text)
    return bool(pitched and words_for("pitches").search(text)) and (
        drafts or any(_of(call) == _PITCH for call in calls)
    )


def _of(call: Call) -> tuple[str, str | None]:
    return call.tool, call.args.get("show")
