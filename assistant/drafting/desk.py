"""From a request to a draft that is kept: gather, write, verify, propose."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Connection

from assistant.drafting.batch import Batch
from assistant.drafting.embedded import DraftText
from assistant.drafting.envelopes import Envelopes
from assistant.drafting.gathering import Addressing, Subject, gather
from assistant.drafting.material import NO_GUIDANCE, Guidance, Material
from assistant.drafting.occasions import Purpose
from assistant.drafting.proofing import DraftWriter, clean_text, grounds_of, lacks
from assistant.drafting.recipients import Refusal, RefusalReason, Route, route
from assistant.drafting.wishes import AS_IT_COMES, Wishes
from knowledge import drafts
from knowledge.partners import PartnerCard, contacts_of, partner_card, partner_cards
from knowledge.people import Person, person_by_email
from knowledge.readings import taboos
from knowledge.stored_settings import data_version
from tools.drafts import Draft
from tools.facts import Fact
from tools.grounding.names import NameIndex
from tools.grounding.problems import Verdict
from tools.grounding.verifier import Grounds, verify


@dataclass(frozen=True)
class DraftRequest:
    """Who wants a message to whom.

    Attributes:
        cause: What caused it, a question's id as a rule: the same cause makes the same draft, once.
        contact_id, language: None for the partner's first contact, in that contact's language.
        batch: The messages before it; the new one is added.
        wishes: How it is to be worded.
        guidance: What its play says.
        play: Name of the play that it belongs to.
        offer_id: Of the event, training or campaign that it is about.
        other_id: For an introduction: the partner who is introduced.
    """

    cause: str
    partner_id: str
    purpose: Purpose
    author: Person
    as_of: date
    contact_id: str | None = None
    language: str | None = None
    batch: Batch | None = None
    wishes: Wishes = AS_IT_COMES
    guidance: Guidance = NO_GUIDANCE
    play: str = ""
    offer_id: str = ""
    other_id: str = ""


@dataclass(frozen=True)
class Proposed:
    """A kept draft and the facts that it rests on.

    Attributes:
        nothing_to_mention: Whether there was nothing on record of what it was to mention.
        unknown_language: Code of the recipient's language, where the writer does not know it.
    """

    draft: Draft
    facts: tuple[Fact, ...]
    model_calls: int
    nothing_to_mention: bool = False
    unknown_language: str = ""


@dataclass
class DraftingDesk:
    """Proposes drafts. Holds the index of every partner's names, made anew when the data changes."""

    writer: DraftWriter
    now: Callable[[], datetime]
    envelopes: Envelopes = field(default_factory=Envelopes)
    _index: tuple[str, NameIndex] | None = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def propose(self, connection: Connection, request: DraftRequest) -> Proposed | Refusal:
        """Write, verify and keep one draft, or say why not. The caller owns the transaction."""
        made = self.compose(connection, request)
        return made if isinstance(made, Refusal) else self.keep(connection, made)

    def compose(self, connection: Connection, request: DraftRequest) -> Proposed | Refusal:
        """Write and verify one draft, or say why not; this only reads."""
        partner = partner_card(connection, request.partner_id)
        if partner is None:
            return Refusal(RefusalReason.NO_CONTACT, request.partner_id)
        contacts = tuple(contacts_of(connection, partner.id))
        found = route(partner, contacts, request.contact_id, request.as_of)
        if isinstance(found, Refusal):
            return found
        sender = person_by_email(connection, partner.manager_email) or request.author
        addressing = Addressing(partner, found.contact, sender, request.language, contacts)
        subject = Subject(request.purpose, request.offer_id, request.other_id, request.wishes.keep)
        material = replace(
            gather(connection, addressing, subject, request.as_of),
            guidance=request.guidance,
            short=found.channel == "slack",
        )
        if reason := lacks(material):
            return Refusal(reason, partner.id)
        grounds = self._grounds(connection, material, partner)
        text = clean_text(self.writer, material, grounds, request.wishes, request.batch)
        if text is None:
            return Refusal(RefusalReason.NO_TEXT, partner.id)
        if request.batch is not None:
            request.batch.add(text.patterns)
        draft = self._draft(connection, request, found, sender, text)
        used = tuple(fact for fact in material.facts if fact.id in draft.fact_ids)
        asked = material.recipient.language
        return Proposed(
            draft,
            used,
            text.model_calls,
            nothing_to_mention=not material.can_mention(request.wishes.mention),
            unknown_language=asked if asked != text.language else "",
        )

    def keep(self, connection: Connection, made: Proposed) -> Proposed:
        """Keep a draft; one that was kept before stays as it is."""
        drafts.propose(connection, made.draft)
        return replace(made, draft=drafts.get_draft(connection, made.draft.draft_id))

    def verdict(self, connection: Connection, draft: Draft, subject: str, body: str) -> Verdict:
        """What the verifier has against new words for a draft."""
        partner = partner_card(connection, draft.partner_id)
        if partner is None:
            return Verdict()
        material = _material(connection, draft, partner)
        return verify(f"{subject}\n\n{body}", self._grounds(connection, material, partner))

    def sources(self, connection: Connection, draft: Draft) -> tuple[Fact, ...]:
        """The facts that a kept draft rests on, as they still are."""
        partner = partner_card(connection, draft.partner_id)
        facts = _material(connection, draft, partner).facts if partner else ()
        return tuple(fact for fact in facts if fact.id in draft.fact_ids)

    def grounds(self, connection: Connection, partner_id: str, author: Person, as_of: date) -> Grounds:
        """What a check-in with that partner's first contact may rest on, and what must not be in it.

        Raises:
            KeyError: No such partner.
        """
        if (partner := partner_card(connection, partner_id)) is None:
            raise KeyError(partner_id)
        contacts = tuple(contacts_of(connection, partner.id))
        found = route(partner, contacts, None, as_of)
        contact = None if isinstance(found, Refusal) else found.contact
        sender = person_by_email(connection, partner.manager_email) or author
        addressing = Addressing(partner, contact, sender, None, contacts)
        material = gather(connection, addressing, Subject(Purpose.CHECK_IN), as_of)
        return self._grounds(connection, material, partner)

    def _grounds(self, connection: Connection, material: Material, partner: PartnerCard) -> Grounds:
        return grounds_of(
            material,
            foreign=self._foreign(connection),
            own=(partner.name, *partner.aliases, partner.website),
            taboos=(*self._taboos(connection, material), *material.guidance.unsaid),
        )

    def _taboos(self, connection: Connection, material: Material) -> tuple[str, ...]:
        until = max(material.as_of, self.now().date())
        return tuple(quote.text for quote in taboos(connection, material.partner_id, until))

    def _foreign(self, connection: Connection) -> NameIndex:
        version = str(data_version(connection))
        with self._lock:
            if self._index is None or self._index[0] != version:
                cards = partner_cards(connection).values()
                names = [name for card in cards for name in (card.name, *card.aliases, card.website) if name]
                self._index = (version, NameIndex.build(names))
            return self._index[1]

    def _draft(
        self, connection: Connection, request: DraftRequest, found: Route, sender: Person, text: DraftText
    ) -> Draft:
        envelope = self.envelopes.envelope(connection, sender, found)
        return Draft(
            draft_id=_id_of(request, found.contact.id),
            partner_id=request.partner_id,
            contact_id=found.contact.id,
            purpose=request.purpose.value,
            channel=found.channel,
            recipient=found.to,
            sender=sender.email,
            subject=text.subject,
            body=text.body,
            language=text.language,
            fact_ids=text.fact_ids,
            note_ids=text.note_ids,
            as_of=request.as_of,
            author_email=request.author.email,
            changed_at=self.now(),
            sentences=text.sentences,
            play=request.play,
            offer_id=request.offer_id,
            other_id=request.other_id,
            from_address=envelope.from_address,
            reply_to=envelope.reply_to,
            cc=envelope.cc,
            in_reply_to=envelope.in_reply_to,
        )


def _material(connection: Connection, draft: Draft, partner: PartnerCard) -> Material:
    """What a kept draft was written from."""
    contacts = tuple(contacts_of(connection, partner.id))
    contact = next((contact for contact in contacts if contact.id == draft.contact_id), None)
    sender = person_by_email(connection, draft.sender)
    addressing = Addressing(partner, contact, sender, draft.language, contacts)
    about = Subject(Purpose(draft.purpose), draft.offer_id, draft.other_id, frozenset(draft.note_ids))
    return gather(connection, addressing, about, draft.as_of)


def _id_of(request: DraftRequest, contact_id: str) -> str:
    """The same cause, partner, purpose and wishes make the same draft."""
    wishes = request.wishes
    what = (
        request.cause, request.partner_id, request.purpose, contact_id, request.language or "", request.play,
        request.offer_id, request.other_id, ",".join(sorted(wishes.styles)), wishes.mention or "",
        str(wishes.no_ask), str(wishes.version),
    )  # fmt: skip
    return "d" + hashlib.blake2b("\x1f".join(what).encode(), digest_size=8).hexdigest()
