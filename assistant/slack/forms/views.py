"""Forms as modals: plain builders that take values."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Final

from assistant.forms.picking import Choice
from assistant.slack import limits
from assistant.slack.blocks import Option, context, literal, modal, section, text_input
from assistant.slack.forms.kept import Kept
from assistant.slack.inputs import day_picker, search, time_picker
from assistant.slack.outgoing import Block, escape, plain_text

MORNING: Final = time(9)


class Form(StrEnum):
    """The forms; the value is the action that opens one and the callback of its modal."""

    NOTE = "form_note"
    SNOOZE = "form_snooze"
    REMINDER = "form_reminder"
    DIGEST = "form_digest"
    REVIEW = "form_review"
    WHAT_IF = "form_what_if"
    BRIEF = "form_brief"
    HELD = "form_held_note"


def note(kept: Kept, today: date, partner: Choice | None = None, words: str = "") -> Block:
    """Log a note in one's own words."""
    fields = [
        partner_field(partner),
        text_input("What happened, in your own words", "words", words[: limits.INPUT], multiline=True),
        day_picker("On", "day", today),
        context(escape("Kept word for word, for us alone: a note is never shown to the partner.")),
    ]
    return modal(Form.NOTE, "Log a note", "Save", fields, kept.to_metadata())


def held_note(kept: Kept, author: str, day: str, text: str, partner: Choice | None = None) -> Block:
    """Keep a message of somebody else as a note."""
    said = "The words stay as they are, in their author's name, for us alone."
    fields = [
        section(escape(f"{author[:80]} wrote on {day}:")),
        *literal(text),
        partner_field(partner),
        context(escape(f"{said} {'My guess: change it if it is wrong.' if partner else ''}".strip())),
    ]
    view = modal(Form.HELD, "Save as note", "Save", fields, kept.to_metadata())
    return view | {"notify_on_close": True}  # so that the message is held no longer


def snooze(kept: Kept, until: date, partner: Choice | None = None) -> Block:
    """Keep a partner off one's list."""
    said = "Nothing is lost: the partner comes back on that day if something is still open."
    fields = [
        partner_field(partner),
        day_picker("Off my attention list until", "until", until),
        context(escape(said)),
    ]
    return modal(Form.SNOOZE, "Snooze a partner", "Snooze", fields, kept.to_metadata())


def reminder(kept: Kept, zone: str, partner: Choice | None = None, words: str = "", when: str = "") -> Block:
    """Set a reminder."""
    said = f"For example: Tuesday · in two weeks · end of quarter · 2026-12-24. Times are in {zone or 'UTC'}."
    fields = [
        text_input("Remind me of", "words", words[: limits.INPUT], multiline=True),
        text_input("When", "when", when, multiline=False),
        time_picker("At, unless the words above say an hour", "at", MORNING),
        partner_field(partner, optional=True),
        context(escape(said)),
    ]
    return modal(Form.REMINDER, "Remind me", "Remind me", fields, kept.to_metadata())


def brief(kept: Kept) -> Block:
    """Pick a partner to be briefed on."""
    said = "One screen before a call: how they are doing, what is open, what was promised."
    fields = [partner_field(None), context(escape(said))]
    return modal(Form.BRIEF, "Brief me", "Brief me", fields, kept.to_metadata())


def closing(title: str, said: str) -> Block:
    """A line, and nothing to fill in."""
    return {
        "type": "modal",
        "title": plain_text(title),
        "close": plain_text("Close"),
        "blocks": [section(escape(said))],
    }


def partner_field(chosen: Choice | None, *, optional: bool = False) -> Block:
    """Pick a partner; one whose id Slack cannot carry has to be picked by words."""
    fits = chosen is not None and len(chosen.partner_id) <= limits.OPTION_VALUE
    first = Option(chosen.label, chosen.partner_id) if chosen and fits else None
    return search("Partner", "partner", first, optional=optional)
