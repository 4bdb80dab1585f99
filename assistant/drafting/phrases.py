"""The wordings in which a part of a message can say something, and the one that fits a batch best."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from assistant.drafting.batch import Batch, Patterns, patterns_of
from assistant.drafting.material import Material, Moment
from assistant.drafting.occasions import AMOUNTS
from assistant.drafting.wording import worded
from prompts.draft_templates import LANGUAGES, templates
from prompts.slots import Slot, SlottedText
from tools.drafts import Sentence
from tools.facts import Fact, Quote, Unit

Texts: TypeAlias = tuple[tuple[SlottedText, ...], ...]
"""Sentences that say the same, each in all its wordings."""

_FALLBACK: Final = "en"
_NAMES: Final = frozenset(("partner", "name", "first", "sender"))
_QUOTED: Final = frozenset(("words", "question", "promise"))
_TELLING: Final = ("reason", "attention")
_TRIED: Final = 6  # wordings of one sentence, of which the least used is taken


@dataclass
class Phrases:
    """Says things about one partner.

    Attributes:
        formal: In which form of address.
        chance: Makes the same choices for the same message.
        briefly: Whether the shortest wording is wanted.
        batch: The messages before.
        names_amount: Whether an amount has been named, or must not be.
    """

    material: Material
    formal: bool
    chance: random.Random
    briefly: bool = False
    batch: Batch = field(default_factory=Batch)
    names_amount: bool = True

    @property
    def language(self) -> str:
        """In which it says them."""
        wanted = self.material.recipient.language
        return wanted if wanted in LANGUAGES else _FALLBACK

    def can_say(self, part: str, moment: Moment) -> bool:
        """Whether there are words for it in that part of a message."""
        return bool(self._fitting(part, moment.occasion, moment))

    def say(self, part: str, occasion: str, moment: Moment) -> Sentence:
        """A sentence of that part about the moment, in words that the batch has used least."""
        fitting = self._fitting(part, occasion, moment)
        chosen = self._shortest(fitting) if self.briefly else self._least_used(fitting)
        amounts = self._amounts(part, chosen, moment)
        used = [moment.slots[name] for name in sorted(chosen.slots & moment.slots.keys())]
        used += amounts.values()
        return Sentence(
            worded(chosen, self.material, dict(moment.slots), amounts),
            masked(chosen),
            tuple(one.id for one in used if isinstance(one, Fact)),
            tuple(dict.fromkeys(one.note_id for one in used if isinstance(one, Quote))),
        )

    def _amounts(self, part: str, text: SlottedText, moment: Moment) -> dict[str, Fact]:
        """The amount of the first deal that the body names; a second one would make it a statement."""
        if part not in _TELLING or self.names_amount:
            return {}
        found = {
            name: amount
            for name in sorted(text.slots & AMOUNTS.keys())
            if isinstance(amount := moment.slots.get(AMOUNTS[name]), Fact) and _is_round(amount)
        }
        self.names_amount = bool(found)
        return found

    def _fitting(self, part: str, occasion: str, moment: Moment) -> Texts:
        """Sentences whose slots can all be filled, each in all its wordings."""
        known = frozenset(moment.slots.keys() | _NAMES)
        dated = frozenset(name for name, one in moment.slots.items() if part in _TELLING and _is_dated(one))
        return _sayable(self.language, self.material.purpose, part, occasion, self.formal, known, dated)

    def _shortest(self, fitting: Texts) -> SlottedText:
        every = [text for texts in fitting for text in texts]
        return min(every, key=lambda text: (len(text.words.split()), self.chance.random()))

    def _least_used(self, fitting: Texts) -> SlottedText:
        tried = [self.chance.choice(self.chance.choice(fitting)) for _ in range(_TRIED)]
        return min(tried, key=lambda text: self.batch.uses(_patterns(text)))


def _is_round(amount: Fact) -> bool:
    """Whether people would say it so: without cents."""
    return isinstance(amount.value, int | float) and amount.value == round(amount.value)


def _is_dated(source: Fact | Quote) -> bool:
    return isinstance(source, Fact) and source.kind.unit in {Unit.DATE, Unit.MONEY}


@lru_cache(maxsize=4_096)
def _sayable(
    language: str,
    purpose: str,
    part: str,
    occasion: str,
    formal: bool,
    known: frozenset[str],
    dated: frozenset[str],
) -> Texts:
    """Sentences that need no other values than the known ones.

    Of those, the ones that name most of the days and amounts: when it was is half of what it is.
    """
    variants = templates(language, purpose).variants(part, occasion)
    fitting = [
        fit
        for template in variants
        if (fit := tuple(one for one in template.addressed(formal=formal) if one.slots <= known))
    ]
    most = max((len(text.slots & dated) for texts in fitting for text in texts), default=0)
    kept = (tuple(text for text in texts if len(text.slots & dated) == most) for texts in fitting)
    return tuple(texts for texts in kept if texts)


@lru_cache(maxsize=65_536)
def masked(text: SlottedText) -> str:
    """The text with a blank for every value; a quotation ends a sentence."""
    blanks = (("….", "…")[one.name not in _QUOTED] if isinstance(one, Slot) else one for one in text.parts)
    return "".join(blanks).strip()


@lru_cache(maxsize=65_536)
def _patterns(text: SlottedText) -> Patterns:
    return patterns_of([Sentence("", masked(text))])
