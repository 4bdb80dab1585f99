"""A draft as a terminal shows it: all that would leave, and what each sentence rests on."""

from __future__ import annotations

import shlex

from rich.panel import Panel

from assistant.contract import Answer
from assistant.draft_grounds import rests_on
from assistant.planner.plan import Declined
from assistant.rapport import Rapport
from assistant.terminal.printing import plain
from assistant.terminal.waiting_drafts import short_id
from knowledge.drafts import drafts_by_id
from knowledge.notes import stored_notes
from knowledge.people import Person
from tools.drafts import Draft


def draft_panels(rapport: Rapport, answer: Answer) -> list[Panel]:
    """The drafts of an answer as they stand."""
    shown = answer.drafts or ()
    with rapport.engine.connect() as connection:
        kept = drafts_by_id(connection, [one.id for one in shown])
        read = {key for one in kept.values() for key in one.note_ids}
        notes = stored_notes(connection, note_ids=read) if read else []
    return [
        _panel(
            kept[one.id],
            rests_on(kept[one.id], answer.facts or (), notes),
            drafts_command(rapport, kept[one.id].author_email, short_id(kept[one.id])),
        )
        for one in shown
        if one.id in kept
    ]


def drafts_command(rapport: Rapport, email: str, which: str = "") -> str:
    """What that person types to see a draft and decide on it, or all that wait."""
    named = f" --as {shlex.quote(email)}" if email and email != rapport.person("").email else ""
    return f"rapport drafts{' ' if which else ''}{which}{named}"


def for_terminal(rapport: Rapport, answer: Answer, person: Person) -> Answer:
    """The answer with the command that approves, where Slack has a button."""
    if answer.refuse != Declined.APPROVE_BELOW:
        return answer
    command = drafts_command(rapport, person.email)
    said = f"I send nothing myself. See what waits, read it whole and approve it there: {command}"
    return answer.model_copy(update={"text": said})


def envelope(draft: Draft) -> list[str]:
    """Everything around the words but the subject: what is approved is all of this."""
    lines = [f"To: {draft.recipient} by {'Slack' if draft.channel == 'slack' else 'e-mail'}"]
    if draft.channel == "email":
        by_hand = f"{draft.sender}, who sends it by hand once it is approved"
        lines.insert(0, f"From: {draft.from_address or by_hand}")
    if draft.reply_to:
        lines.append(f"Reply-To: {draft.reply_to}")
    if draft.cc:
        lines.append(f"Cc: {', '.join(draft.cc)}")
    if draft.in_reply_to:
        lines.append("Goes on from our last message there")
    return [" ".join(line.split()) for line in lines]


def as_text(draft: Draft) -> str:
    """The subject, where it has one, and the words: what a person may change."""
    return f"Subject: {draft.subject}\n\n{draft.body}" if has_subject(draft) else draft.body


def has_subject(draft: Draft) -> bool:
    """A message in Slack has none, so none is shown."""
    return draft.channel == "email" and bool(draft.subject)


def _panel(draft: Draft, grounds: list[str], command: str) -> Panel:
    parts = ["\n".join(envelope(draft)), as_text(draft), "\n".join(grounds), f"Decide on it: {command}"]
    title = plain(f"{draft.channel} draft, waits for your approval")
    return Panel(plain("\n\n".join(parts)), title=title, title_align="left", width=88)
