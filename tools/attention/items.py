"""An attention item: one partner, the lanes it is in, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tools.facts import Fact, Statement


class Lane(StrEnum):
    """Why a partner is on the list; the value is also the code of its words (`lane.rising`)."""

    MONEY_AT_RISK = "money_at_risk"
    GOING_DARK = "going_dark"
    RISING = "rising"
    DUE = "due"
    PART_WAYS = "part_ways"  # named as such, never urgent


@dataclass(frozen=True)
class Reading:
    """A partner in one lane.

    Attributes:
        urgency: 0-1, higher is worse; 0 for parting ways.
        reasons: Strongest first; each names the partner in slot `partner`.
        play: Code of the suggested thing to do (`play.win_back`).
    """

    lane: Lane
    urgency: float
    reasons: tuple[Statement, ...]
    play: str


@dataclass(frozen=True)
class AttentionItem:
    """One partner that needs a person.

    Attributes:
        partner_id: The partner.
        readings: The lanes it is in, strongest first; never empty.
        at_stake: Money that may be lost (or, when rising, was won) within 90 days, base currency.
        last_touch: Last day in contact; None if the data has none.
    """

    partner_id: str
    readings: tuple[Reading, ...]
    at_stake: Fact
    last_touch: date | None

    @property
    def lane(self) -> Lane:
        """The strongest lane."""
        return self.readings[0].lane

    @property
    def urgency(self) -> float:
        """Urgency in the strongest lane, 0-1, higher is worse."""
        return self.readings[0].urgency

    @property
    def play(self) -> str:
        """Code of the suggested thing to do."""
        return self.readings[0].play

    @property
    def reasons(self) -> tuple[Statement, ...]:
        """Reasons of all lanes, the strongest lane's first, each thing said once."""
        said = [reason for reading in self.readings for reason in reading.reasons]
        return tuple({reason.key: reason for reason in said}.values())

    def seen_in(self, lane: Lane) -> AttentionItem | None:
        """The item with that lane first; None if it is not in it."""
        chosen = [reading for reading in self.readings if reading.lane is lane]
        others = [reading for reading in self.readings if reading.lane is not lane]
        return replace(self, readings=(*chosen, *others)) if chosen else None
