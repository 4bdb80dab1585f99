"""How a message is to be worded: what somebody asked for after they had read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from assistant.drafting.occasions import Occasion


class Style(StrEnum):
    """How a message is to sound, or how long to be."""

    SHORTER = "shorter"
    WARMER = "warmer"
    LESS_SALESY = "less_salesy"
    MORE_FORMAL = "more_formal"
    LESS_FORMAL = "less_formal"


class Mention(StrEnum):
    """What a message is to speak of."""

    WIN = "win"
    DEAL = "deal"
    PROJECT = "project"
    CERTIFICATION = "certification"
    TRAINING = "training"
    MEETING = "meeting"
    WORDS = "words"


MENTIONS: Final[Mapping[Mention, tuple[Occasion, ...]]] = MappingProxyType(
    {
        Mention.WIN: (Occasion.WIN, Occasion.PAST_WIN),
        Mention.DEAL: (Occasion.OPEN_DEAL,),
        Mention.PROJECT: (Occasion.DELIVERED,),
        Mention.CERTIFICATION: (Occasion.EARNED_OWN, Occasion.EARNED),
        Mention.TRAINING: (Occasion.TRAINING, Occasion.TRAINING_TEAM, Occasion.ATTENDED),
        Mention.MEETING: (Occasion.TALK, Occasion.TALK_OTHER, Occasion.TALK_TEAM),
        Mention.WORDS: (Occasion.WORDS, Occasion.WROTE),
    }
)
"""Occasions that meet such a wish, the better first."""


@dataclass(frozen=True)
class Wishes:
    """What is asked of the wording.

    Attributes:
        styles: All that were asked for, one after the other.
        mention: What it is to speak of.
        no_ask: Whether it is to ask for nothing.
        version: Another number is another wording of the same.
        keep: Ids of the facts and notes of the message that is reworded; it goes on speaking of those.
    """

    styles: frozenset[Style] = frozenset()
    mention: Mention | None = None
    no_ask: bool = False
    version: int = 0
    keep: frozenset[str] = frozenset()


AS_IT_COMES: Final = Wishes()
"""Nothing was asked of the wording."""
