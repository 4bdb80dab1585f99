"""Material for a message, read from what is kept about one partner."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.material import Material, Recipient
from assistant.drafting.moments import About, Circle, occasions
from assistant.drafting.moments.about import small
from assistant.drafting.moments.words import Promised, Said, asked, promises, waiting, words
from assistant.drafting.occasions import Occasion
from assistant.drafting.on_record import on_record
from assistant.drafting.particulars import Subject, particulars
from assistant.drafting.presentable import presentable, softened
from assistant.drafting.sayable import Silence, sayable
from knowledge.notes import Note, notes_of, quote
from knowledge.partners import ContactCard, PartnerCard
from knowledge.people import Person
from knowledge.promises import KeptPromise, kept_promises
from knowledge.readings import taboos
from tools.facts import Audience
from tools.kept import PromiseStatus
from tools.matching import language_code

__all__ = ["Addressing", "Subject", "addresses_formally", "gather"]

_FAMILIAR: Final = {
    "de": re.compile(r"\b(?:du|dich|dir|dein\w*|euch|eure[mnrs]?|euer)\b"),
    "fr": re.compile(r"\b(?:tu|toi|ton|tes)\b"),
    "es": re.compile(r"\b(?:vosotros|vosotras|os|vuestr\w+|tú|te|tu|tus)\b"),
}
_CODE: Final = re.compile(r"[a-z]{2,3}")
_UNSPOKEN: Final = "en"  # where no language is on file


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


def gather(connection: Connection, addressing: Addressing, subject: Subject, as_of: date) -> Material:
    """Everything shareable that a message to this partner can rest on, as known at the end of `as_of`.

    What only one purpose speaks of, such as a commission or an offer, is gathered for that purpose alone; an
    introduction as it stands now, as a consent may be taken back.
    """
    partner, contact = addressing.partner, addressing.contact
    notes = notes_of(connection, [partner.id], as_of, Audience.SHAREABLE)
    own = [note for note in notes if contact is not None and _wrote(note, contact)]
    recipient = _recipient(addressing, own)
    about, circle = About(partner.id, as_of), _circle(addressing, recipient, as_of)
    record = on_record(connection, partner.id, as_of)
    said = Said(own, {note.note_id: note for note in notes}, recipient.language, partial(quote, connection))
    promised = _promised(kept_promises(connection, as_of, frozenset({partner.id})))
    found = [
        *waiting(occasions(record, about, circle), said),
        *asked(said, record.activities, about, circle),
        *words(replace(said, own=sorted(own, key=lambda one: one.note_id not in subject.note_ids)), about),
        *promises(said, promised, about),
        *particulars(connection, subject, about),
    ]
    moments = tuple(sayable(found, _silence(connection, addressing)))
    introduces = any(one.occasion is Occasion.INTRODUCED for one in moments)
    return Material(
        partner_id=partner.id,
        partner_name=softened(partner.name) or partner.id,
        recipient=recipient,
        sender=addressing.sender.name if addressing.sender else "",
        purpose=subject.purpose,
        as_of=as_of,
        moments=moments,
        owes=any(one.by_us and one.status is PromiseStatus.OPEN for one in promised),
        introduced_id=subject.other_id if introduces else None,
    )


def addresses_formally(contact: ContactCard, notes: list[Note]) -> bool | None:
    """Whether one says Sie, vous or usted to them; None where their language makes no difference.

    Args:
        contact: The person; their language is an ISO code.
        notes: Notes that the partner may read; those that the contact wrote decide.
    """
    language = contact.language.strip().lower()[:2]
    return _formal(language, [note for note in notes if _wrote(note, contact)])


def _recipient(addressing: Addressing, own: Collection[Note]) -> Recipient:
    partner, contact = addressing.partner, addressing.contact
    wanted = addressing.language or (contact.language if contact else "") or partner.language
    language = _code(wanted)
    name = softened(contact.name) if contact else ""
    return Recipient(
        contact.id if contact else None,
        name or softened(partner.name) or partner.id,
        contact.role if contact and presentable(contact.role) else "",
        language,
        bool(_formal(language, own)),
    )


def _code(language: str) -> str:
    """ISO code of a language as files spell it; English where it is none, whatever else stands there."""
    code = language_code(language)
    return code if _CODE.fullmatch(code) else _UNSPOKEN


def _formal(language: str, own: Collection[Note]) -> bool | None:
    familiar = _FAMILIAR.get(language)
    return None if familiar is None else not any(familiar.search(note.text) for note in own)


def _wrote(note: Note, contact: ContactCard) -> bool:
    author = small(note.author)
    return bool(author) and author in {small(contact.email), small(contact.name)}


def _circle(addressing: Addressing, recipient: Recipient, as_of: date) -> Circle:
    """Whom the message is between; who shares a name with somebody there has not left."""
    here = [one for one in addressing.contacts if one.left_on is None or one.left_on > as_of]
    colleagues = frozenset(small(one.name) for one in here)
    contact, sender = addressing.contact, addressing.sender
    return Circle(
        recipient=small(contact.name if contact else recipient.name),
        colleagues=colleagues,
        gone=frozenset(small(one.name) for one in addressing.contacts) - colleagues,
        sender=frozenset((small(sender.name), small(sender.email))) - {""} if sender else frozenset(),
    )


def _promised(kept: Iterable[KeptPromise]) -> list[Promised]:
    return [
        Promised(one.note_id, one.owed_by == "us", one.status, one.due_on, one.start, one.end) for one in kept
    ]


def _silence(connection: Connection, addressing: Addressing) -> Silence:
    """What must not be mentioned, by whatever note: one that was written later counts as well."""
    people = (addressing.contact, addressing.sender)
    names = (addressing.partner.name, *(one.name for one in people if one is not None))
    found = taboos(connection, addressing.partner.id, date.max)
    return Silence(tuple(one.text for one in found), names)
