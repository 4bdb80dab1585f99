"""What a follow-up says: its owner's own words, or the words of a promise, which stand in its note."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from knowledge.follow_ups import FollowUp, place_of_promise
from knowledge.notes import get_note

GONE: Final = "A promise in a note that is no longer there"


def words_of(connection: Connection, follow_up: FollowUp, access: Access) -> str:
    """What to be reminded of; a note that is gone, or that the owner may not read any more, says nothing."""
    if not follow_up.promise_id:
        return follow_up.text
    note_id, start, end = place_of_promise(follow_up.promise_id)
    note = get_note(connection, note_id)
    if note is None or not access.may_see(note.partner_id):
        return GONE
    return note.text[start:end].strip() or GONE
