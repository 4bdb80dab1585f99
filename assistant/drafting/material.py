"""All that a drafting call may see. What is internal cannot be put in: the types refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tools.facts import Fact, Quote
from tools.sharing import check_shareable


class Purpose(StrEnum):
    """What a message is for."""

    CHECK_IN = "check_in"
    WIN_BACK = "win_back"
    CONGRATULATION = "congratulation"
    CERTIFICATION = "certification"
    PROMISE = "promise"


class Occasion(StrEnum):
    """What a sentence can be about: one event, or one thing that was said."""

    WIN = "win"
    PAST_WIN = "past_win"  # the latest, too long ago to congratulate on
    WINS = "wins"  # the latest win beside the number of this year's
    OPEN_DEAL = "open_deal"
    EARNED = "earned"
    EARNED_OWN = "earned_own"  # by the recipient
    EXPIRING = "expiring"
    EXPIRING_OWN = "expiring_own"
    TALK = "talk"  # with the recipient
    TALK_OTHER = "talk_other"  # with a colleague of theirs, who is named
    TALK_TEAM = "talk_team"  # nobody knows with whom
    TRAINING = "training"
    TRAINING_TEAM = "training_team"  # somebody else's than the recipient's
    LEAD = "lead"
    ANNIVERSARY = "anniversary"
    WORDS = "words"  # said
    WROTE = "wrote"
    ASKED = "asked"  # a question to us, without an answer so far
    PROMISE_US = "promise_us"
    PROMISE_THEM = "promise_them"
    OWED = "owed"  # something of which no word may be said
    NOTHING = "nothing"


@dataclass(frozen=True)
class Moment:
    """One occasion and what fills its slots.

    Attributes:
        slots: Slot name, as the templates call it, to fact or quote.
    """

    occasion: Occasion
    slots: Mapping[str, Fact | Quote] = field(default_factory=dict)


@dataclass(frozen=True)
class Recipient:
    """To whom a message is addressed.

    Attributes:
        formal: Whether they are addressed formally (`Sie`, `usted`).
        language: ISO code in which the message is written.
    """

    contact_id: str | None
    name: str
    role: str
    language: str
    formal: bool

    @property
    def first_name(self) -> str:
        """The first of several names, without a title."""
        words = [word for word in self.name.split() if not word.endswith(".")]
        return words[0] if words else self.name


@dataclass(frozen=True)
class Material:
    """What a message to one partner may be made of.

    Attributes:
        partner_name: As the partner calls itself.
        sender: The manager's name.
        moments: Best occasion first; `NOTHING` is always possible and need not be among them.
        owes: Whether a promise of ours is open, be it in a note that stays with us.

    Raises:
        NotShareableError: A fact or quote is internal, or of another partner.
    """

    partner_id: str
    partner_name: str
    recipient: Recipient
    sender: str
    purpose: Purpose
    as_of: date
    moments: tuple[Moment, ...] = ()
    owes: bool = False

    def __post_init__(self) -> None:
        check_shareable(self.sources.values(), self.partner_id)

    @property
    def sources(self) -> dict[str, Fact | Quote]:
        """Every fact and quote, by id."""
        return {source.id: source for moment in self.moments for source in moment.slots.values()}

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Every fact, once."""
        return tuple(source for source in self.sources.values() if isinstance(source, Fact))

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote, once."""
        return tuple(source for source in self.sources.values() if isinstance(source, Quote))
