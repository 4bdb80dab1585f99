"""An attention item: one partner, the lanes it is in, and the reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from tools.facts import Fact, Statement


class Lane(StrEnum):
    """Why a partner is on the list; the value is also the code of its words (`lane.rising`)."""

    MONEY_AT_RISK = "money_at_risk"
    GOING_DARK = "going_dark"
    RISING = "rising"
    DUE = "due"
    PART_WAYS = "part_ways"  # named as such, never urgent


PRESSING: Final = (Lane.MONEY_AT_RISK, Lane.GOING_DARK, Lane.RISING, Lane.DUE)
"""Lanes that ask for a person; where two are as urgent, the first one leads."""


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
        readings: The lanes it is in, the strongest first whatever was asked for; never empty.
        reasons: Of all lanes, each thing said once: that it rises and may lose at once, what it no longer
            brings, then those of the strongest lane.
        at_stake: Money that may be lost (or, when it mostly rises, was gained) within 90 days, base currency.
        last_touch: Last day in contact; None if the data has none.
    """

    partner_id: str
    readings: tuple[Reading, ...]
    reasons: tuple[Statement, ...]
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
