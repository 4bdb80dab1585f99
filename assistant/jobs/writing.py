"""Writing the drafts of a job: a few at a time, each once, from where it stands."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Lock
from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.drafting.batch import Batch, patterns_of
from assistant.drafting.desk import Proposed
from assistant.drafting.recipients import Refusal
from assistant.drafting.stops import Stops
from assistant.errors import NotAllowed
from assistant.roster import Roster
from assistant.toolbox.draft_arguments import DraftMessage
from assistant.toolbox.draft_requests import Writing
from assistant.toolbox.turn import Office
from knowledge import draft_jobs
from knowledge.draft_jobs import DraftJob, ItemState, JobItem, JobState, Tally
from knowledge.drafts import drafts_by_id
from knowledge.people import Person, person_by_email

FEW: Final = 25  # drafts that are kept in one transaction at most
SECONDS: Final = 3.0  # between two updates of the progress; what is written is kept by then
NOT_ALLOWED: Final = "not_allowed"  # the partner has got another manager since
GONE: Final = "gone"  # the partner has been merged into another, or removed
FAILED: Final = "failed"  # something unexpected; the log has its kind

_log = logging.getLogger("rapport.jobs")


class JobUnknown(NotAllowed):
    """There is no such job, or it is somebody else's."""


@dataclass
class DraftJobs:
    """Writes jobs and tells how far they are.

    Attributes:
        operator: Who asked where the data names no managers.
        clock: Seconds that only grow.
    """

    office: Office
    roster: Roster
    stops: Stops
    operator: Person
    clock: Callable[[], float] = time.monotonic
    _batches: dict[str, Batch] = field(default_factory=dict, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def write_some(self, job_id: str, seconds: float = SECONDS) -> bool:
        """Write the next few drafts, about `seconds` long; whether more are waiting.

        It may be called again after it failed or its process died, and by two workers at once.
        """
        with self.office.engine.connect() as connection:
            job = draft_jobs.get_job(connection, job_id)
            items = draft_jobs.waiting_items(connection, job_id, FEW)
        if job is None:
            return False
        if not items:
            self._end(job_id, JobState.DONE)
            return False
        outcomes = self._outcomes(job, items, seconds)
        with self.office.engine.begin() as connection:
            self._keep(connection, job_id, outcomes)
        return True

    def write_for(self, job_id: str, seconds: float = SECONDS) -> bool:
        """Write that long, keeping a few at a time; whether more are waiting."""
        until = self.clock() + seconds
        while (left := until - self.clock()) > 0:
            if not self.write_some(job_id, left):
                return False
        return True

    def write_all(self, job_id: str, told: Callable[[Tally], None]) -> Tally:
        """Write a job to its end, and tell how far it is every few seconds."""
        while self.write_for(job_id):
            told(self.tally(job_id))
        return self.tally(job_id)

    def tally(self, job_id: str) -> Tally:
        """How far the job is.

        Raises:
            JobUnknown: There is none.
        """
        with self.office.engine.connect() as connection:
            counted = draft_jobs.tally(connection, job_id)
        if counted is None:
            raise JobUnknown(f"There is no job {job_id!r}. Ask for the messages again.")
        return counted

    def cancel(self, job_id: str, person: Person) -> Tally:
        """Write nothing more; what is written stays to be reviewed.

        Raises:
            JobUnknown: There is none that the person may cancel: their own, or any for a lead or an admin.
        """
        self.job(job_id, person)
        self._end(job_id, JobState.CANCELLED)
        return self.tally(job_id)

    def job(self, job_id: str, person: Person) -> DraftJob:
        """The job, if the person may know of it.

        Raises:
            JobUnknown: There is none, or it is somebody else's.
        """
        with self.office.engine.connect() as connection:
            job = draft_jobs.get_job(connection, job_id)
        if job is None or (job.asker_email != person.email and not self.roster.access(person).may_review):
            raise JobUnknown(f"There is no job {job_id!r} of yours. Ask for the messages again.")
        return job

    def _outcomes(
        self, job: DraftJob, items: list[JobItem], seconds: float
    ) -> list[tuple[JobItem, Proposed | str]]:
        """What becomes of the next partners: a draft that is not kept yet, or the reason for none."""
        until = self.clock() + seconds
        outcomes: list[tuple[JobItem, Proposed | str]] = []
        with self.office.engine.connect() as connection:
            author = self._author(connection, job)
            access = self.roster.access(author) if author else None
            writing = self._writing(connection, job, author or self.operator)
            for item in items:
                barred = _barred(access, item.partner_id)
                outcomes.append((item, barred or self._attempt(connection, writing, item)))
                if self.clock() >= until:
                    break
        return outcomes

    def _attempt(self, connection: Connection, writing: Writing, item: JobItem) -> Proposed | str:
        """One partner; whatever goes wrong there, the others get their messages."""
        try:
            outcome = self._composed(connection, writing, item.partner_id)
        except Exception as error:  # noqa: BLE001 - of any kind: its words could quote a partner's
            _log.error("a draft of a job could not be written: %s", type(error).__name__)
            return FAILED
        return outcome.reason.value if isinstance(outcome, Refusal) else outcome

    def _composed(self, connection: Connection, writing: Writing, partner_id: str) -> Proposed | Refusal:
        request = writing.request(connection, partner_id)
        return request if isinstance(request, Refusal) else self.office.drafting.compose(connection, request)

    def _keep(
        self, connection: Connection, job_id: str, outcomes: list[tuple[JobItem, Proposed | str]]
    ) -> None:
        """Keep what was written, unless somebody cancelled the job meanwhile."""
        job = draft_jobs.get_job(connection, job_id)
        if job is None or job.state is not JobState.RUNNING:
            return
        for item, outcome in outcomes:
            if isinstance(outcome, str):
                draft_jobs.mark_refused(connection, item, outcome)
            else:
                kept = self.office.drafting.keep(connection, outcome)
                draft_jobs.mark_written(connection, item, kept.draft.draft_id)

    def _writing(self, connection: Connection, job: DraftJob, author: Person) -> Writing:
        return Writing(
            DraftMessage.model_validate_json(job.request),
            job.job_id,
            author,
            self.office.standings.at(job.as_of),
            self.office.playbook.plays,
            batch=self._batch(connection, job.job_id),
            stopped=partial(self.stops.before_writing, as_of=job.as_of, day=self.office.now().date()),
        )

    def _batch(self, connection: Connection, job_id: str) -> Batch:
        """What the drafts so far consist of: kept between two calls, read again when others wrote some."""
        written = draft_jobs.items_in(connection, job_id, ItemState.WRITTEN)
        with self._lock:
            batch = self._batches.get(job_id)
            if batch is None or len(batch) != len(written):
                kept = drafts_by_id(connection, [one.draft_id for one in written if one.draft_id])
                batch = Batch(patterns_of(draft.sentences) for draft in kept.values())
            self._batches[job_id] = batch
        return batch

    def _author(self, connection: Connection, job: DraftJob) -> Person | None:
        """The one who asked; None if they have been removed since."""
        if job.asker_email == self.operator.email:
            return self.operator
        return person_by_email(connection, job.asker_email)

    def _end(self, job_id: str, state: JobState) -> None:
        with self._lock:
            self._batches.pop(job_id, None)
        with self.office.engine.begin() as connection:
            draft_jobs.end_job(connection, job_id, state)


def _barred(access: Access | None, partner_id: str) -> str:
    """Why the asker may not write to the partner any more; empty if they may."""
    if access is None:
        return NOT_ALLOWED
    if partner_id not in access.books:
        return GONE
    return "" if access.may_write(partner_id) else NOT_ALLOWED
