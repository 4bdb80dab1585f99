"""Partners that a question sets aside: `…, nothing for Acme`, `don't say Acme`, `leave Acme out`."""

from __future__ import annotations

import re
from typing import Final

from prompts.words import shape, words_for

EXCLUSION: Final = re.compile(
    rf"(?i)[,\s]*\b{words_for('excluding').pattern}\s+(?:(?:for|de|a|the|der|die|das)\s+)?partnerx"
    r"(?:(?:,|\s+(?:and|und|y|et|or|oder|&))\s*partnerx)*"
)
_FOR_ONCE: Final = shape("for_once").pattern
_VERBS: Final = shape("aside_verbs").pattern
ASIDE: Final = re.compile(shape("aside").pattern.replace("<verbs>", _VERBS).replace("<once>", _FOR_ONCE))
_BEFORE: Final = re.compile(
    rf"\b{words_for('excluding').pattern}\s+(?:(?:for|de|a|the|der|die|das)\s+)?"
    r"(?:partnerx(?:,|\s+(?:and|und|y|et|or|oder))\s+)*$"
)
_ASIDE_BEFORE: Final = re.compile(shape("aside_before").pattern.replace("<verbs>", _VERBS))
_BETWEEN_BEFORE: Final = shape("aside_around")
_BETWEEN_AFTER: Final = shape("aside_after")
_ONLY_NOW: Final = re.compile(rf"\W*{_FOR_ONCE}\b")
_SAID_BESIDE: Final = re.compile(r"\w\W+\w+.*[,;.!?:(\u2013-]\s*(?:(?:and|but|und|aber|y|pero|et|mais)\s+)?$")


def leaves_out(before: str, after: str) -> bool:
    """Whether the partner that stands between these words is to be left out.

    Args:
        before, after: Folded, with names masked. An order to ignore somebody that is the whole message, such
            as `ignore Acme until Friday`, leaves nobody out of an answer.
    """
    if _BEFORE.search(before):
        return True
    found = _ASIDE_BEFORE.search(before)
    if found is None and _BETWEEN_AFTER.match(after):
        found = _BETWEEN_BEFORE.search(before)
    if found is None:
        return False
    return bool(_SAID_BESIDE.search(before[: found.start()]) or _ONLY_NOW.match(after))
