"""Requests with a form of their own, which need no guessing: `note: …`, `remind me …`, `/brief Acme`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.planner.reading import Reading, hiding_names
from prompts.words import shape, talk, words_for
from tools.spelling import fold


@dataclass(frozen=True)
class ClearForm:
    """A tool that the form of a message names.

    Attributes:
        tool: Its name.
        text: What follows the form, exactly as typed: a note's text.
    """

    tool: str
    text: str


_COMMANDS: Final = {
    "brief": "call_brief",
    "draft": "draft_message",
    "attention": "partners_needing_attention",
    "note": "log_note",
    "remind": "follow_ups",
    "digest": "digest_settings",
    "profile": "partner_profile",
    "why": "explain_change",
    "find": "find_partners",
    "notes": "search_notes",
    "journey": "journey_status",
    "data": "data_health",
    "compare": "compare_partners",
    "coverage": "coverage_map",
    "tiers": "tier_movements",
    "whatif": "tier_what_if",
    "review": "review_decision",
    "certs": "certifications",
    "snooze": "snooze",
    "capacity": "capacity_plan",
    "pitch": "business_proposition",
    "economics": "partner_economics",
    "commission": "commission_statement",
    "playbook": "playbook",
    "intro": "suggest_introduction",
}
_COMMAND: Final = shape("command")
_NOTE: Final = shape("note")
_THAT: Final = shape("that")
_REMIND: Final = shape("remind")
_ASKS_NOTES: Final = shape("asks_notes")
_DONE: Final = shape("play_or_introduction")
_LOGS: Final = re.compile(r"^\W*(?:please\s+)?(?:log|track|registra|enregistre)\b")
_I_DID: Final = shape("i_did")
_ABOUT: Final = re.compile(r"[^:\n]{0,60}?\s*(?::|\s[-\u2013\u2014]\s)\s*(?=\S)")
_NAMED: Final = shape("note_about")
_JOINER: Final = re.compile(r"(?i)^[\s,:\-\u2013\u2014]*(?:(?:that|dass|que)\b\s*)?")


def clear_form(text: str) -> ClearForm | None:
    """The tool that the message's form names; None when it has no such form."""
    if (match := _COMMAND.match(text)) and (tool := _COMMANDS.get(match["name"].lower())):
        return ClearForm(tool, match["rest"].strip())
    for pattern in (_NOTE, _THAT):
        match = pattern.match(text)
        if match and not (_asks_notes(text, match) or _tells_what_was_done(match)):
            return ClearForm("log_note", match["text"].strip())
    if match := _REMIND.match(text):
        return ClearForm("follow_ups", match["text"].strip())
    return None


def _asks_notes(text: str, match: re.Match[str]) -> bool:
    """Whether the form asks for notes on file: `notes on Kestrel: …`, `note on Kestrel: what was it?`."""
    about = match.groupdict().get("about")
    return bool(_ASKS_NOTES.search(fold(text[: match.start("text")]))) or bool(about and text.endswith("?"))


def _tells_what_was_done(match: re.Match[str]) -> bool:
    """Whether a play or an introduction is to be logged: `log the play: …`, `record that we ran it`."""
    if about := match.groupdict().get("about"):
        return bool(_DONE.search(fold(about)))
    told = fold(match["text"])
    if match.re is not _THAT:
        return False
    logged = _LOGS.match(fold(match.string)) and _I_DID.match(told)
    return bool(logged or _DONE.search(told) or words_for("play_names").search(told))


def note_text(reading: Reading) -> str:
    """The words of a note without the request to note them; always a part of what was typed.

    A name is cut only where it stands between the request and a colon or dash.
    """
    text = reading.text.strip()
    hidden = hiding_names(reading, reading.text.lower()).strip()
    if (named := _NAMED.match(hidden)) and text[named.end() :]:
        return text[named.end() :]
    lead = talk("notes_lead").match(text)
    if lead is None:
        return text
    rest = text[lead.end() :]
    about = _ABOUT.match(rest)
    kept = (rest[about.end() :] if about else _JOINER.sub("", rest, count=1)).strip()
    return kept or text
