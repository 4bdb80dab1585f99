"""Whether words such as "grew" and "fell" agree with the change they speak of."""

from __future__ import annotations

import re
from typing import Final

from tools.facts import Fact
from tools.grounding.word_lists import lines, words

_WORD: Final = re.compile(r"[a-z]+")
_CHANGE: Final = ("change", "growth", "trend", "delta", "gain", "drop")
_NOT_OF_CHANGE: Final = re.compile("|".join(lines("no_direction")))
"""`write down`, `follow up`: words of direction that speak of none."""

_SEPARABLE: Final = re.compile("|".join(lines("up_phrases"))), re.compile("|".join(lines("down_phrases")))
_NEGATION: Final = re.compile(
    r"\b(?:not|never|no|hardly|nicht|nie|niemals|kein\w*|kaum|pas|jamais|guere|sin|nunca|n[e'] ?|no)"
    r"(?: (?!but\b|sondern\b|mais\b|sino\b)[a-z]+){0,2} $|n't (?:[a-z]+ )?$|\bn'(?:a|ont|avez|est) (?:pas )?$"
)


def wrong_direction(sentence: str, facts: list[Fact]) -> re.Match[str] | None:
    """The direction word that contradicts every change which a sentence states, or None.

    A word that is denied counts as its opposite.

    Args:
        sentence: Folded: lower case, without accents.
        facts: The facts that the sentence states.
    """
    signs = {_sign(fact) for fact in facts} - {0}
    sentence = _NOT_OF_CHANGE.sub(lambda match: "_" * len(match[0]), sentence)
    rising, falling = _directed(sentence)
    if len(signs) != 1 or bool(rising) == bool(falling):
        return None
    contradicting = rising if signs == {-1} else falling
    return contradicting[0] if contradicting else None


def _directed(sentence: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """What says that something went up, and what says that it went down."""
    ups = [match for match in _WORD.finditer(sentence) if match[0] in words("up")]
    downs = [match for match in _WORD.finditer(sentence) if match[0] in words("down")]
    ups += _SEPARABLE[0].finditer(sentence)
    downs += _SEPARABLE[1].finditer(sentence)
    rising = [one for one in ups if not _denied(sentence, one)] + [
        one for one in downs if _denied(sentence, one)
    ]
    falling = [one for one in downs if not _denied(sentence, one)] + [
        one for one in ups if _denied(sentence, one)
    ]
    return rising, falling


def _denied(sentence: str, word: re.Match[str]) -> bool:
    return _NEGATION.search(sentence[: word.start()]) is not None


def _sign(fact: Fact) -> int:
    """The direction of a change; 0 for a fact that is none."""
    if not isinstance(fact.value, int | float) or isinstance(fact.value, bool):
        return 0
    is_change = fact.value < 0 or any(word in fact.kind.name for word in _CHANGE)
    return (fact.value > 0) - (fact.value < 0) if is_change else 0
