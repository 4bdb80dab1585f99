"""Which event, training or campaign fits a partner."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

import pandas as pd
from rapidfuzz import fuzz, process
from sqlalchemy import Connection

from assistant.drafting.moments.offers import OFFERED, Offer, OfferKind
from assistant.drafting.occasions import Purpose
from assistant.drafting.on_record import on_record
from assistant.drafting.particulars import offers
from assistant.drafting.records import OnRecord
from tools.facts import Fact, Findings, Kind, Statement, Unit
from tools.segments import field_key
from tools.spelling import fold, tokens_of

ASKED: Final = Kind("offer.asked", Unit.NAME, "offer asked for")
THERE: Final = Kind("offer.there", Unit.NAME, "what is on offer")

_NEAR: Final = 65.0  # rapidfuzz WRatio, 0-100: below it names have little in common
_LIKELY: Final = 85.0  # one letter in ten may be wrong
_SHOWN: Final = 4
_FILLERS: Final = frozenset(
    (
        "a", "an", "and", "our", "the", "event", "training", "campaign", "offer", "das", "dem", "den", "der",
        "die", "unser", "unsere", "unserem", "unserer", "und", "kampagne", "schulung", "veranstaltung",
        "l", "la", "le", "les", "notre", "nos", "campagne", "evenement", "formation", "el", "los", "las",
        "nuestro", "nuestra", "campana", "evento", "formacion",
    )
)  # fmt: skip
"""Words around a name that do not tell one offer from another."""


class Placed(Protocol):
    """A day and the tier of every partner on it."""

    @property
    def as_of(self) -> date:
        """The day."""
        ...

    @property
    def tiers(self) -> pd.DataFrame:
        """By partner id; `tier` is the name of one."""
        ...


@dataclass(frozen=True)
class Fitting:
    """What tells whether an offer is for a partner.

    Attributes:
        sectors, technologies: Keys of `field_key` of what they name themselves, won or delivered.
        tier: Ours; it decides and is told to nobody.
    """

    sectors: frozenset[str]
    technologies: frozenset[str]
    tier: str | None

    @classmethod
    def of(cls, record: OnRecord, tier: str | None) -> Fitting:
        """What is on record of a partner."""
        won = [(deal.sector, deal.technology) for deal in record.deals if deal.stage == "won"]
        delivered = [(one.sector, one.technology) for one in record.projects if one.delivered_on]
        sectors, technologies = zip(*won, *delivered, strict=True) if won or delivered else ((), ())
        profile = record.profile
        return cls(_keys((*profile.sectors, *sectors)), _keys((*profile.technologies, *technologies)), tier)

    def suits(self, offer: Offer) -> bool:
        """Whether the offer is for partners like this one."""
        return (
            _open_to(offer.sectors, self.sectors)
            and _open_to(offer.technologies, self.technologies)
            and (not offer.tiers or self.tier in offer.tiers)
        )


def offer_for(
    connection: Connection, standing: Placed, partner_id: str, purpose: Purpose, words: str | None
) -> Offer | None:
    """The offer that fits the partner best, or the one that the words name if it fits; None if there is none.

    Args:
        connection: To read offers and what the partner does.
        standing: Of the day in question; tells the partner's tier, which goes no further.
        partner_id: Who is to be told of it.
        purpose: Of the message: training, event or campaign.
        words: The asker's for one offer; None, or words that name none ("the training"), for the best.
    """
    found = _of_kind(connection, purpose)
    if words is not None and _telling(words):
        found = meant(words, [one for one in found if one.is_open(standing.as_of)])[:1]
    if not found:
        return None
    tier = standing.tiers["tier"].get(partner_id)
    record = on_record(connection, partner_id, standing.as_of)
    return best(found, Fitting.of(record, None if tier is None else str(tier)), standing.as_of)


def best(found: Iterable[Offer], fitting: Fitting, as_of: date) -> Offer | None:
    """The open offer that fits: made for their field before one for all, then the one that begins first."""

    def order(offer: Offer) -> tuple[bool, bool, bool, date, str]:
        is_general = not (offer.sectors or offer.technologies or offer.tiers)
        starts_on = offer.starts_on or date.max
        return offer.kind is OfferKind.INCENTIVE, is_general, starts_on < as_of, starts_on, offer.offer_id

    return min((one for one in found if one.is_open(as_of) and fitting.suits(one)), key=order, default=None)


def meant(words: str, found: Sequence[Offer]) -> list[Offer]:
    """The offers that these words name, the likeliest first; several only where they are as likely."""
    asked = _telling(words)
    if not asked:
        return []
    named = [one for one in found if fold(words.strip()) in (fold(one.name), fold(one.offer_id))]
    held = [one for one in found if asked <= _telling(one.name)]
    if named or held:
        return named or held
    names = [_plain(one.name) for one in found]
    hits = process.extract(_plain(words), names, scorer=fuzz.WRatio, limit=None, score_cutoff=_LIKELY)
    return [found[at] for _, score, at in hits if score == hits[0][1]]


def unclear_offer(connection: Connection, standing: Placed, purpose: Purpose, words: str) -> Findings | None:
    """Asks back when the words name no open offer of that kind, or several; None when they name one.

    "The training" is no name: then the best is meant. Nor are messages without an offer asked about theirs.
    """
    if purpose not in OFFERED or not _telling(words):
        return None
    of_kind = _of_kind(connection, purpose)
    there = [one for one in of_kind if one.is_open(standing.as_of)]
    named = meant(words, there)
    if len(named) == 1:
        return None

    def said(kind: Kind, value: str) -> Fact:
        return Fact(kind, None, value, standing.as_of, subject=value)

    slots = {"asked": said(ASKED, words)}
    key = "several_offers" if named else "over_offer" if meant(words, of_kind) else "unknown_offer"
    if shown := _listed(named or _nearest_first(words, there)):
        slots["offers"] = said(THERE, shown)
    elif key != "several_offers":
        key = f"{key}_none"
    return Findings((Statement(f"draft.{key}", slots),))


def _of_kind(connection: Connection, purpose: Purpose) -> list[Offer]:
    return [one for one in offers(connection) if one.kind in OFFERED.get(purpose, ())]


def _nearest_first(words: str, found: Sequence[Offer]) -> list[Offer]:
    names = [_plain(one.name) for one in found]
    hits = process.extract(_plain(words), names, scorer=fuzz.WRatio, limit=None, score_cutoff=_NEAR)
    near = [found[at] for _, _, at in hits]
    return [*near, *(one for one in found if one not in near)]


def _listed(found: Sequence[Offer]) -> str:
    return ", ".join(one.name for one in found[:_SHOWN])


def _telling(words: str) -> frozenset[str]:
    return frozenset(tokens_of(words)) - _FILLERS


def _plain(words: str) -> str:
    return " ".join(word for word in tokens_of(words) if word not in _FILLERS)


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(field_key(name) for name in names if name.strip())


def _open_to(names: Collection[str], keys: frozenset[str]) -> bool:
    return not names or any(field_key(name) in keys for name in names)
