"""What the Slack surface asks of the application, and nothing more."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from sqlalchemy import Engine

from assistant.contract import Answer
from assistant.progress import UNSEEN, Progress
from knowledge.copies import Copies
from knowledge.overrides import Override
from knowledge.people import Person
from knowledge.threads import Question
from tools.drafts import Draft


class DraftDesk(Protocol):
    """What happens to drafts beside their approval."""

    def release(self, draft_id: str) -> Draft:
        """An approved draft that may leave stays approved; else it is put back, with the reason."""
        ...

    def closed(self, draft_id: str) -> str:
        """Why a message must not leave as it stands; empty if nothing is in the way."""
        ...

    def overridable(self, draft_id: str, subject: str, body: str) -> bool:
        """Whether a lead could let these words stand."""
        ...

    def ask_lead(
        self, draft_id: str, words: tuple[str, str], seen_digest: str, reason: str, person: Person
    ) -> Override | list[str]:
        """Ask that these words (subject and body) may name another partner; or what else is in the way."""
        ...

    def decide(self, override_id: str, person: Person, *, confirmed: bool) -> Draft:
        """A lead lets the words stand, or does not."""
        ...

    def answered_on(self, draft_id: str) -> date | None:
        """The day on which an answer to it was logged."""
        ...

    def log_answer(self, draft_id: str, person: Person, *, came: bool) -> None:
        """Put on record that the partner answered, or did not after all."""
        ...

    def copies(self, person: Person) -> Copies:
        """Where copies of the mails in that person's name go."""
        ...

    def copy_to(self, person: Person, addresses: list[str]) -> Copies:
        """Send copies there from now on; `me` is the person."""
        ...

    def readdress(self, draft_id: str, person: Person) -> Draft:
        """The draft with the sender and copies that it would have today, if it waits for approval."""
        ...


class ListeningDesk(Protocol):
    """What nobody said to Rapport, and whether it was meant for it all the same."""

    def is_for_us(self, question: Question, person: Person, *, interrupted: bool) -> bool:
        """Whether words in a thread in which the person was answered go on with that."""
        ...


class Desk(Protocol):
    """The application behind the surface; it raises `AssistantError` or `DraftError`, whose text is shown."""

    @property
    def engine(self) -> Engine:
        """The database."""
        ...

    @property
    def decisions(self) -> DraftDesk:
        """What happens to drafts beside their approval."""
        ...

    @property
    def listening(self) -> ListeningDesk:
        """What nobody said to Rapport."""
        ...

    def now(self) -> datetime:
        """The present moment, with a time zone."""
        ...

    def receive(self, question: Question) -> bool:
        """Keep a question; False if it was kept before. `channel` may be a user: their direct message."""
        ...

    def answer(self, question_id: str, progress: Progress = UNSEEN) -> Answer:
        """Answer a question that was kept; the same answer every time. `progress` hears how far it is."""
        ...

    def confirm(self, change_id: str, person: Person) -> Answer:
        """Make a change that waited for this."""
        ...

    def decline(self, change_id: str, person: Person) -> Answer:
        """Drop a change that waited for a decision."""
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

    def digest_now(self, person: Person) -> Answer:
        """The person's digest as it would be now."""
        ...

    def digest(self, manager_email: str, week: str) -> Answer:
        """Somebody's digest of an ISO week; the same every time."""
        ...
