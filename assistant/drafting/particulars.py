"""Reads what only messages of one purpose speak of: a level, a commission, an offer, an introduction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final, TypeAlias

from sqlalchemy import Connection, select

from assistant.drafting.material import Moment
from assistant.drafting.moments import About
from assistant.drafting.moments.commissions import commissions
from assistant.drafting.moments.introduced import Agreed, introduced
from assistant.drafting.moments.levels import CHANGED_WITHIN, LevelChange, level_change
from assistant.drafting.moments.offers import Offer, OfferKind, offered
from assistant.drafting.moments.quarter import quarter
from assistant.drafting.occasions import Purpose
from assistant.drafting.on_record import commissions_on_record
from assistant.drafting.recipients import has_ended
from knowledge.freshness import through_of
from knowledge.introductions import introductions
from knowledge.partners import contacts_of, partner_card
from knowledge.portfolio import base_currency
from knowledge.program import program_levels
from knowledge.tables import INCOMING, attribute_changes
from tools.introductions import may_exchange
from tools.program import Levels

_LEVEL: Final = "program_level"


@dataclass(frozen=True)
class Subject:
    """What a message is to be about.

    Attributes:
        offer_id: Of the event, training or campaign that it offers; empty or None for none.
        other_id: Of the partner whom it introduces; empty or None for nobody.
        note_ids: Of notes whose words are quoted before newer ones.
    """

    purpose: Purpose
    offer_id: str | None = None
    other_id: str | None = None
    note_ids: frozenset[str] = frozenset()


def particulars(connection: Connection, subject: Subject, about: About) -> Iterator[Moment]:
    """What only a message of this purpose speaks of."""
    if subject.purpose in _READERS:
        yield from _READERS[subject.purpose](connection, subject, about)


def offers(connection: Connection, offer_id: str | None = None) -> list[Offer]:
    """All offers whose kind is on file, by id; or the one with that id."""
    stored = INCOMING["offers"].c
    columns = (
        stored.offer_id, stored.kind, stored.name, stored.starts_on, stored.ends_on,
        stored.sectors, stored.technologies, stored.tiers,
    )  # fmt: skip
    query = select(*columns).where(stored.kind.is_not(None)).order_by(stored.offer_id)
    if offer_id is not None:
        query = query.where(stored.offer_id == offer_id)
    return [
        Offer(key, OfferKind(kind), name, first, last, *(tuple(names or ()) for names in lists))
        for key, kind, name, first, last, *lists in connection.execute(query)
    ]


def agreed_introduction(connection: Connection, partner_id: str, other_id: str) -> Agreed | None:
    """The newest introduction of the two to which both have agreed; None if there is none.

    As it stands, whatever day the message is about: a consent counts until it is taken back, and not after.
    """
    both = {partner_id, other_id}
    found = (one for one in introductions(connection) if set(one.partner_ids) == both and may_exchange(one))
    return next((Agreed(one, partner_id) for one in found), None)


def _offered(connection: Connection, subject: Subject, about: About) -> Iterator[Moment]:
    if subject.offer_id:
        for offer in offers(connection, subject.offer_id):
            yield from offered(offer, subject.purpose, about)


def _introduced(connection: Connection, subject: Subject, about: About) -> Iterator[Moment]:
    if not subject.other_id or subject.other_id == about.partner_id:
        return
    agreed = agreed_introduction(connection, about.partner_id, subject.other_id)
    other = partner_card(connection, subject.other_id)
    if agreed is None or other is None or has_ended(other, about.as_of):
        return
    moment = introduced(agreed, other.name, contacts_of(connection, other.id), about)
    if moment is not None:
        yield moment


def _level(connection: Connection, _subject: Subject, about: About) -> Iterator[Moment]:
    """The latest change, also one that was imported after the last day that the data covers.

    What an import brings is what is known on that day (`knowledge.attribute_history`); such a change is told
    as known since the end of the day that the message is about.
    """
    stored = attribute_changes.c
    through = through_of(connection)
    until = date.max if through is not None and about.as_of >= through else about.as_of
    query = (
        select(stored.changed_on, stored.before, stored.after)
        .where(stored.partner_id == about.partner_id, stored.attribute == _LEVEL)
        .where(stored.changed_on > about.as_of - CHANGED_WITHIN, stored.changed_on <= until)
        .order_by(stored.changed_on.desc())
        .limit(1)
    )
    for changed_on, before, after in connection.execute(query):
        change = LevelChange(min(changed_on, about.as_of), before or "", after or "")
        yield from level_change(change, Levels.of(program_levels(connection)), about)


def _commissions(connection: Connection, _subject: Subject, about: About) -> Iterator[Moment]:
    known, base = commissions_on_record(connection, about.partner_id, about.as_of), base_currency(connection)
    yield from commissions([replace(one, currency=one.currency or base) for one in known], about)


def _quarter(_connection: Connection, _subject: Subject, about: About) -> Iterator[Moment]:
    yield quarter(about)


_Reader: TypeAlias = Callable[[Connection, Subject, About], Iterator[Moment]]
_READERS: Final[Mapping[Purpose, _Reader]] = MappingProxyType(
    {
        Purpose.LEVEL: _level,
        Purpose.TRAINING: _offered,
        Purpose.CAMPAIGN: _offered,
        Purpose.EVENT: _offered,
        Purpose.INTRODUCTION: _introduced,
        Purpose.QBR: _quarter,
        Purpose.PROPOSITION: _commissions,
        Purpose.COMMISSION: _commissions,
    }
)
