"""The workflows: which steps follow one another, and which workflow starts another."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from dbos import DBOS, SetWorkflowID

from assistant.workflows import job_steps, steps

_log = logging.getLogger("rapport.workflows")


@DBOS.workflow(name="answer")
def answer_question(question_id: str, asked_in: str, user_id: str) -> None:
    """Answer, or apologise, and post what there is."""
    try:
        kept = steps.compute_answer(question_id, user_id)
    except Exception as error:  # noqa: BLE001 - whatever it was, the asker gets a line
        _log.error("a question could not be answered: %s", _kind(error))
        kept = [steps.apologise(question_id)]
    for outbox_id in kept:
        steps.deliver(outbox_id)
    if asked_in:
        steps.point(question_id, asked_in, user_id)
    if job_id := job_steps.asked_for(question_id):
        start_job(job_id)


@DBOS.workflow(name="send_draft")
def send_draft(draft_id: str, seen_digest: str, version: int, channel: str, card_ts: str) -> None:
    """Send an approved draft to the partner, once, and show how it went."""
    outbox_id = steps.start_sending(draft_id, seen_digest, version)
    if outbox_id:
        number = 0
        while pause := steps.send_to_partner(draft_id, outbox_id, number):
            DBOS.sleep(pause)
            number += 1
        for doubt_id in steps.finish_sending(draft_id, outbox_id):
            steps.deliver(doubt_id)
    if card_ts:
        steps.refresh_card(draft_id, channel, card_ts)


@DBOS.workflow(name="hand_over_draft")
def hand_over_draft(draft_id: str, seen_digest: str, version: int, channel: str, card_ts: str) -> None:
    """Give an approved mail to its approver."""
    outbox_id = steps.hand_over(draft_id, seen_digest, version, channel)
    if outbox_id:
        steps.deliver(outbox_id)
    steps.refresh_card(draft_id, channel, card_ts)


@DBOS.workflow(name="refresh_card")
def show_card(draft_id: str, channel: str, card_ts: str) -> None:
    """Show on a card how its draft stands."""
    steps.refresh_card(draft_id, channel, card_ts)


@DBOS.workflow(name="ask_leads")
def ask_leads(override_id: str) -> None:
    """Ask every lead whether an edit may name another partner."""
    for outbox_id in steps.ask_leads(override_id):
        steps.deliver(outbox_id)


@DBOS.workflow(name="tell_decision")
def tell_decision(override_id: str) -> None:
    """Tell who asked how a lead decided."""
    for outbox_id in steps.tell_decision(override_id):
        steps.deliver(outbox_id)


@DBOS.workflow(name="post")
def post(outbox_id: str) -> None:
    """Post one message; under an id made of the message's, so that nobody posts it beside this."""
    steps.deliver(outbox_id)


@DBOS.workflow(name="tell")
def tell(outbox_id: str, place: str, notice: str) -> None:
    """Post a notice."""
    steps.deliver(steps.put_notice(outbox_id, place, notice))


@DBOS.workflow(name="thank")
def thank(channel: str, user_id: str) -> None:
    """Thank somebody for a verdict."""
    steps.hint(channel, user_id, "thanks")


@DBOS.workflow(name="errand")
def run_errand(name: str, *ids: object) -> None:
    """Run an errand, and post what it wants posted."""
    for outbox_id in steps.errand(name, *ids):
        steps.deliver(outbox_id)


@DBOS.workflow(name="due")
def start_what_is_due(_at: datetime, _context: Any) -> None:  # noqa: ANN401 - DBOS passes it
    """Start every errand whose moment has come: digests, reminders, answers that nobody has started."""
    for question_id in steps.waiting_questions():  # first: somebody waits
        start(question_id, answer_question, question_id, "", "")
    for workflow_id, name, ids in steps.due():
        start(workflow_id, run_errand, name, *ids)


@DBOS.workflow(name="import")
def import_folder(_at: datetime, _context: Any) -> None:  # noqa: ANN401 - DBOS passes it
    """Take the folder in, and have its news posted."""
    try:
        kept = steps.take_in()
    except Exception as error:  # noqa: BLE001 - whatever it was, the admins get a line
        kind = _kind(error)
        _log.error("the folder could not be taken in: %s", kind)
        kept = steps.tell_import_failed(kind)
    for outbox_id in kept:  # a start-up's import and a scheduled one may find the same message waiting
        start(f"post:{outbox_id}", post, outbox_id)


@DBOS.workflow(name="write_drafts")
def write_drafts(job_id: str) -> None:
    """Write a job to its end and tell how far it is; a process that takes over goes on where it was."""
    progress_id = job_steps.put_progress(job_id)
    if progress_id:
        steps.deliver(progress_id)
    while job_steps.write_some(job_id):
        job_steps.show_progress(job_id)
    job_steps.show_progress(job_id)


def start_job(job_id: str) -> None:
    """Have a job written, unless that was started before."""
    start(f"write:{job_id}", write_drafts, job_id)


def start(workflow_id: str, workflow: Callable[..., None], *ids: object) -> None:
    """Start a workflow, unless one of that id was started before."""
    with SetWorkflowID(workflow_id):
        DBOS.start_workflow(workflow, *ids)


def _kind(error: Exception) -> str:
    """What the last try said."""
    return str(getattr(error, "errors", [error])[-1])
