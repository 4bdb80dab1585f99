"""The nearest valid values to a wrong one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_ALIKE: Final = 60.0  # 0-100, rapidfuzz; below it a suggestion is a guess
_MOST: Final = 3


def did_you_mean(value: str, known: Collection[str]) -> str:
    """`; did you mean A or B?` with the nearest of `known`, or nothing."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        value, known, scorer=fuzz.ratio, processor=str.casefold, limit=_MOST, score_cutoff=_ALIKE
    )
    names = [name for name, _score, _index in found]
    return f"; did you mean {' or '.join(names)}?" if names else ""
