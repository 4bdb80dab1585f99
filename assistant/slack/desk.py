"""What the Slack surface asks of the application, and nothing more."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from sqlalchemy import Engine

from assistant.contract import Answer
from knowledge.people import Person
from knowledge.threads import Question
from tools.drafts import Draft


class Desk(Protocol):
    """The application behind the surface; it raises `AssistantError` or `DraftError`, whose text is shown."""

    @property
    def engine(self) -> Engine:
        """The database."""
        ...

    def now(self) -> datetime:
        """The present moment, with a time zone."""
        ...

    def receive(self, question: Question) -> bool:
        """Keep a question; False if it was kept before. `channel` may be a user: their direct message."""
        ...

    def answer(self, question_id: str) -> Answer:
        """Answer a question that was kept; the same answer every time."""
        ...

    def confirm(self, change_id: str, person: Person) -> Answer:
        """Make a change that waited for this."""
        ...

    def undo(self, change_id: str, person: Person) -> Answer:
        """Take a change back."""
        ...

    def draft(self, draft_id: str) -> Draft:
        """A draft as it stands."""
        ...

    def approve(self, draft_id: str, digest: str, person: Person) -> Draft:
        """Approve exactly the bytes that `digest` names."""
        ...

    def edit(self, draft_id: str, subject: str, body: str, digest: str, person: Person) -> Draft | list[str]:
        """Change the words that were shown; or what the verifier has against the new ones."""
        ...

    def dismiss(self, draft_id: str, person: Person) -> Draft:
        """Put a draft aside for good."""
        ...

    def digest(self, manager_email: str, week: str) -> Answer:
        """Somebody's digest of an ISO week; the same every time."""
        ...
