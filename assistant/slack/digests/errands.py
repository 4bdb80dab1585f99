"""Digests, summaries and reviews as steps of workflows: whose is due, make it, keep it for posting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from assistant.contract import Answer
from assistant.digests import Told
from assistant.rapport import Rapport
from assistant.slack.answers import digest_message
from assistant.slack.desk import Desk
from assistant.slack.digests.due import Clock, due_month, due_quarter, due_week
from assistant.slack.digests.message import monthly_message, review_message, weekly_message, why_message
from assistant.slack.digests.pack_errands import PackErrands
from assistant.slack.due import Due
from assistant.slack.members import LookupFailedError, Members
from assistant.slack.outgoing import Message
from assistant.slack.posting import Postman
from knowledge import outbox
from knowledge.covers import covered_by
from knowledge.digests import DigestSettings, channel_post, owner_emails, post_of, settings_of
from knowledge.people import Person, Role, all_people, person_by_email
from knowledge.stored_settings import store_setting, stored_setting
from tools.time_zones import day_in

_DECIDES: Final = frozenset({Role.LEAD, Role.ADMIN})
Period = Callable[[DigestSettings, Clock], str | None]


@dataclass(frozen=True)
class DigestErrands:
    """What the workflows do about digests of people.

    Attributes:
        rapport: None where there is no application behind the desk: then there are digests alone.
    """

    desk: Desk
    postman: Postman
    members: Members
    rapport: Rapport | None = None

    def due(self) -> list[Due]:
        """What should be out and is not, for each person at most one: nobody is pinged twice in a row."""
        clock = Clock(self.desk.now(), serving_since(self.desk))
        with self.desk.engine.connect() as connection:
            owning = owner_emails(connection)
            found = [
                (person, self._next(connection, person, owning, clock)) for person in all_people(connection)
            ]
        return [due for person, due in found if due and self._reachable(person)]

    def put(self, email: str, week: str) -> list[str]:
        """Make somebody's digest and keep it for posting; nothing if they are not in our Slack."""
        return self._put(f"digest:{email}:{week}", email, lambda person: self._weekly(person, week))

    def put_month(self, email: str, month: str) -> list[str]:
        """Make somebody's summary of a month and keep it for posting."""
        return self._put(f"summary:{email}:{month}", email, lambda person: self._monthly(person, month))

    def put_review(self, email: str, quarter: str) -> list[str]:
        """Say what waits for a decision after a quarter; bring leads the packs of their key partners.

        Others are offered theirs by buttons.
        """
        kept = self._put(f"review:{email}:{quarter}", email, lambda person: self._review(person, quarter))
        rapport, person = self._application(), self._person(email)
        user_id = self.members.user_id(person) if kept and person else None
        if person is None or user_id is None or not (access := rapport.roster.access(person)).may_review:
            return kept
        packs = PackErrands(rapport, self.postman)
        for partner_id, _ in rapport.digests.key_partners(access, rapport.day(None, person)):
            kept += packs.put(email, partner_id, quarter, user_id, "")
        return kept

    def why(self, email: str, partner_id: str, digest_id: str, place: str, thread_ts: str) -> list[str]:
        """Say why a partner was in a digest, to one who may know of it."""
        with self.desk.engine.connect() as connection:
            person = person_by_email(connection, email)
            days = _days_of(connection, digest_id)
        if person is None or self.rapport is None:
            return []
        access = self.rapport.roster.access(person)
        if not access.may_see(partner_id):
            return []
        as_of, since = (days.as_of, days.since) if days else (self.rapport.day(None, person), None)
        digests = self.rapport.digests
        told = digests.told(digests.why(access, partner_id, as_of, since), access, as_of)
        outbox_id = f"why:{digest_id}:{partner_id}:{email}"
        self.postman.put(outbox_id, place, why_message(told), thread_ts)
        return [outbox_id]

    def _next(
        self, connection: Connection, person: Person, owning: frozenset[str], clock: Clock
    ) -> Due | None:
        """The first that is due for a person; none on a day that brought one already: one message a day."""
        settings = settings_of(connection, person)
        owns = not owning.isdisjoint(_books(connection, person, clock))
        for due in self._due(person, settings, clock, owns=owns):
            kept = outbox.get_message(connection, due[0])
            if kept is None:
                return due
            if day_in(settings.timezone, kept.created_at) == day_in(settings.timezone, clock.now):
                return None
        return None

    def _due(self, person: Person, settings: DigestSettings, clock: Clock, *, owns: bool) -> Iterator[Due]:
        """Digests for who owns partners; the rest for who leads too. What comes first goes first."""
        decides = person.role in _DECIDES
        if owns and (week := due_week(settings, clock)):
            yield _due("digest", "put", person.email, week)
        if self.rapport is None or not (owns or decides):
            return
        if month := due_month(settings, clock):
            yield _due("summary", "put_month", person.email, month)
        if quarter := due_quarter(settings, clock):
            yield _due("review", "put_review", person.email, quarter)

    def _put(self, outbox_id: str, email: str, make: Callable[[Person], Message]) -> list[str]:
        person = self._person(email)
        user_id = self.members.user_id(person) if person else None
        if person is None or user_id is None:
            return []
        self.postman.put(outbox_id, user_id, make(person))
        return [outbox_id]

    def _weekly(self, person: Person, week: str) -> Message:
        answer = self.desk.digest(person.email, week)
        if self.rapport is None:
            return digest_message(answer, week)
        access, told = self.rapport.roster.access(person), Told.of(answer)
        as_of = told.as_of if told else self.rapport.day(None, person)
        return weekly_message(self.rapport.digests.read(access, as_of, told.since if told else None), week)

    def _monthly(self, person: Person, month: str) -> Message:
        return monthly_message(self._application().month(person, month), month)

    def _review(self, person: Person, quarter: str) -> Message:
        rapport = self._application()
        access, day = rapport.roster.access(person), rapport.day(None, person)
        if not access.may_review:
            return review_message(None, quarter, rapport.digests.key_partners(access, day))
        told = rapport.digests.told(rapport.digests.review(access, day), access, day)
        return review_message(told, quarter, ())

    def _person(self, email: str) -> Person | None:
        with self.desk.engine.connect() as connection:
            return person_by_email(connection, email)

    def _application(self) -> Rapport:
        if self.rapport is None:
            raise LookupError("there is no application behind this desk")
        return self.rapport

    def _reachable(self, person: Person) -> bool:
        try:
            return self.members.user_id(person) is not None
        except LookupFailedError:
            return False


def serving_since(desk: Desk) -> datetime:
    """When this was first asked: nothing comes for an hour before the service was there."""
    with desk.engine.begin() as connection:
        known = stored_setting(connection, "serving_since")
        if known is None:
            known = desk.now().isoformat()
            store_setting(connection, "serving_since", known)
    return datetime.fromisoformat(known)


def _books(connection: Connection, person: Person, clock: Clock) -> frozenset[str]:
    """E-mails of those whose books the person looks after now: the own, and those of covered colleagues."""
    return covered_by(connection, person.email, person.today(clock.now)) | {person.email}


def _due(kind: str, errand: str, email: str, period: str) -> Due:
    return (f"{kind}:{email}:{period}", f"digests.{errand}", [email, period])


def _days_of(connection: Connection, digest_id: str) -> Told | None:
    """The days of which a digest that was posted told; None for any other message."""
    if of_channel := channel_post(connection, digest_id):
        return Told(of_channel.as_of, of_channel.since)
    kind, _, rest = digest_id.partition(":")
    owner, _, week = rest.rpartition(":")
    kept = post_of(connection, owner, week) if kind == "digest" else None
    return Told.of(Answer.model_validate(kept.answer)) if kept else None
