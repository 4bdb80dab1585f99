"""The steps of workflows about jobs; like `steps`, each is one errand, which may run twice."""

from __future__ import annotations

from dbos import DBOS

from assistant.workflows.steps import run


@DBOS.step(name="job.asked_for", retries_allowed=True, max_attempts=10)
def asked_for(question_id: str) -> str:
    """The job that a question started, or empty."""
    return str(run("job_of", question_id))


@DBOS.step(name="job.put_progress", retries_allowed=True, max_attempts=10)
def put_progress(job_id: str) -> str:
    """Keep the message that tells how far a job is; its id, or empty."""
    return str(run("jobs.put_progress", job_id))


@DBOS.step(name="job.write", retries_allowed=True, max_attempts=10)
def write_some(job_id: str) -> bool:
    """Write the next few drafts; whether more are waiting."""
    return bool(run("jobs.write_some", job_id))


@DBOS.step(name="job.show_progress", retries_allowed=True)
def show_progress(job_id: str) -> None:
    """Show how far a job is."""
    run("jobs.show_progress", job_id)


@DBOS.step(name="queue.show", retries_allowed=True, max_attempts=10)
def show_queue(job_id: str, place: int, email: str, channel: str, message_ts: str) -> None:
    """Show a draft of a review queue."""
    run("jobs.show_queue", job_id, place, email, channel, message_ts)


@DBOS.step(name="listing.put", retries_allowed=True, max_attempts=10)
def put_listing(job_id: str, email: str, cause: str, channel: str, thread_ts: str) -> str:
    """Keep the first page of what can be approved together; the message's id."""
    return str(run("jobs.put_listing", job_id, email, cause, channel, thread_ts))


@DBOS.step(name="listing.show", retries_allowed=True, max_attempts=10)
def show_page(listing_id: str, number: int, email: str, channel: str, message_ts: str) -> None:
    """Show a page of a list."""
    run("jobs.show_page", listing_id, number, email, channel, message_ts)


@DBOS.step(name="listing.approve", retries_allowed=True, max_attempts=10)
def approve_listing(
    listing_id: str, email: str, channel: str, message_ts: str
) -> list[tuple[str, str, int, bool]]:
    """Approve a list; id, digest and version of every draft that may leave, and whether by itself."""
    approved: list[tuple[str, str, int, bool]] = run(
        "jobs.approve_listing", listing_id, email, channel, message_ts
    )
    return approved
