"""Lines of the log with names in place of ids, looked up as they are read: the log itself keeps ids alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten
from typing import Final

from sqlalchemy import Connection

from assistant.access import Access
from assistant.counting import counted
from knowledge.audit import Deed, Entry
from knowledge.partners import partner_cards
from knowledge.people import all_people
from knowledge.team_channels import all_channels
from knowledge.threads import texts_of

_WORDS: Final = 60  # characters of a question that are enough to know it again
_DID: Final = {
    Deed.ASKED: "asked",
    Deed.SHARED: "shared the answer to",
    Deed.APPROVED: "approved a message",
    Deed.DISMISSED: "dismissed a message",
    Deed.EDITED: "edited a message",
    Deed.OVERRODE: "let a name stand in a message",
    Deed.SENT: "sent a message",
    Deed.CHANGED: "changed",
    Deed.UNDID: "took back",
    Deed.IMPORTED: "imported",
    Deed.ASSIGNED: "gave",
    Deed.COVERED: "agreed on a cover",
    Deed.ROLE_GIVEN: "gave a role",
    Deed.LET_IN: "let in",
    Deed.TURNED_AWAY: "turned away",
    Deed.CHANNEL_ADDED: "registered the channel",
    Deed.CHANNEL_REMOVED: "removed the channel",
}
"""What stands before whom or what it was done to."""
_AT_LEAST: Final = {Deed.CHANGED: "something", Deed.UNDID: "a change", Deed.IMPORTED: "files"}
_TO: Final = frozenset(
    {Deed.APPROVED, Deed.DISMISSED, Deed.EDITED, Deed.OVERRODE, Deed.SENT, Deed.ROLE_GIVEN}
)
_OF_QUESTIONS: Final = frozenset({Deed.ASKED, Deed.SHARED})
_KINDS: Final[Mapping[str, str]] = {
    "log_note": "a note",
    "delete_note": "a note, deleted",
    "digest_settings": "the weekly digest",
    "review_decision": "a level in the review",
    "snooze": "a snooze",
    "record_play": "a play",
    "mute": "what the digest leaves out",
    "suggest_introduction": "an introduction",
    "follow_ups": "a reminder",
    "answer_logged": "an answer, logged",
    "answer_forgotten": "an answer, taken off the record",
    "copies": "who gets copies of mails",
    "demo": "the demo data",
    "demo_removed": "the demo data, removed",
    "upload": "an uploaded file",
    "first": "the first admin",
}


@dataclass(frozen=True)
class LogLine:
    """One line as a person reads it: `who did what`, one after the other.

    Attributes:
        audit_id: Of the entry; with `at` its place in the log.
        what: Whom or what it was done to; empty when nothing more is known.
    """

    audit_id: str
    at: datetime
    who: str
    did: str
    what: str


@dataclass(frozen=True)
class _Known:
    """What the ids in some lines stand for, as far as the reader may know it."""

    names: Mapping[str, str]
    questions: Mapping[str, str]


def told_log(connection: Connection, entries: Sequence[Entry], access: Access) -> list[LogLine]:
    """The lines, with no more than the reader may see: of questions of others, those who see every book."""
    known = _known(connection, entries, access)
    return [
        LogLine(
            one.audit_id,
            one.at,
            known.names.get(one.actor_email, one.actor_email) or "somebody at the terminal",
            "ended a cover" if one.details.get("ended") else _DID[one.deed],
            _what(one, known),
        )
        for one in entries
    ]


def _known(connection: Connection, entries: Sequence[Entry], access: Access) -> _Known:
    people = all_people(connection)
    names = {key: one.name for one in people for key in (one.email, one.slack_user_id) if key}
    names |= {one.channel_id: f"#{one.name}" for one in all_channels(connection) if one.name}
    partners = {key for one in entries for key in (one.details.get("partner_id"), one.subject) if key}
    cards = partner_cards(connection, [one for one in partners if access.may_see(one)])
    names |= {key: card.name for key, card in cards.items()}
    asked = [
        one.subject
        for one in entries
        if one.deed in _OF_QUESTIONS and (not access.hides_books or one.actor_email == access.person.email)
    ]
    return _Known(names, texts_of(connection, asked))


def _what(entry: Entry, known: _Known) -> str:
    if entry.deed in _OF_QUESTIONS:
        words = " ".join(known.questions.get(entry.subject, "").split())
        return f"“{shorten(words, _WORDS, placeholder='…')}”" if words else "a question that is not kept"
    details, names = entry.details, known.names
    kind = details.get("kind", "")
    named = names.get(details.get("partner_id") or entry.subject, "")
    if entry.deed is Deed.ASSIGNED:
        return f"{named or 'a partner that is gone'} to {_person(details.get('to', ''), names)}"
    if entry.deed is Deed.COVERED:
        days = " to ".join(day for key in ("from", "until") if (day := details.get(key)))
        cover, absent = _person(entry.subject, names), _person(details.get("absent", ""), names)
        return ", ".join(filter(None, (f"by {cover} for {absent}", days)))
    parts = [_KINDS.get(kind, kind.replace("_", " ")), named or _unnamed(entry)]
    rows = details.get("rows", "")
    parts += [details.get("role", ""), counted(int(rows), "row") if rows.isdecimal() else rows]
    what = ", ".join(filter(None, parts)) or _AT_LEAST.get(entry.deed, "")
    return f"to {what}" if what and entry.deed in _TO else what


def _person(email: str, names: Mapping[str, str]) -> str:
    return names.get(email, email)


def _unnamed(entry: Entry) -> str:
    """What stands for a subject that has no name: the id of a channel or a person says more than nothing."""
    of_people = {Deed.ROLE_GIVEN, Deed.LET_IN, Deed.TURNED_AWAY, Deed.CHANNEL_ADDED, Deed.CHANNEL_REMOVED}
    if entry.deed in of_people:
        return entry.subject
    return "a partner that is gone" if entry.details.get("partner_id") else ""
