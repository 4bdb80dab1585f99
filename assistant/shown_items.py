"""A partner that needs a person, in words that a surface only lays out."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.writing.rendering import Tongue, day, harmless, render, value
from prompts.phrases import Phrases
from tools.attention import AttentionItem, Lane
from tools.attention.findings import DRAFTS
from tools.portfolio import Portfolio


@dataclass(frozen=True)
class ShownItem:
    """A partner that needs a person.

    Attributes:
        lane: Such as `money at risk`.
        reason: The main one as a sentence that does not name the partner.
        at_stake: Such as `€12,400 at stake`; empty for none.
        last_touch: Such as `last touch 4 Sep`.
        draft: The suggestion that asks for the message its next step needs, such as `draft_promise`.
        yours: Whether the reader may draft to it and snooze it.
        owner: Whose partner it is; empty where that goes without saying.
    """

    partner_id: str
    name: str
    lane: str
    reason: str
    at_stake: str
    last_touch: str
    draft: str
    yours: bool = False
    owner: str = ""


@dataclass(frozen=True)
class ItemWords:
    """Words for items of one portfolio and one reader."""

    portfolio: Portfolio
    phrases: Phrases
    tongue: Tongue

    def shown(self, item: AttentionItem, *, yours: bool, owner: str = "") -> ShownItem:
        """The item with its main reason."""
        main = item.reasons[0]
        slots = {name: fact for name, fact in main.slots.items() if name != "partner"}
        touch = item.last_touch
        return ShownItem(
            partner_id=item.partner_id,
            name=self.name(item.partner_id),
            lane=self.phrases.label(f"lane.{item.lane}"),
            reason=render(self.phrases.text(f"{main.key}_also"), slots, self.tongue).text,
            at_stake=self._at_stake(item),
            last_touch=f"last touch {day(touch, self.tongue)}" if touch else "never in touch",
            draft=DRAFTS.get(item.play, "suggest.draft").removeprefix("suggest."),
            yours=yours,
            owner=owner,
        )

    def name(self, partner_id: str) -> str:
        """What the partner is called."""
        names = self.portfolio.partners["name"]
        return harmless(str(names.get(partner_id, default=partner_id)))

    def _at_stake(self, item: AttentionItem) -> str:
        if not item.at_stake.value:
            return ""  # nothing won yet is no stake of zero
        gained = item.lane is Lane.RISING
        return f"{value(item.at_stake, self.tongue)} {'gained' if gained else 'at stake'}"
