"""All that a drafting call may see. What is internal cannot be put in: the types refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from assistant.drafting.occasions import Occasion, Purpose
from assistant.drafting.wishes import MENTIONS, Mention
from tools.facts import Fact, Quote
from tools.sharing import check_shareable


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
class Guidance:
    """What a play of the playbook says about the message that goes with it.

    Attributes:
        goal, ask: What it should lead to, and the one thing to ask for; in the words of the playbook.
        unsaid: Words that must not stand in it.
    """

    goal: str = ""
    ask: str = ""
    unsaid: tuple[str, ...] = ()


NO_GUIDANCE: Final = Guidance()


@dataclass(frozen=True)
class Material:
    """What a message to one partner may be made of.

    Attributes:
        partner_name: As the partner calls itself.
        sender: The manager's name.
        moments: Best occasion first; `NOTHING` is always possible and need not be among them.
        owes: Whether a promise of ours is open, be it in a note that stays with us.
        guidance: Of the play that it belongs to.
        short: Whether it is a message in Slack: without subject and sign-off.
        introduced_id: The other partner, of whom it may name a person; None but in an introduction.

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
    guidance: Guidance = NO_GUIDANCE
    short: bool = False
    introduced_id: str | None = None

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

    def can_mention(self, mention: Mention | None) -> bool:
        """Whether there is anything of what a message is to mention."""
        have = {moment.occasion for moment in self.moments}
        return mention is None or not have.isdisjoint(MENTIONS[mention])
