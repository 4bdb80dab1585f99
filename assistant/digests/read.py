"""A digest in words, as a surface lays it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from assistant.digests.week import Week
from assistant.shown_items import ItemWords, ShownItem
from assistant.writing.rendering import Tongue, render
from prompts.phrases import Phrases
from tools.facts import Statement


@dataclass(frozen=True)
class Digest:
    """One digest.

    Attributes:
        headline: How much is new since when; that nothing is.
        items: Each with its reason, most urgent first.
        more: How many others are new beyond the items.
        closing: Who is still open, who is settled.
        muted, snoozed: Partners of whom nothing is told, as the reader wants it.
    """

    as_of: date
    headline: str
    items: tuple[ShownItem, ...]
    more: int
    closing: tuple[str, ...]
    muted: int = 0
    snoozed: int = 0


@dataclass(frozen=True)
class Reading:
    """Puts weeks into words for one reader.

    Attributes:
        yours: Whether the reader may draft to a partner and snooze it.
        owner: Whose a partner is, where that does not go without saying; empty where it does.
        whose: `team` where a team reads it.
    """

    phrases: Phrases
    tongue: Tongue
    yours: Callable[[str], bool]
    owner: Callable[[str], str] = lambda _: ""
    whose: str = ""

    def digest(self, week: Week, *, muted: int = 0, snoozed: int = 0) -> Digest:
        """The week in words."""
        words = ItemWords(week.now.portfolio, self.phrases, self.tongue)
        items = tuple(
            words.shown(item, yours=self.yours(item.partner_id), owner=self.owner(item.partner_id))
            for item in week.items
        )
        closing = [*week.still_open(), *week.settled()]
        return Digest(
            as_of=week.now.as_of,
            headline=in_lines([week.headline(self.whose)], self.phrases, self.tongue)[0],
            items=items,
            more=len(week.news) - len(items),
            closing=tuple(in_lines(closing, self.phrases, self.tongue)),
            muted=muted,
            snoozed=snoozed,
        )


def in_lines(statements: Iterable[Statement], phrases: Phrases, tongue: Tongue) -> list[str]:
    """Every statement in words, however many there are; what follows another one stands in its line."""
    lines: list[str] = []
    for one in statements:
        said = render(phrases.text(one.key), one.slots, tongue).text
        if one.follows and lines:
            lines[-1] += f" {said}"
        else:
            lines.append(said)
    return lines
