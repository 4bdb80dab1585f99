"""Words of ours that a partner must never read."""

from __future__ import annotations

from functools import cache

from tools.grounding.names import NameIndex
from tools.grounding.word_lists import lines


@cache
def internal_index() -> NameIndex:
    """Tier, lane and score words in our languages, ready to be looked for.

    Whole phrases as a rule: `risk` and `activation` alone are everyday words.
    """
    return NameIndex.build(lines("internal"), as_names=False)
