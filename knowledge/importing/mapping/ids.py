"""Ids of Salesforce: 15 characters, or the same with three more that only guard against changes of case."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONG: Final = re.compile(r"[0-9A-Za-z]{15}[A-Z0-5]{3}", re.ASCII)
_SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
_SHORT: Final = 15
_PART: Final = 5  # characters that one sign guards


@lru_cache(maxsize=100_000)
def short_id(text: str) -> str:
    """The 15 characters of an id of 18; any other text as it is, stripped."""
    text = text.strip()
    if not _LONG.fullmatch(text):
        return text
    parts = (text[start : start + _PART] for start in range(0, _SHORT, _PART))
    guards = "".join(
        _SIGNS[sum(sign.isupper() << place for place, sign in enumerate(part))] for part in parts
    )
    return text[:_SHORT] if text[_SHORT:] == guards else text
