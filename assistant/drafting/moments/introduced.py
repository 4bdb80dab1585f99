"""A person at another partner, once both sides have agreed to be told of each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.drafting import kinds
from assistant.drafting.material import Moment
from assistant.drafting.moments.about import About
from assistant.drafting.occasions import Occasion
from knowledge.partners import ContactCard
from tools.facts import Fact, Quote
from tools.introductions import Introduction, Side, may_exchange


class NotAgreedError(ValueError):
    """Somebody was to be named to another partner before both sides agreed."""


@dataclass(frozen=True)
class Agreed:
    """An introduction to which both sides have agreed: without one nobody of another partner is named.

    Attributes:
        partner_id: The side that is written to.

    Raises:
        NotAgreedError: A side has not agreed, has taken it back, or the partner is no side of it.
    """

    introduction: Introduction
    partner_id: str

    def __post_init__(self) -> None:
        if not may_exchange(self.introduction):
            raise NotAgreedError(f"{self.introduction.introduction_id!r}: not both sides have agreed")
        if self.partner_id not in self.introduction.partner_ids:
            raise NotAgreedError(f"{self.partner_id!r} is no side of {self.introduction.introduction_id!r}")

    @property
    def other(self) -> Side:
        """The side that is introduced."""
        first, second = self.introduction.sides
        return second if first.partner_id == self.partner_id else first


def introduced(agreed: Agreed, other_name: str, people: Sequence[ContactCard], about: About) -> Moment | None:
    """Who is introduced, and in what they could help each other; None if nobody there can be written to.

    Args:
        agreed: The introduction.
        other_name: Name of the other partner.
        people: Its contacts, primary ones first.
        about: The partner that is written to.
    """
    person = _person(agreed.other, people, about.as_of)
    if person is None:
        return None
    row = f"introductions:{agreed.introduction.introduction_id}"
    slots: dict[str, Fact | Quote] = {
        "other_partner": about.fact(kinds.OTHER_PARTNER, other_name, row),
        "other_person": about.fact(kinds.OTHER_PERSON, person.name, row),
    }
    if agreed.introduction.technology:
        slots["other_technology"] = about.fact(kinds.OTHER_TECHNOLOGY, agreed.introduction.technology, row)
    if agreed.introduction.sector:
        slots["other_sector"] = about.fact(kinds.OTHER_SECTOR, agreed.introduction.sector, row)
    return Moment(Occasion.INTRODUCED, slots)


def _person(side: Side, people: Sequence[ContactCard], day: date) -> ContactCard | None:
    """The one whom the introduction means; else who agreed; else who is written to first."""
    there = {
        one.id: one for one in people if not one.opted_out and (one.left_on is None or one.left_on > day)
    }
    if side.contact_id:
        return there.get(side.contact_id)
    return there.get(side.said_by) or next(iter(there.values()), None)
