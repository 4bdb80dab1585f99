"""Whether words such as "grew" and "fell" agree with the change they speak of."""

from __future__ import annotations

import re
from typing import Final

from tools.facts import Fact
from tools.grounding.word_lists import words

_WORD: Final = re.compile(r"[a-z]+")
_CHANGE: Final = ("change", "growth", "trend", "delta", "gain", "drop")


def wrong_direction(sentence: str, facts: list[Fact]) -> re.Match[str] | None:
    """The direction word that contradicts every change which a sentence states, or None.

    Args:
        sentence: Folded: lower case, without accents.
        facts: The facts that the sentence states.
    """
    signs = {_sign(fact) for fact in facts} - {0}
    found = list(_WORD.finditer(sentence))
    rising = [word for word in found if word[0] in words("up")]
    falling = [word for word in found if word[0] in words("down")]
    if len(signs) != 1 or bool(rising) == bool(falling):
        return None
    contradicting = rising if signs == {-1} else falling
    return contradicting[0] if contradicting else None


def _sign(fact: Fact) -> int:
    """The direction of a change; 0 for a fact that is none."""
    if not isinstance(fact.value, int | float) or isinstance(fact.value, bool):
        return 0
    is_change = fact.value < 0 or any(word in fact.kind.name for word in _CHANGE)
    return (fact.value > 0) - (fact.value < 0) if is_change else 0
