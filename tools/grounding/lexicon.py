"""Whether a word with a capital is an everyday one: dictionaries of word forms that keep their capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from tools.grounding.word_lists import LANGUAGES

_CODES: Final = {"no": "nb"}
"""Languages with another code there."""

_PLURALS: Final = ("e", "en", "n", "er", "ern", "se", "nen")
_UMLAUTS: Final = {"a": "ä", "o": "ö", "u": "ü", "au": "äu"}
_LAST_VOWEL: Final = re.compile(r"(au|[aou])([^aou]*)$")


def has_dictionary(language: str) -> bool:
    """Whether the words of that language are known; by its ISO code."""
    return bool(_forms(language))


def lemma(word: str, language: str) -> str:
    """The basic form of a word, in lower case; the word itself where it is not known."""
    low = word.lower()
    return _forms(language).get(low, low)


@lru_cache(maxsize=8192)
def is_everyday(word: str, language: str) -> bool:
    """Whether the word exists in lower case and is no given name too, or is a German noun.

    `Peter` is both `to peter` and a name, so it is none. The dictionaries of other languages than the four
    have a capital for every word that can begin a sentence: there lower case is enough. A dictionary that is
    not there knows no word.
    """
    known, low = _forms(language), word.lower()
    if language == "de":
        is_name = low not in known and not _is_german_noun(_capital(low), known)
        return not is_name and _capital(low) not in _forms("en")
    return low in known and (language not in LANGUAGES or _capital(low) not in known)


def _capital(low: str) -> str:
    return low[:1].upper() + low[1:]


def _is_german_noun(word: str, known: Mapping[str, str]) -> bool:
    """Whether the word has a plural or is one: a name has at most a genitive."""
    lemma = known.get(word)
    if lemma is None:
        return False
    if lemma != word and lemma[:1].isupper() and word not in {f"{lemma}s", f"{lemma}es"}:
        return True
    turned = _with_umlaut(lemma)
    plurals = {turned, *(stem + ending for stem in (lemma, turned) for ending in _PLURALS)} - {lemma}
    return any(known.get(plural) == lemma for plural in plurals)


def _with_umlaut(word: str) -> str:
    """The word with its last a, o, u or au turned, as in many a plural."""
    return _LAST_VOWEL.sub(lambda found: _UMLAUTS[found[1]] + found[2], word)


@cache
def _forms(language: str) -> Mapping[str, str]:
    """Word forms with their lemmas; read when first asked for, as reading takes up to two seconds."""
    from simplemma.strategies import StreamDictionaryFactory

    code = language.partition("-")[0]
    try:
        return StreamDictionaryFactory().get_dictionary(_CODES.get(code, code))
    except ValueError:
        return {}
