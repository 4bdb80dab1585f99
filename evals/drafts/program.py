"""A generated program, and the messages that the embedded writer makes for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sqlalchemy import Connection

from assistant.drafting.batch import Batch
from assistant.drafting.embedded import DraftText, EmbeddedDraftWriter
from assistant.drafting.gathering import Addressing, Subject, gather
from assistant.drafting.material import Material, Moment
from assistant.drafting.moments import About
from assistant.drafting.moments.offers import OFFERED, Offer
from assistant.drafting.occasions import Occasion, Purpose
from assistant.drafting.on_record import on_record
from assistant.drafting.particulars import offers, particulars
from assistant.drafting.proofing import clean_text, grounds_of, lacks, passes
from assistant.drafting.recipients import Route, route
from assistant.drafting.sayable import Silence, sayable
from assistant.drafting.wishes import AS_IT_COMES
from assistant.toolbox.offers import Fitting, best
from evals.drafts.staging import stage
from knowledge.database import migrate, open_database, sqlite_url
from knowledge.importing import import_folder
from knowledge.introductions import introductions
from knowledge.partners import ContactCard, PartnerCard, contacts_of, partner_cards
from knowledge.people import Person, all_people
from knowledge.sample.generator import write_sample
from tools.facts import Fact, Quote
from tools.grounding.names import NameIndex
from tools.grounding.verifier import Grounds

NOW: Final = datetime(2026, 11, 21, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Message:
    """One message with what it was made of.

    Attributes:
        grounds: With only those facts that the message names as its own.
        at_once: Whether the writer's first wording stood up to the verifier.
    """

    material: Material
    text: DraftText
    grounds: Grounds
    at_once: bool

    @property
    def language(self) -> str:
        """Of the message."""
        return self.material.recipient.language

    @property
    def whole(self) -> str:
        """Subject and body."""
        return f"{self.text.subject}\n\n{self.text.body}"


@dataclass(frozen=True)
class Reachable:
    """A partner who can be written to, and everybody there."""

    card: PartnerCard
    contact: ContactCard
    contacts: tuple[ContactCard, ...]


@dataclass(frozen=True)
class Program:
    """All partners of a program who can be written to.

    Attributes:
        as_of: Last day with rows.
    """

    connection: Connection
    as_of: date
    _common: dict[tuple[str, str], Material] = field(default_factory=dict, init=False)
    _fitting: dict[str, Fitting] = field(default_factory=dict, init=False)
    _own: dict[tuple[str, Purpose], tuple[Moment, ...]] = field(default_factory=dict, init=False)

    @cached_property
    def partners(self) -> tuple[Reachable, ...]:
        """In order of ids."""
        found = []
        for card in partner_cards(self.connection).values():
            contacts = tuple(contacts_of(self.connection, card.id))
            way = route(card, contacts, None, self.as_of)
            if isinstance(way, Route):
                found.append(Reachable(card, way.contact, contacts))
        return tuple(found)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Of every partner."""
        return tuple(card.name for card in partner_cards(self.connection).values())

    @cached_property
    def foreign(self) -> NameIndex:
        """Every partner's names, aliases and domains."""
        cards = partner_cards(self.connection).values()
        return NameIndex.build(
            name for card in cards for name in (card.name, *card.aliases, card.website) if name
        )

    @cached_property
    def sender(self) -> Person:
        """Who writes."""
        return all_people(self.connection)[0]

    @cached_property
    def offers(self) -> Sequence[Offer]:
        """All that is on offer."""
        return offers(self.connection)

    @cached_property
    def introduced(self) -> Mapping[str, str]:
        """Partner id to the id of the one to whom it is introduced."""
        pairs = [one.partner_ids for one in introductions(self.connection)]
        return {**dict(pairs), **{other: one for one, other in pairs}}

    def material(self, partner: Reachable, purpose: Purpose, language: str) -> Material:
        """What a message of that purpose can be made of.

        What every message can speak of is read once for all purposes, what only one speaks of once for all
        languages.
        """
        key = partner.card.id, language
        if key not in self._common:
            about = Addressing(partner.card, partner.contact, self.sender, language, partner.contacts)
            self._common[key] = gather(self.connection, about, Subject(Purpose.CHECK_IN), self.as_of)
        common, own = self._common[key], self._particulars(partner.card, purpose)
        names_another = any(one.occasion is Occasion.INTRODUCED for one in own)
        return replace(
            common,
            purpose=purpose,
            moments=(*common.moments, *own),
            introduced_id=self.introduced[partner.card.id] if names_another else None,
        )

    def _particulars(self, card: PartnerCard, purpose: Purpose) -> tuple[Moment, ...]:
        key = card.id, purpose
        if key not in self._own:
            subject = Subject(purpose, self._offer_id(card.id, purpose), self.introduced.get(card.id))
            found = particulars(self.connection, subject, About(card.id, self.as_of))
            self._own[key] = tuple(sayable(found, Silence()))
        return self._own[key]

    def _offer_id(self, partner_id: str, purpose: Purpose) -> str | None:
        """The offer that fits best, as for a partner of no tier."""
        if purpose not in OFFERED:
            return None
        if partner_id not in self._fitting:
            record = on_record(self.connection, partner_id, self.as_of)
            self._fitting[partner_id] = Fitting.of(record, None)
        of_kind = [one for one in self.offers if one.kind in OFFERED[purpose]]
        chosen = best(of_kind, self._fitting[partner_id], self.as_of)
        return chosen.offer_id if chosen else None

    def sheet(self, partner: Reachable, language: str) -> Mapping[str, Fact | Quote]:
        """Every shareable fact and quote that any message to the partner could have used, by id."""
        sources: dict[str, Fact | Quote] = {}
        for purpose in Purpose:
            sources |= self.material(partner, purpose, language).sources
        return sources

    def batch(self, purpose: Purpose, language: str, step: int = 1) -> Iterator[Message]:
        """One message to each partner, or to one in so many, for whom there is a reason to write."""
        batch, first = Batch(), list(Purpose).index(purpose) % step
        for partner in self.partners[first::step]:
            material = self.material(partner, purpose, language)
            if lacks(material):
                continue
            if (message := self.message(partner.card, material, batch)) is not None:
                batch.add(message.text.patterns)
                yield message

    def message(self, card: PartnerCard, material: Material, batch: Batch) -> Message | None:
        """As it would be proposed to a person; None where no wording stands up to the verifier."""
        grounds = grounds_of(material, self.foreign, (card.name, *card.aliases, card.website))
        text = EmbeddedDraftWriter().write(material, batch=batch)
        at_once = passes(text, grounds)
        final = text if at_once else clean_text(EmbeddedDraftWriter(), material, grounds, AS_IT_COMES, batch)
        if final is None:
            return None
        used = tuple(fact for fact in grounds.facts if fact.id in final.fact_ids)
        return Message(material, final, replace(grounds, facts=used), at_once)


@dataclass(frozen=True)
class Stored:
    """A generated program in a file, to be opened by several processes."""

    path: Path
    as_of: date

    @contextmanager
    def opened(self) -> Iterator[Program]:
        """To read it."""
        engine = open_database(sqlite_url(self.path))
        try:
            with engine.connect() as connection:
                yield Program(connection, self.as_of)
        finally:
            engine.dispose()


@contextmanager
def stored_program(partners: int, seed: int = 7) -> Iterator[Stored]:
    """A generated program with so many partners, in a database of its own."""
    with TemporaryDirectory() as folder:
        sample = write_sample(Path(folder) / "sample", partners=partners, seed=seed)
        stored = Stored(Path(folder) / "drafts.db", sample.until)
        engine = open_database(sqlite_url(stored.path))
        try:
            migrate(engine)
            import_folder(engine, sample.folder, base_currency="EUR", now=NOW)
            with engine.begin() as connection:
                stage(connection, sample.until)
        finally:
            engine.dispose()
        yield stored
