"""The workflows in which people review a job: show its queue, list what is approved at once, approve it."""

from __future__ import annotations

from dbos import DBOS

from assistant.workflows import flows, job_steps, steps


@DBOS.workflow(name="show_progress")
def show_progress(job_id: str) -> None:
    """Show how far a job is."""
    job_steps.show_progress(job_id)


@DBOS.workflow(name="show_queue")
def show_queue(job_id: str, place: int, email: str, channel: str, message_ts: str) -> None:
    """Show a draft of a review queue."""
    job_steps.show_queue(job_id, place, email, channel, message_ts)


@DBOS.workflow(name="list_together")
def list_together(job_id: str, email: str, cause: str, channel: str, thread_ts: str) -> None:
    """Post the first page of what can be approved together."""
    steps.deliver(job_steps.put_listing(job_id, email, cause, channel, thread_ts))


@DBOS.workflow(name="show_page")
def show_page(listing_id: str, number: int, email: str, channel: str, message_ts: str) -> None:
    """Show a page of a list."""
    job_steps.show_page(listing_id, number, email, channel, message_ts)


@DBOS.workflow(name="approve_listing")
def approve_listing(listing_id: str, email: str, channel: str, message_ts: str) -> None:
    """Approve a list, and send what was approved, each on its own."""
    approved = job_steps.approve_listing(listing_id, email, channel, message_ts)
    for draft_id, seen_digest, version, by_itself in approved:
        leave(draft_id, seen_digest, version, channel, by_itself=by_itself)


def leave(draft_id: str, seen_digest: str, version: int, channel: str, *, by_itself: bool) -> None:
    """Send an approved draft, or give it to its approver; under the names that its own card would use."""
    if by_itself:
        name = f"send:{draft_id}:{seen_digest}:{version}"
        flows.start(name, flows.send_draft, draft_id, seen_digest, version, "", "")
    else:
        name = f"mail:{draft_id}:{seen_digest}:{version}"
        flows.start(name, flows.hand_over_draft, draft_id, seen_digest, version, channel, "")
