"""What each sentence of a draft rests on, as small print on its card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assistant import draft_grounds
from assistant.contract import ShownFact
from assistant.slack.blocks import context
from assistant.slack.outgoing import Block, escape
from knowledge.notes import Note
from tools.drafts import Draft

SOURCES: Final = "sources"
_ROOM: Final = 1_900  # characters in all, so that the message itself is never cut
_LEAST: Final = 300
_WHOLE: Final = 11_500  # what a card may hold


def rests_on(draft: Draft, facts: Iterable[ShownFact], notes: Iterable[Note] = ()) -> Block:
    """Each sentence that claims something with its figures and notes; words of a person are called so."""
    room = max(_LEAST, min(_ROOM, _WHOLE - len(draft.body) - len(draft.subject)))
    return context(escape("\n".join(draft_grounds.rests_on(draft, facts, notes)), room), SOURCES)
