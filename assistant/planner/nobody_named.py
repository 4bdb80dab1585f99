"""Messages that point at somebody whom only a thread could tell, asked where there is none."""

from __future__ import annotations

from typing import Final

from assistant.planner.plan import Declined
from assistant.planner.reading import Reading
from assistant.planner.thread import Thread
from prompts.words import shape
from tools.names import NameKind
from tools.spelling import fold

_POINTS: Final = shape("points_at_somebody")
_THEIRS: Final = shape("of_theirs_alone")
_OF_WHOM: Final = shape("speaks_of_whom")
_DO_IT: Final = shape("just_do_it")
_OF_NO_PARTNER: Final = frozenset((
    "out_of_scope", "forbidden", "greeting", "sharing", "delete_note", "data_health", "digest_settings",
    "follow_ups", "review_decision",
))  # fmt: skip
_MOST_WORDS: Final = 12  # a longer message says by itself what it is about


def asks_whom(reading: Reading, thread: Thread, tool: str) -> Declined | None:
    """What to ask back when nothing before tells who `they` are or what `it` is; None when all is clear.

    Args:
        reading: The question.
        thread: The answer before it.
        tool: What the head takes the question for.
    """
    if thread.calls or thread.partners or thread.unanswered or len(reading.text.split()) > _MOST_WORDS:
        return None
    if _DO_IT.match(reading.folded) and tool != "review_decision":
        return Declined.UNCLEAR
    named = reading.first(NameKind.PARTNER, NameKind.CONTACT, NameKind.MANAGER, NameKind.CUSTOMER)
    text = fold(reading.masked)
    if tool in _OF_NO_PARTNER or named or _OF_WHOM.search(text):
        return None
    return Declined.WHICH_PARTNER if _POINTS.search(text) or _THEIRS.search(text) else None


def is_ambiguous(reading: Reading) -> bool:
    """Whether a partner's name may mean several: that is to be asked first, whatever else is unsure."""
    partner = reading.first(NameKind.PARTNER)
    return partner is not None and len(partner.ids) > 1
