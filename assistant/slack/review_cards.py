"""What a job looks like in Slack: its progress, its review queue, and the list that is approved at once."""

from __future__ import annotations

import json
from typing import Final

from assistant.answering import shown_fact
from assistant.drafting.stops import WHY_STOPPED
from assistant.jobs.listing import Approved, Page
from assistant.jobs.reviewing import QueueCard
from assistant.jobs.words import progress_in_words
from assistant.slack import cards, limits
from assistant.slack.blocks import actions, button, context, literal, section
from assistant.slack.draft_sources import rests_on
from assistant.slack.job_plan import JobSteps
from assistant.slack.outgoing import Block, Message, bold, escape, lines
from assistant.slack.plans import plan, spoken
from knowledge.draft_jobs import JobState, Tally
from prompts.phrases import Phrases
from tools.drafts import OPEN, digest

CANCEL: Final = "job_cancel"
REVIEW: Final = "job_review"
APPROVE: Final = "queue_approve"
EDIT: Final = "queue_edit"
SKIP: Final = "queue_skip"
BACK: Final = "queue_back"
NEXT: Final = "queue_next"
TOGETHER: Final = "queue_together"
PAGE_BACK: Final = "listing_back"
PAGE_NEXT: Final = "listing_next"
APPROVE_ALL: Final = "listing_approve"
_PLAN: Final = "job"
_NAMED: Final = 20  # drafts that are left out of a batch and named one by one


def packed(*parts: str | int) -> str:
    """What a button carries."""
    return json.dumps([str(part) for part in parts], separators=(",", ":"))


def unpacked(value: str, count: int) -> list[str] | None:
    """The parts of a button's value; None for anything else, since a value can be forged."""
    try:
        parts = json.loads(value)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(parts, list) and len(parts) == count and all(isinstance(one, str) for one in parts)
    return parts if fits else None


def progress(job_id: str, tally: Tally, phrases: Phrases) -> Message:
    """How far a job is, step by step, and what may be done with it."""
    said, tasks = progress_in_words(tally), JobSteps(tally, phrases).tasks()
    choices = [button("Review them", REVIEW, packed(job_id), "primary")] if tally.written else []
    if tally.state is JobState.RUNNING:
        choices.append(button("Cancel", CANCEL, packed(job_id)))
    return Message(spoken(said, tasks), [plan(said, tasks, _PLAN), *([actions(choices)] if choices else [])])


def queue(card: QueueCard) -> Message:
    """One draft of the queue: where it stands, all that would leave, what it rests on, what may be done."""
    sources = rests_on(card.draft, [shown_fact(fact) for fact in card.facts], card.notes)
    shown = cards.card(card.draft, sources)
    where = f"{card.place + 1} of {card.total}: {card.partner}"
    blocks = [section(bold(where)), *(block for block in shown.blocks if block["type"] != "actions")]
    if card.stopped is not None:
        blocks.append(context(escape(f"This must not leave now. {WHY_STOPPED[card.stopped]}")))
    left = f"{card.left} left to decide." if card.left else "Nothing is left to decide."
    return Message(f"{where}\n{shown.text}", [*blocks, context(escape(left)), *_choices(card)])


def listing(page: Page) -> Message:
    """One page of the list, every message on it whole."""
    pages, total = page.listing.pages, len(page.listing.entries)
    head = f"To approve together: page {page.number + 1} of {len(pages)}, {total} messages in all"
    blocks = [section(bold(head))]
    for number, (partner, draft) in enumerate(page.drafts, start=page.first):
        blocks.append(section(lines(bold(f"{number}. {partner}"), cards.addressed(draft))))
        blocks += literal(draft.body)
    if page.changed:
        blocks.append(context(escape(f"Left out, changed since: {', '.join(page.changed)}", limits.CONTEXT)))
    blocks.append(context(escape(_unread(page))))
    return Message(head, [*blocks, *_page_choices(page)])


def nothing_together() -> Message:
    """There is no long tail to approve."""
    said = "Nothing here can be approved together. Decide one by one."
    return Message(said, [section(escape(said))])


def batch(outcome: Approved) -> Message:
    """What became of a list that was approved at once."""
    said = f"Approved: {len(outcome.drafts)}. Left out: {len(outcome.left_out)}."
    lines = [f"• {partner}: {why}" for partner, why in outcome.left_out[:_NAMED]]
    if len(outcome.left_out) > _NAMED:
        lines.append(f"and {len(outcome.left_out) - _NAMED} more: they are still in the queue")
    return Message(said, [section(bold(said)), *([section(escape("\n".join(lines)))] if lines else [])])


def _choices(card: QueueCard) -> list[Block]:
    seen = packed(card.job_id, card.place, card.draft.draft_id, digest(card.draft))
    decide = []
    if card.draft.state in OPEN:
        readable = len(card.draft.body) <= limits.REVIEWABLE
        if readable and card.stopped is None:
            decide.append(button("Approve", APPROVE, seen, "primary"))
        decide += [button("Edit", EDIT, seen)] if readable else []
        decide.append(button("Skip", SKIP, seen))
    at = packed(card.job_id, card.place)
    move = [button("Back", BACK, at)] if card.place else []
    move += [button("Next", NEXT, at)] if card.place + 1 < card.total else []
    if card.together > 1:
        move.append(button(f"Approve {card.together} together", TOGETHER, packed(card.job_id)))
    return [actions([*decide, *move])] if decide or move else []


def _unread(page: Page) -> str:
    unread = page.listing.unread
    if not unread:
        return "You have opened every page. Approving sends exactly these messages."
    numbers = ", ".join(str(number + 1) for number in unread)
    return f"Nothing leaves before you have opened every page and approved. Not opened yet: {numbers}."


def _page_choices(page: Page) -> list[Block]:
    at = packed(page.listing.listing_id, page.number)
    choices = [button("Back", PAGE_BACK, at)] if page.number else []
    choices += [button("Next page", PAGE_NEXT, at)] if page.number + 1 < len(page.listing.pages) else []
    if not page.listing.unread and page.listing.entries:
        label = f"Approve all {len(page.listing.entries)}"
        choices.append(button(label, APPROVE_ALL, packed(page.listing.listing_id), "primary"))
    return [actions(choices)] if choices else []
