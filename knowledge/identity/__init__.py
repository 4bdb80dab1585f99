"""One partner in several systems: found, merged, told apart and taken out again.

Ids of foreign systems carry a prefix (`hubspot:17`), our own none. Merging a partner into another one sets
its row aside whole, lets its rows in other tables name the other one, and fills what is empty there.
"""

from __future__ import annotations

from knowledge.identity.arriving import take_merged
from knowledge.identity.arriving_months import keep_clashing
from knowledge.identity.decisions import Proposal, Side, proposals
from knowledge.identity.forgetting import forget_absent
from knowledge.identity.matching import Matched, match_partners, merge, separate, unmerge
from knowledge.identity.recent import RecentMerge, recent_merges
from knowledge.identity.set_aside import merged_ids

__all__ = [
    "Matched",
    "Proposal",
    "RecentMerge",
    "Side",
    "forget_absent",
    "keep_clashing",
    "match_partners",
    "merge",
    "merged_ids",
    "proposals",
    "recent_merges",
    "separate",
    "take_merged",
    "unmerge",
]
