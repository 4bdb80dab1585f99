"""A few things in one sentence: the phrase's key says how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from tools.about import Slots
from tools.facts import Fact, Statement

NAMED = 3


def listing(
    key: str, facts: Sequence[Fact], count: Fact, slots: Slots | None = None
) -> tuple[Statement, ...]:
    """A statement `key_1`, `key_2` or `key_3` with slots `first`, `second`, `third`; none without facts.

    With more facts it is `key_more`, which has the first three and the `count` of all.

    Args:
        key: Phrase key without the number.
        facts: What is listed.
        count: How many there are.
        slots: Further slots, the same for every key.
    """
    if not facts:
        return ()
    named: Slots = dict(zip(("first", "second", "third"), facts, strict=False))
    if len(facts) > NAMED:
        return (Statement(f"{key}_more", {**(slots or {}), **named, "count": count}),)
    return (Statement(f"{key}_{len(facts)}", {**(slots or {}), **named}),)
