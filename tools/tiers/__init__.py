"""Tiers: leads by market relevance, with hysteresis over month-ends so that nobody flaps.

| | low relevance | high relevance |
|---|---|---|
| many leads | growth hacker | key partner |
| few leads | dementor | unpolished diamond |

Tier words are internal: nothing that a partner reads may hold one.
"""

from tools.tiers.assumed import Assumed, assumed_policy
from tools.tiers.charts import tier_quadrant
from tools.tiers.decided import Held, quarter_end, with_decisions
from tools.tiers.moves import Direction, moves
from tools.tiers.policy import Basis, TierPolicy
from tools.tiers.sides import AGGREGATES, leads, relevance
from tools.tiers.statements import tier_fact, tier_statements
from tools.tiers.tier import NoTier, Tier
from tools.tiers.under import partner_under, portfolio_what_if
from tools.tiers.walking import tiers, walk
from tools.tiers.what_if import partner_what_if
from tools.tiers.whose import Whom, Whose

__all__ = [
    "AGGREGATES",
    "Assumed",
    "Basis",
    "Direction",
    "Held",
    "NoTier",
    "Tier",
    "TierPolicy",
    "Whom",
    "Whose",
    "assumed_policy",
    "leads",
    "moves",
    "partner_under",
    "partner_what_if",
    "portfolio_what_if",
    "quarter_end",
    "relevance",
    "tier_fact",
    "tier_quadrant",
    "tier_statements",
    "tiers",
    "walk",
    "with_decisions",
]
