"""Countries and cities, however they are written."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from tools.likeness.folding import folded_words, readable
from tools.likeness.word_lists import CITY_NAMES, COUNTRY_NAMES

_LANGUAGES: Final = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "nb", "fi", "cs")
_LONG: Final = 6  # letters from which one typo does not make another city


@lru_cache(maxsize=4096)
def country_code(text: str) -> str:
    """The ISO code of a country given by code or name in one of thirteen languages; else the text, folded."""
    written = _written(text)
    return _countries().get(written, written)


@lru_cache(maxsize=65_536)
def city_name(text: str) -> str:
    """One name for a city whatever the language: `munchen` of `Munich`; empty if there is none."""
    written = re.sub(r"\b(?:saint|sankt)\b", "st", _written(text))
    return _cities().get(written, written)


def same_city(one: str, other: str) -> bool:
    """Whether two results of `city_name` are one city: `frankfurt` and `frankfurt am main`, or a typo."""
    shorter, longer = sorted((one, other), key=len)
    if longer == shorter or longer.startswith(f"{shorter} "):
        return True
    return len(shorter) >= _LONG and OSA.distance(one, other, score_cutoff=1) <= 1


@cache
def _countries() -> dict[str, str]:
    from babel import Locale
    from babel.core import get_global

    codes = [str(code) for code in Locale("en").territories if str(code).isalpha()]  # digits: continents
    known = {code.casefold(): code for code in codes}
    for alias, successors in get_global("territory_aliases").items():
        if len(successors) == 1 and str(alias).isalpha():  # `DEU`, `UK`; not a state that fell apart
            known[str(alias).casefold()] = str(successors[0])
    for language in _LANGUAGES:
        names = Locale(language).territories
        known.update((_written(names[code]), code) for code in codes if code in names)
    return known | {_written(name): code for name, code in COUNTRY_NAMES.items()}


@cache
def _cities() -> dict[str, str]:
    return {_written(other): _written(name) for other, name in CITY_NAMES.items()}


def _written(text: str) -> str:
    return " ".join(folded_words(readable(text))).removeprefix("the ")
