"""`rapport drafts`: the review queue of a job in a terminal."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console

from assistant.answering import shown_fact
from assistant.app import open_rapport
from assistant.draft_grounds import rests_on
from assistant.drafting.stops import WHY_STOPPED
from assistant.errors import AssistantError
from assistant.jobs.reviewing import QueueCard, ReviewQueue
from assistant.jobs.words import progress_in_words, refusals_in_words
from assistant.rapport import Rapport
from assistant.settings import load_settings
from assistant.terminal.draft_screen import as_text, envelope, has_subject
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import plain, show_line
from knowledge.draft_jobs import ItemState, JobState, items_in, jobs_of
from knowledge.partners import partner_cards
from knowledge.people import Person
from tools.drafts import OPEN, Draft, DraftError, DraftState, digest

_CODE: Final = 8  # characters of a message's digest that a person copies: one in four billion is alike
_SUBJECT: Final = "Subject: "


@dataclass(frozen=True)
class Wanted:
    """What the command is to do.

    Attributes:
        number: Of the draft, from 1 on; None for all of them.
        approve: Code of the message that was shown.
        file: The new words; None: an editor.
        job: Its id; empty for the latest.
    """

    number: int | None = None
    approve: str = ""
    file: Path | None = None
    job: str = ""
    edit: bool = False
    skip: bool = False
    show_next: bool = False


@told_plainly
def run_drafts(wanted: Wanted, as_person: str) -> int:
    """List the drafts of a job, show one, or decide on one.

    Returns:
        0; 1 when something must not be sent as it was written.
    """
    with open_rapport(load_settings()) as rapport:
        return review(rapport, wanted, rapport.person(as_person))


def review(rapport: Rapport, wanted: Wanted, person: Person) -> int:
    """The same on an application that is open.

    Raises:
        AssistantError: There is no such job or draft of theirs, or it is not as it was shown.
    """
    queue, job_id = ReviewQueue(rapport.jobs), wanted.job or _latest(rapport, person)
    number = wanted.number
    if wanted.show_next:
        number = queue.next_place(job_id, -1, person) + 1
    if number is None:
        _list(rapport, queue, job_id, person)
        return 0
    card = queue.card(job_id, number - 1, person)
    if card.place != number - 1:
        raise AssistantError(f"There is no draft {number}: the job has 1 to {card.total}.")
    try:
        return _decide(rapport, card, wanted, person)
    except DraftError as error:
        raise AssistantError(str(error)) from error


def _decide(rapport: Rapport, card: QueueCard, wanted: Wanted, person: Person) -> int:
    console, key = Console(), card.draft.draft_id
    if wanted.approve:
        if wanted.approve != _code(card.draft):
            raise AssistantError(
                f"The message is not the one with the code {wanted.approve!r}. Read it again, then approve."
            )
        rapport.approve(key, digest(card.draft), person)
        left = rapport.decisions.send_now(key)
        show_line(console, f"{card.partner}: {_standing(left)}. Next: rapport drafts --next")
        return 0
    if wanted.skip:
        rapport.dismiss(key, person)
        show_line(console, f"{card.partner}: put aside. Next: rapport drafts --next")
        return 0
    if wanted.edit or wanted.file:
        return _edited(rapport, console, card, wanted, person)
    _show(console, card)
    return 0


def _standing(draft: Draft) -> str:
    """What became of an approved draft."""
    why = (draft.outcome or "").rstrip(".")
    by_hand = f"approved. Send it to {draft.recipient} by hand"
    approved = by_hand if draft.channel == "email" else "approved. `rapport serve` sends it when it starts"
    return {
        DraftState.APPROVED: approved,
        DraftState.SENT: f"approved and sent to {draft.recipient}",
        DraftState.FAILED: f"not sent: {why}. It can be approved again",
        DraftState.UNKNOWN: f"perhaps sent: {why}. Ask {draft.recipient}; it is not sent again by itself",
    }.get(draft.state, why or draft.state.value)


def _edited(rapport: Rapport, console: Console, card: QueueCard, wanted: Wanted, person: Person) -> int:
    before = as_text(card.draft)
    after = _read(wanted.file) if wanted.file else _in_editor(before)
    subject, body = _subject_and_body(card.draft, after)
    edited = rapport.edit(card.draft.draft_id, subject, body, digest(card.draft), person)
    if isinstance(edited, Draft):
        show_line(console, f"{card.partner}: changed. Approve it with: --approve {_code(edited)}")
        return 0
    for problem in edited:
        show_line(console, f"This cannot be sent: {problem}")
    if rapport.decisions.overridable(card.draft.draft_id, subject, body):
        show_line(console, "Take the name out, or edit it in Slack: there a lead can let it stand.")
    return 1


def _latest(rapport: Rapport, person: Person) -> str:
    with rapport.engine.connect() as connection:
        jobs = jobs_of(connection, person.email)
    if not jobs:
        raise AssistantError(
            'No messages wait for you. Ask for some: rapport ask "Nudge everyone with no deal in 90 days"'
        )
    return jobs[0].job_id


def _list(rapport: Rapport, queue: ReviewQueue, job_id: str, person: Person) -> None:
    console, tally = Console(), rapport.jobs.tally(job_id)
    rapport.jobs.job(job_id, person)
    show_line(console, progress_in_words(tally))
    refused: dict[str, str] = {}
    with rapport.engine.connect() as connection:
        left_out = items_in(connection, job_id, ItemState.REFUSED)
        refused = {one.partner_id: one.reason or "" for one in left_out}
        mine = queue.mine(job_id, person) if tally.written else []
        cards = partner_cards(connection, {*refused, *(one.partner_id for one in mine)})
    for number, one in enumerate(mine, start=1):
        name = cards[one.partner_id].name if one.partner_id in cards else one.partner_id
        show_line(console, f"{number:>4}  {one.state:<10} {name}")
    if refused:
        show_line(console, f"Not written: {refusals_in_words(tally)}")
        show_line(console, ", ".join(cards[key].name for key in refused if key in cards))
    if tally.state is JobState.RUNNING:
        show_line(console, "It is still being written.")
    if mine:
        show_line(console, "Next: rapport drafts --next")


def _show(console: Console, card: QueueCard) -> None:
    draft = card.draft
    show_line(console, f"{card.place + 1} of {card.total}: {card.partner} ({draft.state})")
    for line in envelope(draft):
        show_line(console, line)
    console.print()
    console.print(plain(as_text(draft)), soft_wrap=True)
    console.print()
    for line in rests_on(draft, [shown_fact(one) for one in card.facts], card.notes):
        show_line(console, line)
    if card.stopped is not None:
        show_line(console, f"This must not leave now. {WHY_STOPPED[card.stopped]}")
    elif draft.state in OPEN:
        number = card.place + 1
        show_line(console, f"Approve: rapport drafts {number} --approve {_code(draft)}")
        show_line(console, f"Or: rapport drafts {number} --edit, rapport drafts {number} --skip")
    if card.place + 1 < card.total:
        show_line(console, f"The one after it: rapport drafts {card.place + 2}")


def _code(draft: Draft) -> str:
    return digest(draft)[:_CODE]


def _subject_and_body(draft: Draft, text: str) -> tuple[str, str]:
    """The words without the line that holds the subject, where there is one."""
    first, _, rest = text.partition("\n")
    if has_subject(draft) and first.startswith(_SUBJECT):
        return first.removeprefix(_SUBJECT).strip(), rest.strip()
    return draft.subject, text.strip()


def _read(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError(f"{str(file)!r} cannot be read as UTF-8 text. Name another file.") from error


def _in_editor(text: str) -> str:
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        raise AssistantError("No editor is set. Set EDITOR, or give the new words with --file FILE.")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "message.txt"
        file.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*command, str(file)], check=True)  # noqa: S603 - the user's own editor
        except (OSError, subprocess.CalledProcessError) as error:
            raise AssistantError(f"The editor {command[0]!r} did not work. Use --file FILE.") from error
        return file.read_text(encoding="utf-8")
