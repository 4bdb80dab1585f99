"""From a request to a draft that is kept: gather, write, verify, propose."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from threading import Lock
from typing import Final, Protocol

from sqlalchemy import Connection

from assistant.drafting.embedded import DraftText, Earlier, EmbeddedDraftWriter
from assistant.drafting.gathering import Addressing, gather
from assistant.drafting.material import Material, Purpose
from assistant.drafting.recipients import Refusal, RefusalReason, Route, route
from knowledge.drafts import get_draft
from knowledge.drafts import propose as keep
from knowledge.partners import PartnerCard, contacts_of, partner_card, partner_cards
from knowledge.people import Person, person_by_email
from knowledge.readings import taboos
from knowledge.stored_settings import data_version
from tools.drafts import Draft
from tools.facts import Fact
from tools.grounding.names import NameIndex
from tools.grounding.problems import Verdict
from tools.grounding.verifier import Grounds, verify

_VARIANTS: Final = 6
"""Other wordings tried before the material is cut down: a taboo or a namesake may spoil one of them."""


class DraftWriter(Protocol):
    """Words a message; what it returns is verified before anybody sees it."""

    def write(self, material: Material, variant: int = 0, earlier: Earlier = ()) -> DraftText:
        """A message made of the material alone, in other sentences than those of earlier ones."""
        ...


@dataclass(frozen=True)
class DraftRequest:
    """Who wants a message to whom.

    Attributes:
        cause: What caused it, a question's id as a rule: the same cause makes the same draft, once.
        contact_id, language: None for the partner's first contact, in that contact's language.
        variant: Its place in a batch.
        earlier: The sentences of the drafts before it in the batch.
        shortest: Whether the wording with the fewest words is wanted.
    """

    cause: str
    partner_id: str
    purpose: Purpose
    author: Person
    as_of: date
    contact_id: str | None = None
    language: str | None = None
    variant: int = 0
    earlier: Earlier = ()
    shortest: bool = False


@dataclass(frozen=True)
class Proposed:
    """A kept draft and the facts that it rests on.

    Attributes:
        sentences: Those it was made of, for the next of the batch to do without.
    """

    draft: Draft
    facts: tuple[Fact, ...]
    model_calls: int
    sentences: frozenset[str] = frozenset()


@dataclass
class DraftingDesk:
    """Proposes drafts. Holds the index of every partner's names, made anew when the data changes."""

    writer: DraftWriter
    now: Callable[[], datetime]
    _index: tuple[str, NameIndex] | None = field(default=None, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)

    def propose(self, connection: Connection, request: DraftRequest) -> Proposed | Refusal:
        """Write, verify and keep one draft, or say why not. The caller owns the transaction."""
        partner = partner_card(connection, request.partner_id)
        if partner is None:
            return Refusal(RefusalReason.NO_CONTACT, request.partner_id)
        contacts = tuple(contacts_of(connection, partner.id))
        found = route(partner, contacts, request.contact_id, request.as_of)
        if isinstance(found, Refusal):
            return found
        sender = person_by_email(connection, partner.manager_email) or request.author
        addressing = Addressing(partner, found.contact, sender, request.language, contacts)
        material = gather(connection, addressing, request.purpose, request.as_of)
        grounds = self._grounds(connection, material, partner)
        if request.shortest:
            text = shortest_text(material, grounds)
        else:
            text = clean_text(self.writer, material, grounds, request.variant, request.earlier)
        if text is None:
            return Refusal(RefusalReason.NO_TEXT, partner.id)
        draft = self._kept(connection, request, found, sender, material, text)
        used = tuple(fact for fact in material.facts if fact.id in draft.fact_ids)
        return Proposed(draft, used, text.model_calls, text.sentences)

    def verdict(self, connection: Connection, draft: Draft, subject: str, body: str) -> Verdict:
        """What the verifier has against new words for a draft."""
        partner = partner_card(connection, draft.partner_id)
        if partner is None:
            return Verdict()
        contacts = tuple(contacts_of(connection, partner.id))
        contact = next((contact for contact in contacts if contact.id == draft.contact_id), None)
        sender = person_by_email(connection, draft.sender)
        addressing = Addressing(partner, contact, sender, draft.language, contacts)
        material = gather(connection, addressing, Purpose(draft.purpose), draft.as_of)
        return verify(f"{subject}\n\n{body}", self._grounds(connection, material, partner))

    def _grounds(self, connection: Connection, material: Material, partner: PartnerCard) -> Grounds:
        return grounds_of(
            material,
            foreign=self._foreign(connection),
            own=(partner.name, *partner.aliases, partner.website),
            taboos=tuple(
                quote.text for quote in taboos(connection, partner.id, max(material.as_of, self.now().date()))
            ),
        )

    def _foreign(self, connection: Connection) -> NameIndex:
        version = str(data_version(connection))
        with self._lock:
            if self._index is None or self._index[0] != version:
                cards = partner_cards(connection).values()
                names = [name for card in cards for name in (card.name, *card.aliases, card.website) if name]
                self._index = (version, NameIndex.build(names))
            return self._index[1]

    def _kept(
        self,
        connection: Connection,
        request: DraftRequest,
        found: Route,
        sender: Person,
        material: Material,
        text: DraftText,
    ) -> Draft:
        what = (request.cause, request.partner_id, request.purpose, found.contact.id, request.language or "")
        draft = Draft(
            draft_id="d" + hashlib.blake2b("\x1f".join(what).encode(), digest_size=8).hexdigest(),
            partner_id=request.partner_id,
            contact_id=found.contact.id,
            purpose=request.purpose.value,
            channel=found.channel,
            recipient=found.to,
            sender=sender.email,
            subject=text.subject,
            body=text.body,
            language=material.recipient.language,
            fact_ids=text.fact_ids,
            note_ids=text.note_ids,
            as_of=request.as_of,
            author_email=request.author.email,
            changed_at=self.now(),
        )
        keep(connection, draft)
        return get_draft(connection, draft.draft_id)


