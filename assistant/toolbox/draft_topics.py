"""What a message is to be about in the asker's own words: which notes speak of it, and where none does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.desk import Proposed
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.turn import Turn
from knowledge.notes import notes_of
from tools.facts import Audience, Fact, Kind, Statement, Unit
from tools.overlap import overlap

TOPIC: Final = Kind("draft.topic", Unit.NAME, "what the message was to be about")
WITHOUT: Final = Kind("draft.without_topic", Unit.COUNT, "messages that do not speak of it")
_SPEAKS_OF_IT: Final = 0.6  # share of the topic's words that a note holds


def notes_about(connection: Connection, topic: str | None, partner_id: str, as_of: date) -> frozenset[str]:
    """Ids of the partner's notes that speak of the topic and that it may read."""
    notes = notes_of(connection, [partner_id], as_of, Audience.SHAREABLE) if topic else []
    held = overlap(topic or "", [note.text for note in notes])
    return frozenset(note.note_id for note, share in zip(notes, held, strict=True) if share >= _SPEAKS_OF_IT)


def without_topic(
    connection: Connection, arguments: DraftMessage, drafted: Collection[Proposed], turn: Turn
) -> list[Statement]:
    """Once for all drafts: how many do not speak of what was asked for, and what to do about it."""
    if arguments.topic is None:
        return []
    without = [
        one
        for one in drafted
        if not notes_about(connection, arguments.topic, one.draft.partner_id, turn.as_of)
        & set(one.draft.note_ids)
    ]
    if not without:
        return []
    count = Fact(WITHOUT, None, len(without), turn.as_of)
    return [Statement("draft.without_topic", {"topic": _topic(arguments.topic, turn), "count": count})]


def topic_of_job(arguments: DraftMessage, turn: Turn) -> tuple[Statement, ...]:
    """What becomes of the topic in messages that are still to be written."""
    if arguments.topic is None:
        return ()
    return (Statement("job.topic", {"topic": _topic(arguments.topic, turn)}),)


def _topic(topic: str, turn: Turn) -> Fact:
    return Fact(TOPIC, None, topic, turn.as_of)
