"""Lists of drafts in a terminal: everything that waits, and all of one job."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from assistant.counting import counted
from assistant.figures import day_of
from assistant.jobs.reviewing import ReviewQueue
from assistant.jobs.words import progress_in_words, refusals_in_words
from assistant.rapport import Rapport
from assistant.terminal.printing import show_line
from assistant.terminal.waiting_drafts import ID
from knowledge.draft_jobs import ItemState, JobState, items_in
from knowledge.partners import partner_cards
from knowledge.people import Person
from tools.drafts import Draft


def list_waiting(console: Console, rapport: Rapport, drafts: Sequence[Draft]) -> None:
    """One line per draft: what to type for it, when it was written or changed, whom it is for."""
    with rapport.engine.connect() as connection:
        cards = partner_cards(connection, [one.partner_id for one in drafts])
    wait = "waits" if len(drafts) == 1 else "wait"
    show_line(console, f"{counted(len(drafts), 'message')} {wait} for you, the newest first.")
    for one in drafts:
        name = cards[one.partner_id].name if one.partner_id in cards else one.partner_id
        told = " ".join(f"{one.purpose.replace('_', ' ')} by {one.channel}".split())
        show_line(console, f"{one.draft_id[:ID]}  {day_of(one.changed_at.date()):<11}  {name} ({told})")


def list_job(console: Console, rapport: Rapport, job_id: str, person: Person) -> bool:
    """How far a job is, its drafts with what became of them, and who was left out; whether there are any.

    Raises:
        JobUnknown: There is no such job of theirs.
    """
    rapport.jobs.job(job_id, person)
    tally, queue = rapport.jobs.tally(job_id), ReviewQueue(rapport.jobs)
    show_line(console, progress_in_words(tally))
    with rapport.engine.connect() as connection:
        refused = [one.partner_id for one in items_in(connection, job_id, ItemState.REFUSED)]
        mine = queue.mine(job_id, person) if tally.written else []
        cards = partner_cards(connection, {*refused, *(one.partner_id for one in mine)})
    for number, one in enumerate(mine, start=1):
        name = cards[one.partner_id].name if one.partner_id in cards else one.partner_id
        show_line(console, f"{number:>4}  {one.draft_id[:ID]}  {one.state:<10} {name}")
    if refused:
        show_line(console, refusals_in_words(tally))
        show_line(console, ", ".join(cards[key].name for key in refused if key in cards))
    if tally.state is JobState.RUNNING:
        show_line(console, "It is still being written.")
    return bool(mine)
