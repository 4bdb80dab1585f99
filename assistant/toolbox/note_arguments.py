"""Arguments of the functions that keep, find and delete notes."""

from __future__ import annotations

from pydantic import Field

from assistant.toolbox.argument_types import Arguments, ContactRef, PartnerRef


class SearchNotes(Arguments):
    """What notes say about something, as quotations with their source."""

    query: str = Field(description="the asker's words for what to look for")
    partner: PartnerRef | None = None
    contact: ContactRef | None = None
    limit: int = Field(5, ge=1, le=20)


class LogNote(Arguments):
    """Store the asker's words as a note about a partner."""

    partner: PartnerRef
    text: str = Field(description="the asker's words, copied exactly")


class DeleteNote(Arguments):
    """Delete a note that the asker logged: the newest, or the one about a partner or with such words."""

    partner: PartnerRef | None = None
    query: str | None = Field(None, description="words of the note, if the asker says any")