def grounds_of(
    material: Material, foreign: NameIndex, own: tuple[str, ...] = (), taboos: tuple[str, ...] = ()
) -> Grounds:
    """What a message made of that material may rest on, and what must not be in it."""
    people = (
        material.recipient.name,
        material.recipient.first_name,
        material.sender,
        *material.sender.split()[:1],
    )
    return Grounds(
        facts=material.facts,
        as_of=material.as_of,
        language=material.recipient.language,
        allowed_names=tuple(name for name in (material.partner_name, *own, *people) if name),
        quotes=tuple(quote.text for quote in material.quotes),
        foreign=foreign,
        taboos=taboos,
    )


def shortest_text(material: Material, grounds: Grounds) -> DraftText | None:
    """The embedded wording with the fewest words that the verifier has nothing against."""
    writer = EmbeddedDraftWriter()
    found = (clean_text(writer, material, grounds, variant) for variant in range(_VARIANTS))
    return min((text for text in found if text), key=lambda text: len(text.body.split()), default=None)


def clean_text(
    writer: DraftWriter, material: Material, grounds: Grounds, variant: int = 0, earlier: Earlier = ()
) -> DraftText | None:
    """The first text that the verifier has nothing against; None if there is none.

    First the writer's, then embedded ones with ever less in them: the last claim nothing at all.
    """
    text = writer.write(material, variant, earlier)
    if _passes(text, grounds):
        return text
    embedded = EmbeddedDraftWriter()
    for cut in (material, replace(material, moments=())):
        for other in range(_VARIANTS):
            plainer = replace(embedded.write(cut, variant + other, earlier), model_calls=text.model_calls)
            if _passes(plainer, grounds):
                return plainer
    return None


def _passes(text: DraftText, grounds: Grounds) -> bool:
    """Whether the message is clean: it may state the facts that it names as its own, and no other."""
    used = tuple(fact for fact in grounds.facts if fact.id in text.fact_ids)
    grounds = replace(grounds, facts=used)
    return verify(f"{text.subject}\n\n{text.body}", grounds).passes
