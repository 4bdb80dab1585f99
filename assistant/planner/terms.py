"""Questions for the meaning of one of Rapport's own words: `what is a dementor?`, `what does fit mean`."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.reading import Reading
from prompts.words import talk, value_patterns
from tools.spelling import fold

TERMS: Final = frozenset(value_patterns("terms"))
"""Words that Rapport can explain."""


def term_asked_about(reading: Reading) -> str | None:
    """The word whose meaning the question asks for; None when it asks for anything else."""
    match = talk("meaning").match(reading.folded)
    said = (match["term"] or match["term2"]) if match else ""
    return next((term for term, words in value_patterns("terms").items() if words.fullmatch(said)), None)


def terms_in(text: str) -> tuple[str, ...]:
    """The words in a text that Rapport can explain, by their own names or as people say them."""
    said = fold(text.replace("_", " "))
    return tuple(
        term
        for term, words in value_patterns("terms").items()
        if re.search(rf"\b(?:{words.pattern})\b", said)
    )
