"""The review queue of a job: one draft after the other, and which of them can be approved together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.drafting.recipients import RefusalReason
from assistant.errors import NotAllowed
from assistant.jobs.long_tail import in_long_tail
from assistant.jobs.writing import DraftJobs
from knowledge.draft_jobs import DraftJob, JobDraft, Tally, drafts_of
from knowledge.drafts import drafts_by_id, get_draft
from knowledge.notes import Note, stored_notes
from knowledge.partners import partner_card
from knowledge.people import Person
from tools.drafts import OPEN, Draft
from tools.facts import Fact


class NothingToReview(NotAllowed):
    """The job has no draft that this person may decide on."""


@dataclass(frozen=True)
class QueueCard:
    """One draft of the queue as a person sees it.

    Attributes:
        place: From 0 on, among the drafts that the person may decide on.
        left: How many of them are undecided.
        stopped: Why this one must not leave now.
        together: How many can be approved together.
        facts, notes: What the draft rests on.
    """

    job_id: str
    place: int
    total: int
    left: int
    draft: Draft
    partner: str
    stopped: RefusalReason | None
    together: int
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class ReviewQueue:
    """Shows the drafts of a job to people who may decide on them."""

    jobs: DraftJobs

    def tally(self, job_id: str) -> Tally:
        """How far the job is."""
        return self.jobs.tally(job_id)

    def mine(self, job_id: str, person: Person) -> list[JobDraft]:
        """The drafts that the person may decide on, in order.

        Raises:
            JobUnknown: There is no such job of theirs.
            NothingToReview: There is none.
        """
        job = self.jobs.job(job_id, person)
        access = self.jobs.roster.access(person)
        with self.jobs.office.engine.connect() as connection:
            found = [one for one in drafts_of(connection, job.job_id) if access.may_write(one.partner_id)]
        if not found:
            raise NothingToReview("There is nothing to review yet. Look again in a minute.")
        return found

    def card(self, job_id: str, place: int, person: Person) -> QueueCard:
        """The draft at that place, or the nearest to it."""
        mine = self.mine(job_id, person)
        at = min(max(place, 0), len(mine) - 1)
        with self.jobs.office.engine.connect() as connection:
            draft = get_draft(connection, mine[at].draft_id)
            partner = partner_card(connection, draft.partner_id)
            stopped = self.jobs.stops.stopped(connection, draft, self.jobs.office.now())
            facts = self.jobs.office.drafting.sources(connection, draft)
            notes = tuple(stored_notes(connection, note_ids=draft.note_ids))
        return QueueCard(
            job_id,
            at,
            len(mine),
            sum(one.state in OPEN for one in mine),
            draft,
            partner.name if partner else draft.partner_id,
            stopped if draft.state in OPEN else None,
            len(self._tail(self.jobs.job(job_id, person), mine)),
            facts,
            notes,
        )

    def next_place(self, job_id: str, place: int, person: Person) -> int:
        """The next undecided draft after that place, from the start again; the place itself if all are."""
        mine = self.mine(job_id, person)
        order = [*range(place + 1, len(mine)), *range(min(place, len(mine)))]
        return next((at for at in order if mine[at].state in OPEN), place)

    def holds(self, job_id: str, draft_id: str, person: Person) -> bool:
        """Whether the draft is one of the queue that the person may decide on."""
        return any(one.draft_id == draft_id for one in self.mine(job_id, person))

    def place_of(self, job_id: str, draft_id: str, person: Person) -> int:
        """Where a draft stands in the queue; 0 if it is not in it."""
        ids = [one.draft_id for one in self.mine(job_id, person)]
        return ids.index(draft_id) if draft_id in ids else 0

    def long_tail(self, job_id: str, person: Person) -> list[Draft]:
        """The undecided drafts that can be approved together, whole, in order; none that must not leave."""
        tail = self._tail(self.jobs.job(job_id, person), self.mine(job_id, person))
        with self.jobs.office.engine.connect() as connection:
            kept = drafts_by_id(connection, tail)
            drafts = [kept[one] for one in tail if one in kept]
            now = self.jobs.office.now()
            return [one for one in drafts if self.jobs.stops.stopped(connection, one, now) is None]

    def _tail(self, job: DraftJob, mine: Sequence[JobDraft]) -> list[str]:
        undecided = [one for one in mine if one.state in OPEN]
        standing = self.jobs.office.standings.at(job.as_of)
        with self.jobs.office.engine.connect() as connection:
            return in_long_tail(connection, standing, undecided)
