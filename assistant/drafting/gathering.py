"""Material for a message, read from what is kept about one partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import pandas as pd
from sqlalchemy import Connection, select

from assistant.drafting import kinds
from assistant.drafting.material import Material, Moment, Occasion, Purpose, Recipient
from assistant.drafting.moments import occasions
from assistant.drafting.presentable import presentable, repeatable, softened
from assistant.drafting.tone import questions, quotable_spans
from knowledge.notes import Note, notes_of
from knowledge.notes import quote as quote_of
from knowledge.partners import ContactCard, PartnerCard
from knowledge.people import Person
from knowledge.readings import promises
from knowledge.rows import partner_rows
from knowledge.tables import INCOMING
from prompts.draft_templates import LANGUAGES
from tools.facts import Audience, Fact, Kind, Quote

_SAID_WITHIN: Final = timedelta(days=300)
_ASKED_WITHIN: Final = timedelta(days=90)
_PROMISED_WITHIN: Final = timedelta(days=400)
_FAMILIAR: Final = {
    "de": re.compile(r"\b(?:du|dich|dir|dein\w*|euch|eure[mnrs]?|euer)\b"),
    "fr": re.compile(r"\b(?:tu|toi|ton|tes)\b"),
    "es": re.compile(r"\b(?:vosotros|vosotras|os|vuestr\w+|tú|te|tu|tus)\b"),
}
_PROMISES: Final = {"us": Occasion.PROMISE_US, "them": Occasion.PROMISE_THEM}
_WRITTEN: Final = ("email", "slack")
_MARKS: Final = "\n<>{}@|"


@dataclass(frozen=True)
class Addressing:
    """Whom a message is to and from.

    Attributes:
        language: None means the recipient's own.
        contacts: Of the partner; a message may speak of talks with them.
    """

    partner: PartnerCard
    contact: ContactCard | None
    sender: Person | None
    language: str | None = None
    contacts: tuple[ContactCard, ...] = ()


def gather(connection: Connection, addressing: Addressing, purpose: Purpose, as_of: date) -> Material:
    """Everything shareable that a message to this partner can rest on, as known at the end of `as_of`."""
    partner, contact = addressing.partner, addressing.contact
    notes = notes_of(connection, [partner.id], as_of, Audience.SHAREABLE)
    said = [note for note in notes if contact is not None and _wrote(note, contact)]
    recipient = _recipient(addressing, said)
    rows = partner_rows(connection, [partner.id], as_of)
    owed = promises(connection, as_of, frozenset({partner.id}))
    signed_on = _signed_on(connection, partner.id)
    people = [one.name for one in addressing.contacts]
    sender = addressing.sender
    ours = (sender.name, sender.email) if sender else ()
    found = [
        *occasions(partner.id, rows, signed_on, as_of, recipient.name, people, ours),
        *_asked(connection, said, rows["activities"], recipient, as_of),
        *_words(connection, said, recipient.language, as_of),
        *_promises(connection, notes, owed, as_of),
    ]
    return Material(
        partner_id=partner.id,
        partner_name=softened(partner.name) or partner.id,
        recipient=recipient,
        sender=addressing.sender.name if addressing.sender else "",
        purpose=purpose,
        as_of=as_of,
        moments=tuple(moment for moment in found if _stands(moment)),
        owes=bool((owed["owed_by"] == "us").any()),
    )


def _recipient(addressing: Addressing, said: list[Note]) -> Recipient:
    partner, contact = addressing.partner, addressing.contact
    wanted = addressing.language or (contact.language if contact else "") or partner.language
    language = wanted.strip().lower()[:2]
    language = language if language in LANGUAGES else "en"
    formal = bool(_formal(language, said))
    name = softened(contact.name) if contact else ""
    return Recipient(
        contact.id if contact else None,
        name or softened(partner.name) or partner.id,
        contact.role if contact and presentable(contact.role) else "",
        language,
        formal,
    )


def addresses_formally(contact: ContactCard, notes: list[Note]) -> bool | None:
    """Whether one says Sie, vous or usted to them; None where their language makes no difference.

    Args:
        contact: The person; their language is an ISO code.
        notes: Notes that the partner may read; those that the contact wrote decide.
    """
    language = contact.language.strip().lower()[:2]
    return _formal(language, [note for note in notes if _wrote(note, contact)])


def _formal(language: str, said: list[Note]) -> bool | None:
    familiar = _FAMILIAR.get(language)
    return None if familiar is None else not any(familiar.search(note.text) for note in said)


def _wrote(note: Note, contact: ContactCard) -> bool:
    author = note.author.strip().casefold()
    return bool(author) and author in {contact.email.casefold(), contact.name.strip().casefold()}


def _words(connection: Connection, said: list[Note], language: str, as_of: date) -> Iterator[Moment]:
    """The recipient's own latest friendly words: all of a note as a rule, so that nothing is turned round."""
    for note in said:
        if note.date < as_of - _SAID_WITHIN:
            return
        for start, end in quotable_spans(note.text):
            if repeatable(note.text[start:end], language):
                occasion = Occasion.WROTE if note.source in _WRITTEN else Occasion.WORDS
                words = quote_of(connection, note, start, end)
                yield _quoted(occasion, words, "words", "words_on", kinds.SAID)
                return


