"""`rapport drafts`: what waits for a person in a terminal, and the review queue of a job."""

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
from assistant.rapport import Rapport
from assistant.settings import load_settings
from assistant.terminal.draft_lists import list_job, list_waiting
from assistant.terminal.draft_screen import as_text, envelope, has_subject
from assistant.terminal.failing import told_plainly
from assistant.terminal.printing import plain, show_line
from assistant.terminal.waiting_drafts import named_draft, short_id, single_card, waiting
from knowledge.draft_jobs import jobs_of
from knowledge.people import Person
from tools.drafts import OPEN, Draft, DraftError, DraftState, digest

_CODE: Final = 8  # characters of a message's digest that a person copies: one in four billion is alike
_SUBJECT: Final = "Subject: "
_NOTHING: Final = (
    'No messages wait for you. Ask for some: rapport ask "Nudge everyone with no deal in 90 days"'
)


@dataclass(frozen=True)
class Wanted:
    """What the command is to do.

    Attributes:
        which: Id of a draft, or its number in a job, from 1 on; empty for all.
        approve: Code of the message that was shown.
        file: The new words; None: an editor.
        job: Its id; empty for whatever waits, and for the latest where a number is given.
        as_person: Who was named; what is told to be typed next names them too.
    """

    which: str = ""
    approve: str = ""
    file: Path | None = None
    job: str = ""
    as_person: str = ""
    edit: bool = False
    skip: bool = False
    show_next: bool = False

    def told(self, rest: str) -> str:
        """The command that does the next step for the same person."""
        named = f" --as {shlex.quote(self.as_person)}" if self.as_person else ""
        return f"rapport drafts {rest}{named}"

    @property
    def decides(self) -> bool:
        """Whether something is to be done to one draft."""
        return bool(self.approve or self.file or self.edit or self.skip)


@told_plainly
def run_drafts(wanted: Wanted) -> int:
    """List the drafts that wait, show one, or decide on one.

    Returns:
        0; 1 when something must not be sent as it was written.
    """
    with open_rapport(load_settings()) as rapport:
        return review(rapport, wanted, rapport.person(wanted.as_person))


def review(rapport: Rapport, wanted: Wanted, person: Person) -> int:
    """The same on an application that is open.

    Raises:
        AssistantError: There is no such job or draft of theirs, or it is not as it was shown.
    """
    if not wanted.which and not wanted.show_next:
        if wanted.decides:
            raise AssistantError("Say which message: its id stands in the list. See: rapport drafts")
        return _listed(rapport, wanted, person)
    card = _card(rapport, wanted, person)
    try:
        return _decide(rapport, card, wanted, person)
    except DraftError as error:
        raise AssistantError(str(error)) from error


def _card(rapport: Rapport, wanted: Wanted, person: Person) -> QueueCard:
    """The draft that is wanted, in its queue where it was asked for by number."""
    if not wanted.show_next and not wanted.which.isdecimal():
        return single_card(rapport, named_draft(rapport, wanted.which, person))
    if wanted.show_next and not wanted.job:
        left = waiting(rapport, person)
        if not left:
            raise AssistantError(_NOTHING)
        return single_card(rapport, left[0])
    queue, job_id = ReviewQueue(rapport.jobs), wanted.job or _latest(rapport, person)
    place = queue.next_place(job_id, -1, person) if wanted.show_next else int(wanted.which) - 1
    card = queue.card(job_id, place, person)
    if wanted.show_next and place < 0:
        raise AssistantError("Every message of this job is decided. What else waits: rapport drafts")
    if card.place != place:
        raise AssistantError(f"There is no draft {wanted.which}: the job has 1 to {card.total}.")
    return card


def _decide(rapport: Rapport, card: QueueCard, wanted: Wanted, person: Person) -> int:
    console, key = Console(), card.draft.draft_id
    if wanted.approve:
        if wanted.approve != _code(card.draft):
            raise AssistantError(
                f"The message is not the one with the code {wanted.approve!r}. Read it again, then approve."
            )
        rapport.approve(key, digest(card.draft), person)
        left = rapport.decisions.send_now(key)
        show_line(console, f"{card.partner}: {_standing(left)}. Next: {wanted.told('--next')}")
        return 0
    if wanted.skip:
        rapport.dismiss(key, person)
        show_line(console, f"{card.partner}: put aside. Next: {wanted.told('--next')}")
        return 0
    if wanted.edit or wanted.file:
        return _edited(rapport, console, card, wanted, person)
    _show(console, card, wanted)
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
        approving = wanted.told(f"{short_id(edited)} --approve {_code(edited)}")
        show_line(console, f"{card.partner}: changed. Approve: {approving}")
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
        raise AssistantError("There is no job of yours. Type a message's id instead; see: rapport drafts")
    return jobs[0].job_id


def _listed(rapport: Rapport, wanted: Wanted, person: Person) -> int:
    """All of a job, or everything that waits."""
    if wanted.job:
        if list_job(Console(), rapport, wanted.job, person):
            show_line(Console(), f"Next: {wanted.told(f'--next --job {wanted.job}')}")
        return 0
    left = waiting(rapport, person)
    if not left:
        raise AssistantError(_NOTHING)
    list_waiting(Console(), rapport, left)
    example = short_id(left[0])
    show_line(Console(), f"Show one whole, with the command that approves it: {wanted.told(example)}")
    return 0


def _show(console: Console, card: QueueCard, wanted: Wanted) -> None:
    draft = card.draft
    place = f"{card.place + 1} of {card.total}: " if card.job_id else ""
    show_line(console, f"{place}{card.partner} ({draft.state})")
    for line in envelope(draft):
        show_line(console, line)
    console.print()
    console.print(plain(as_text(draft)), soft_wrap=True)
    console.print()
    for line in rests_on(draft, [shown_fact(one) for one in card.facts], card.notes):
        show_line(console, line)
    key = short_id(draft)
    if card.stopped is not None:
        show_line(console, f"This must not leave now. {WHY_STOPPED[card.stopped]}")
        show_line(console, f"Put it aside: {wanted.told(f'{key} --skip')}")
    elif draft.state in OPEN:
        show_line(console, f"Approve: {wanted.told(f'{key} --approve {_code(draft)}')}")
        show_line(console, f"Or: {wanted.told(f'{key} --edit')}, {wanted.told(f'{key} --skip')}")
    if card.place + 1 < card.total:
        of_job = f" --job {card.job_id}" if wanted.job else ""
        show_line(console, f"The one after it: {wanted.told(f'{card.place + 2}{of_job}')}")


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
