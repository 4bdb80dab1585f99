"""The steps of workflows about jobs: plain functions that may run twice and then change nothing more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assistant.errors import AssistantError
from assistant.jobs.listing import Listings
from assistant.jobs.reviewing import ReviewQueue
from assistant.jobs.writing import DraftJobs
from assistant.slack import review_cards
from assistant.slack.desk import Desk
from assistant.slack.notices import notice
from assistant.slack.outgoing import Message
from assistant.slack.posted import posted_at
from assistant.slack.posting import Postman
from knowledge import outbox, threads
from knowledge.draft_jobs import JobState, get_job, running_jobs
from knowledge.people import Person, person_by_email
from prompts.phrases import Phrases
from tools.drafts import Draft, DraftState

_JOB: Final = "job:"  # before the id of the question that asked for it
_QUEUE: Final = "queue:"


@dataclass(frozen=True)
class JobErrands:
    """What the workflows do about jobs. Arguments and results are ids, never text.

    Attributes:
        leaves_by_itself: Whether an approved draft is sent from here; else its approver gets it to copy.
    """

    desk: Desk
    postman: Postman
    jobs: DraftJobs
    leaves_by_itself: Callable[[Draft], bool]
    phrases: Phrases

    @property
    def queue(self) -> ReviewQueue:
        """The review queues."""
        return ReviewQueue(self.jobs)

    @property
    def listings(self) -> Listings:
        """What is approved at once."""
        return Listings(self.queue)

    def asked_for(self, question_id: str) -> str:
        """The job that a question started; empty if it started none, or its answer has shown all of it."""
        with self.desk.engine.connect() as connection:
            job = get_job(connection, f"{_JOB}{question_id}")
        return job.job_id if job and job.state is JobState.RUNNING else ""

    def unfinished(self) -> list[str]:
        """Jobs that are not written to their end, for a start after a crash."""
        with self.desk.engine.connect() as connection:
            return running_jobs(connection)

    def put_progress(self, job_id: str) -> str:
        """Keep the message that tells how far a job is; empty if nobody in Slack asked for it."""
        with self.desk.engine.connect() as connection:
            question = threads.get_question(connection, job_id.removeprefix(_JOB))
        if question is None or not question.channel:
            return ""
        message = self._progress(job_id)
        self.postman.put(_progress_id(job_id), question.channel, message, question.thread_ts)
        return _progress_id(job_id)

    def write_some(self, job_id: str) -> bool:
        """Write for a few seconds; whether more are waiting."""
        return self.jobs.write_for(job_id)

    def show_progress(self, job_id: str) -> None:
        """Show how far a job is in the message that tells it."""
        with self.desk.engine.connect() as connection:
            posted = outbox.get_message(connection, _progress_id(job_id))
        if posted is not None and posted.message_ts:
            message = self._progress(job_id)
            self.postman.update(posted.channel, posted.message_ts, message)

    def put_queue(self, job_id: str, person: Person, channel: str, thread_ts: str, cause: str) -> str:
        """Keep a review queue of a job for posting, open at its first undecided draft.

        Raises:
            NotAllowed: There is nothing that the person may decide on.
        """
        outbox_id = f"{_QUEUE}{review_cards.packed(job_id, person.email, cause)}"
        message = self._card(job_id, self.queue.next_place(job_id, -1, person), person)
        self.postman.put(outbox_id, channel, message, thread_ts)
        return outbox_id

    def show_queue(self, job_id: str, place: int, email: str, channel: str, message_ts: str) -> None:
        """Show the draft at that place of the queue."""
        self._update(email, channel, message_ts, lambda person: self._card(job_id, place, person))

    def show_again(self, draft_id: str, channel: str, message_ts: str) -> bool:
        """Show a draft of a review queue as it stands now; False if the message is no review queue."""
        posted = posted_at(self.desk.engine, channel, message_ts)
        if posted is None or not posted.outbox_id.startswith(_QUEUE):
            return False
        parts = review_cards.unpacked(posted.outbox_id.removeprefix(_QUEUE), 3)
        job_id, email, _ = parts or ("", "", "")

        def again(person: Person) -> Message:
            return self._card(job_id, self.queue.place_of(job_id, draft_id, person), person)

        self._update(email, channel, message_ts, again)
        return True

    def put_listing(self, job_id: str, email: str, cause: str, channel: str, thread_ts: str) -> str:
        """List what can be approved together and keep its first page for posting."""
        outbox_id = f"listing:{job_id}:{cause}"
        person = self._person(email)
        listing_id = self.listings.make(job_id, person) if person else None
        if person is None or listing_id is None:
            message = review_cards.nothing_together()
        else:
            message = review_cards.listing(self.listings.page(listing_id, 0, person))
        self.postman.put(outbox_id, channel, message, thread_ts)
        return outbox_id

    def show_page(self, listing_id: str, number: int, email: str, channel: str, message_ts: str) -> None:
        """Show a page of a list."""

        def page(person: Person) -> Message:
            return review_cards.listing(self.listings.page(listing_id, number, person))

        self._update(email, channel, message_ts, page)

    def approve_listing(
        self, listing_id: str, email: str, channel: str, message_ts: str
    ) -> list[tuple[str, str, int, bool]]:
        """Approve a list; id, digest and version of every draft that may leave, and whether by itself."""
        person = self._person(email)
        if person is None:
            return []
        try:
            outcome = self.listings.approve(listing_id, person, self.desk.approve)
        except AssistantError as error:
            self.postman.update(channel, message_ts, notice(str(error)))
            return []
        self.postman.update(channel, message_ts, review_cards.batch(outcome))
        return [
            (one.draft_id, one.approved_digest or "", one.version, self.leaves_by_itself(one))
            for one in outcome.drafts
            if one.state is DraftState.APPROVED
        ]

    def _progress(self, job_id: str) -> Message:
        return review_cards.progress(job_id, self.jobs.tally(job_id), self.phrases)

    def _card(self, job_id: str, place: int, person: Person) -> Message:
        return review_cards.queue(self.queue.card(job_id, place, person))

    def _update(self, email: str, channel: str, message_ts: str, made: Callable[[Person], Message]) -> None:
        """Change a message of ours into what that person may see now, or say why they may not."""
        person = self._person(email)
        if person is None:
            return
        try:
            message = made(person)
        except AssistantError as error:
            message = notice(str(error))
        self.postman.update(channel, message_ts, message)

    def _person(self, email: str) -> Person | None:
        with self.desk.engine.connect() as connection:
            return person_by_email(connection, email)


def _progress_id(job_id: str) -> str:
    return f"{job_id}:progress"
