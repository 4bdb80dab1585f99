"""How people write the severity of a ticket: as a number from 1, or in words."""

from __future__ import annotations

import re
from typing import Final

_NUMBERED: Final = re.compile(r"(?:p|s|sev|severity|prio|priority|priorität)[ -]?([1-4])")
_WORDS: Final = {
    word: severity
    for severity, words in enumerate(
        (
            "urgent critical blocker dringend kritisch critique urgente crítico",
            "high hoch haute alta",
            "medium normal moderate mittel moyenne media",
            "low minor niedrig gering basse baja",
        ),
        start=1,
    )
    for word in words.split()
}


def severity_of(text: str) -> int | None:
    """The severity that a text says, 1 worst to 4; None if it is a number alone, or nothing of the kind."""
    word = text.casefold()
    numbered = _NUMBERED.fullmatch(word)
    return int(numbered[1]) if numbered else _WORDS.get(word)
