"""One call of `follow_ups` with what answers it: whose it is, what time it is there, which words count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from assistant.planner.clauses import clauses_of
from assistant.planner.moment_meant import moment_meant
from assistant.planner.moments_ahead import WhenSaid
from assistant.planner.reading import read
from assistant.planner.reminded_of import names_blanked, reminded_of
from assistant.toolbox.asked import reading_of
from assistant.toolbox.asked_before import asked_before
from assistant.toolbox.changing import Requested, request
from assistant.toolbox.follow_up_arguments import FollowUps
from assistant.toolbox.turn import Office, Turn
from knowledge.changes import Change
from knowledge.follow_ups import FollowUp, follow_ups_of
from knowledge.people import Person
from prompts.words import ordinary_words
from tools.time_zones import zone_named


@dataclass(frozen=True)
class Wish:
    """One call."""

    arguments: FollowUps
    turn: Turn
    office: Office

    @property
    def person(self) -> Person:
        """Whose list it is."""
        return self.turn.access.person

    @property
    def zone(self) -> ZoneInfo:
        """The person's own."""
        return zone_named(self.person.timezone)

    @property
    def now(self) -> datetime:
        """The present moment there."""
        return self.office.now().astimezone(self.zone)

    @property
    def today(self) -> date:
        """The day that it is there."""
        return self.now.date()

    @property
    def words(self) -> str:
        """The asker's words that this call is about: a clause of the message, else all of it."""
        text = (self.arguments.words or "").strip()
        parts = [part.strip() for part in clauses_of(self.turn.words)]
        holding = [part for part in parts if text and text in part and reminded_of(part).commanded]
        if holding:
            return min(holding, key=len)
        return text if text in parts else self.turn.words

    @property
    def masked(self) -> str:
        """The message with names masked."""
        return reading_of(self.turn, self.today).masked

    def hidden(self, text: str) -> str:
        """Words of the asker with names blanked in place: a partner may be called like a day."""
        return names_blanked(read(text, self.turn.names, self.today, ordinary_words()))

    @property
    def before(self) -> str:
        """The asker's own message before this one."""
        return asked_before(self.turn, self.office)

    def moment(self, said: WhenSaid | None) -> datetime | None:
        """When that is; without words for it, what the call says."""
        if said is not None:
            return moment_meant(said, self.office.now(), self.zone)
        due = self.arguments.due
        return due if due is None or due.tzinfo else due.replace(tzinfo=self.zone)

    def listed(self, connection: Connection) -> list[FollowUp]:
        """What is on the person's list; nothing of a partner that they may not know is named there."""
        return follow_ups_of(connection, self.person.email)

    def change(self, name: str, payload: Mapping[str, Any]) -> Change:
        """The change that the message asks for."""
        return Change(
            change_id=f"change:{self.turn.question_id}:follow_up:{name}",
            kind="follow_ups",
            actor_email=self.person.email,
            thread_id=self.turn.thread_id,
            payload=dict(payload),
            changed_at=self.office.now(),
        )

    def request(self, connection: Connection, change: Change, *, asked: bool) -> Requested:
        """Make the change if the person's own words ask for it, else keep it for Confirm."""
        return request(connection, change, self.person, asked_in_words=asked)
