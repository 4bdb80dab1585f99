"""The four tiers, and why a partner may have none."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

HIGH_SIDES: Final = {"key_partner": 2, "unpolished_diamond": 1, "growth_hacker": 1, "dementor": 0}
"""How many sides of a tier are high; a move to more of them is a move up."""


class Tier(StrEnum):
    """Where a partner stands; the value is also the code of its words (`tier.key_partner`)."""

    KEY_PARTNER = "key_partner"
    UNPOLISHED_DIAMOND = "unpolished_diamond"
    GROWTH_HACKER = "growth_hacker"
    DEMENTOR = "dementor"


class NoTier(StrEnum):
    """Why a partner has no tier; the value is also the last part of a phrase (`tier.none_unknown`)."""

    ENDED = "ended"
    NOT_SIGNED = "not_signed"
    NEW = "new"
    UNKNOWN = "unknown"


def tier_of(*, leads_high: bool, relevance_high: bool) -> Tier:
    """The tier of one pair of sides."""
    if relevance_high:
        return Tier.KEY_PARTNER if leads_high else Tier.UNPOLISHED_DIAMOND
    return Tier.GROWTH_HACKER if leads_high else Tier.DEMENTOR
