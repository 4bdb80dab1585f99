"""An event, training, campaign or incentive that a partner may be told of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion, Purpose
from tools.facts import Fact, Quote


class OfferKind(StrEnum):
    """What an offer is."""

    EVENT = "event"
    TRAINING = "training"
    CAMPAIGN = "campaign"
    INCENTIVE = "incentive"


@dataclass(frozen=True)
class Offer:
    """One row of the offers table.

    Attributes:
        starts_on, ends_on: First and last day; None where it has none.
        sectors, technologies: For these; empty for all.
        tiers: For partners of these; empty for all. Stays with us.
    """

    offer_id: str
    kind: OfferKind
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    sectors: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()

    def is_open(self, day: date) -> bool:
        """Whether one can still be invited: it is not over, and what one attends has not begun."""
        begun = self.starts_on is not None and self.starts_on < day
        if self.kind in (OfferKind.EVENT, OfferKind.TRAINING) and begun:
            return False
        return self.ends_on is None or self.ends_on >= day


OFFERED: Final[Mapping[Purpose, tuple[OfferKind, ...]]] = MappingProxyType(
    {
        Purpose.TRAINING: (OfferKind.TRAINING,),
        Purpose.EVENT: (OfferKind.EVENT,),
        Purpose.CAMPAIGN: (OfferKind.CAMPAIGN, OfferKind.INCENTIVE),
    }
)
"""What a message of that purpose can offer, the better first."""

_OCCASIONS: Final = {
    OfferKind.EVENT: Occasion.EVENT_OFFER,
    OfferKind.TRAINING: Occasion.TRAINING_OFFER,
    OfferKind.CAMPAIGN: Occasion.CAMPAIGN_OFFER,
    OfferKind.INCENTIVE: Occasion.CAMPAIGN_OFFER,
}


def offered(offer: Offer, purpose: Purpose, about: About) -> Iterator[Moment]:
    """The offer, if it suits the purpose and is still open on the day."""
    if offer.kind not in OFFERED.get(purpose, ()) or not offer.is_open(about.as_of):
        return
    row, occasion = f"offers:{offer.offer_id}", _OCCASIONS[offer.kind]
    slots: dict[str, Fact | Quote] = {"offer": about.fact(kinds.OFFER, offer.name, row)}
    if offer.starts_on is not None and offer.starts_on >= about.as_of:
        slots["offer_on"] = about.fact(kinds.OFFER_ON, offer.starts_on, row)
    if offer.ends_on is not None and occasion is Occasion.CAMPAIGN_OFFER:
        slots["offer_until"] = about.fact(kinds.OFFER_UNTIL, offer.ends_on, row)
    yield Moment(occasion, slots)
