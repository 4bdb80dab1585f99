"""Names of months and weekdays in the languages that exports come in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, Literal

from tools.calendar_words import MONTHS, WEEKDAYS

_LANGUAGES: Final = ("en", "de", "fr", "es")
_WIDTHS: Final[tuple[Literal["wide", "abbreviated"], ...]] = ("wide", "abbreviated")
_CONTEXTS: Final[tuple[Literal["format", "stand-alone"], ...]] = ("format", "stand-alone")
_FORMS: Final = tuple(
    (width, context, language) for width in _WIDTHS for context in _CONTEXTS for language in _LANGUAGES
)


def month_of(word: str) -> int | None:
    """Number of the month with that name or abbreviation, 1 to 12; None if no month is called so."""
    return _months().get(_folded(word))


def is_weekday(word: str) -> bool:
    """Whether a day of the week has that name or abbreviation."""
    return _folded(word) in _weekdays()


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    from babel.dates import get_month_names

    names = {_folded(name): month for form in _FORMS for month, name in get_month_names(*form).items()}
    return {**names, **MONTHS}


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    from babel.dates import get_day_names

    return frozenset(
        {_folded(name) for form in _FORMS for name in get_day_names(*form).values()} | set(WEEKDAYS)
    )


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().rstrip(".")
