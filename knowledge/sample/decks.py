"""Templates dealt like cards, so that no two partners get the same sentence before all have been used."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.sample.draws import Draws
from knowledge.sample.wording import slots_of

Card = tuple[str, ...]
"""One template, or templates that belong together."""


class Decks:
    """One shuffled deck per language and topic, shared by all partners of a sample."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._rest: dict[str, list[Card]] = {}
        self._rounds: dict[str, int] = {}

    def deal(self, deck: str, cards: Sequence[Card], slots: Mapping[str, str]) -> Card | None:
        """The next card whose slots are all known; None if no card of the deck fits."""
        if not any(_fits(card, slots) for card in cards):
            return None
        rest = self._rest.setdefault(deck, [])
        while True:
            for at, card in enumerate(rest):
                if _fits(card, slots):
                    return rest.pop(at)
            self._rounds[deck] = self._rounds.get(deck, 0) + 1
            rest += Draws(self._seed, deck, self._rounds[deck]).several(cards, len(cards))


def _fits(card: Card, slots: Mapping[str, str]) -> bool:
    return all(slots_of(template) <= slots.keys() for template in card)
