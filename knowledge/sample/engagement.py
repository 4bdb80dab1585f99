"""What happened between a partner and us: mails both ways, calls, meetings, trainings, portal visits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from knowledge.sample.draws import Draws
from knowledge.sample.facts import Record
from knowledge.sample.material import Market, Subjects
from knowledge.sample.notebook import Written
from knowledge.sample.rhythm import event_agos
from knowledge.sample.rows import Activity

_KINDS: Final = {"email": 0.5, "call": 0.28, "meeting": 0.14, "event": 0.04, "campaign": 0.04}
_WITHOUT_US: Final = ("portal_login", "training")
_PLAN_EVERY: Final = 170  # days between two joint plans


class Moment(NamedTuple):
    """An activity before it has an id; the day is in days ago."""

    ago: int
    kind: str
    direction: str
    person: str
    subject: str


class Engagement:
    """Draws the activities of one partner; the notes' calls, meetings and mails are among them."""

    def __init__(self, draws: Draws, record: Record, subjects: Subjects, market: Market) -> None:
        self._draws, self._record, self._subjects = draws, record, subjects
        self._story = record.part.story
        first = record.milestones.first_contact if self._story.early else record.milestones.business_from
        self._earliest = min(first, record.span.days)
        self._people = _people(record)
        won = [deal.customer for deal in record.deals] or [record.part.city]
        self._customers = won
        words = [market.technologies[name][record.part.language] for name in record.part.technologies]
        self._technologies = [word[0].upper() + word[1:] for word in words]

    def moments(self, written: Sequence[Written]) -> list[Moment]:
        """All activities, oldest first."""
        found = [*self._touches(), *self._logins(), *self._trainings(), *self._plans(), *self._chasers()]
        for note in written:
            found += self._noted(note)
        return sorted(found, key=lambda moment: -moment.ago)

    def _agos(self, per_month: float, regularity: int) -> list[int]:
        steps = self._story.touch_rhythm or self._story.rhythm
        return event_agos(self._draws, per_month, steps, self._earliest, self._story.silent_days, regularity)

    def _touches(self) -> Iterator[Moment]:
        for ago in self._agos(self._story.touches, 2):
            if ago < self._record.quiet_days:
                continue
            kind = self._draws.weighted(_KINDS)
            if kind == "email":
                yield from self._mails(ago)
            else:
                yield self._moment(ago, kind, "out" if self._draws.chance(0.7) else "in")

    def _mails(self, ago: int) -> Iterator[Moment]:
        """They ask and we answer, or we ask, they answer and we confirm: the last word is ours."""
        first = self._moment(ago, "email", "in")
        reply = max(ago - self._draws.between(0, 2), 0)
        if self._draws.chance(0.5):
            yield first
            yield first._replace(ago=reply, direction="out")
            return
        yield first._replace(direction="out")
        if self._draws.chance(0.8):
            yield first._replace(ago=reply)
            yield first._replace(ago=max(reply - 1, 0), direction="out")

    def _logins(self) -> Iterator[Moment]:
        for ago in self._agos(self._story.logins, 1):
            yield Moment(ago, "portal_login", "in", self._draws.pick(self._people), "")
        if self._record.part.story_name == "steady_key":
            yield Moment(0, "portal_login", "in", self._people[0], "")

    def _trainings(self) -> Iterator[Moment]:
        for ago in self._agos(self._story.trainings, 2):
            yield self._moment(ago, "training", "in")

    def _plans(self) -> Iterator[Moment]:
        if self._story.planned:
            first = self._draws.between(self._record.quiet_days + 10, self._record.quiet_days + 60)
            for ago in range(first, self._earliest, _PLAN_EVERY):
                yield self._moment(ago, "plan", "out")

    def _chasers(self) -> Iterator[Moment]:
        for ago, subject in zip(self._story.chasers, self._subjects.chaser, strict=False):
            yield Moment(ago, "email", "out", self._people[0], subject)

    def _noted(self, note: Written) -> Iterator[Moment]:
        """The call, meeting or mail that a note tells of, and our reply to a mail unless it is missing."""
        if note.source not in {"call", "meeting", "email"}:
            return
        theirs = note.voice == "theirs"
        person = note.author if theirs else self._people[0]
        moment = self._moment(note.ago, note.source, "in" if theirs else "out")._replace(person=person)
        yield moment
        if theirs and note.source == "email" and note.answered:
            yield moment._replace(ago=max(note.ago - 1, 0), direction="out")

    def _moment(self, ago: int, kind: str, direction: str) -> Moment:
        templates: tuple[str, ...] = getattr(self._subjects, kind)
        subject = self._draws.pick(templates).format(
            deal=self._draws.pick(self._customers), tech=self._draws.pick(self._technologies)
        )
        return Moment(ago, kind, direction, self._draws.pick(self._people), subject)


def _people(record: Record) -> list[str]:
    """Whom we meet and write to: nobody by name without contacts, never somebody who opted out."""
    if not record.team.on_record:
        return [""]
    opted_out = "contact_opted_out" in record.part.twists
    return [person.name for person in (record.team.others if opted_out else record.team.active)]


def activity_rows(record: Record, moments: Sequence[Moment], first_id: int) -> list[Activity]:
    """The activities as rows; everything but a visit to the portal falls on a working day."""
    span = record.span
    return [
        Activity(
            activity_id=f"ACT-{first_id + at}",
            partner_id=record.part.partner_id,
            date=span.day(moment.ago) if moment.kind == "portal_login" else span.workday(moment.ago),
            kind=moment.kind,
            direction=moment.direction,
            person=moment.person,
            by="" if moment.kind in _WITHOUT_US else record.manager_email,
            subject=moment.subject,
        )
        for at, moment in enumerate(moments)
    ]