def _asked(
    connection: Connection, said: list[Note], talks: pd.DataFrame, recipient: Recipient, as_of: date
) -> Iterator[Moment]:
    """The recipient's latest question, unless they and we have spoken since."""
    names = talks["person"].fillna("").str.strip().str.casefold()
    talks = talks[talks["kind"].isin(("call", "meeting")) & names.isin(("", recipient.name.casefold()))]
    for note in said:
        if note.date < as_of - _ASKED_WITHIN or (talks["date"] > pd.Timestamp(note.date)).any():
            return
        for start, end in questions(note.text):
            if repeatable(note.text[start:end], recipient.language):
                words = quote_of(connection, note, start, end)
                yield _quoted(Occasion.ASKED, words, "question", "asked_on", kinds.ASKED)
                return


def _promises(connection: Connection, notes: list[Note], owed: pd.DataFrame, as_of: date) -> Iterator[Moment]:
    """The latest promise of either side among shareable notes."""
    shareable = {note.note_id: note for note in notes if note.date >= as_of - _PROMISED_WITHIN}
    latest = owed.sort_values(["note_date", "note_id", "start"], ascending=[False, True, True])
    done: set[Occasion] = set()
    for row in latest.itertuples():
        occasion, note = _PROMISES[str(row.owed_by)], shareable.get(str(row.note_id))
        if note is None or occasion in done:
            continue
        start, end = int(str(row.start)), int(str(row.end))
        if any(mark in note.text[start:end] for mark in _MARKS):
            continue
        done.add(occasion)
        words = quote_of(connection, note, start, end)
        yield _quoted(occasion, words, "promise", "promised_on", kinds.PROMISED)


def _quoted(occasion: Occasion, quote: Quote, words: str, when: str, kind: Kind) -> Moment:
    said_on = Fact(
        kind,
        quote.partner_id,
        quote.written_on,
        quote.written_on,
        quote.note_id,
        rows=(f"notes:{quote.note_id}",),
    )
    return Moment(occasion, {words: quote, when: said_on})


def _stands(moment: Moment) -> bool:
    """Whether every name in it can stand in a message as it is."""
    return all(
        presentable(source.value)
        for source in moment.slots.values()
        if isinstance(source, Fact) and isinstance(source.value, str)
    )


def _signed_on(connection: Connection, partner_id: str) -> date | None:
    table = INCOMING["partners"].c
    return connection.execute(select(table.signed_on).where(table.partner_id == partner_id)).scalar()
