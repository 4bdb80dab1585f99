"""How names are written down before they are compared: case, accents, punctuation, legal forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

LEGAL_FORMS: Final = frozenset((
    "ab", "ag", "aps", "as", "asa", "bv", "co", "corp", "corporation", "eg", "ev", "gesmbh", "gmbh",
    "inc", "incorporated", "kft", "kg", "kgaa", "limited", "llc", "llp", "lp", "ltd", "mbh", "nv",
    "ohg", "oy", "oyj", "plc", "pty", "pvt", "sa", "sapi", "sarl", "sas", "sasu", "se", "sl", "slu",
    "sociedad", "spa", "sprl", "srl", "sro", "ug",
))  # fmt: skip
_SHORT_FORM: Final = {"limited": "ltd", "incorporated": "inc", "corporation": "corp"}
_OFTEN_MISSPELT: Final = ("gmbh", "ltd", "sarl", "limited")
JOINERS: Final = frozenset(("and", "und", "et", "y", "&"))
HONORIFICS: Final = frozenset((
    "mr", "mrs", "ms", "miss", "dr", "prof", "herr", "frau", "herrn", "monsieur", "madame", "mme", "m",
    "senor", "senora", "don", "dona", "sr", "sra",
))  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\u2018`.&/+\-]?[^\W_]+)*[+#]*|&")
_SPLIT: Final = re.compile(r"[^\W_]+[+#]*")
_POSSESSIVE: Final = re.compile(r"(?:['\u2019\u2018`][sS]?)$")
_ELISION: Final = re.compile(r"^(?:[dDlLnNcCjJmMtTsS]|[qQ][uU])['\u2019\u2018`](?=[^\W_])")
_ABBREVIATED: Final = re.compile(r"\b(\w)\.(?=\w\b)")
_SHORT: Final = 3
_MIDDLE: Final = 6
_LONG: Final = 10


@dataclass(frozen=True)
class Word:
    """One word of a text with its span; `folded` is how it is compared, `parts` its pieces at punctuation."""

    start: int
    end: int
    text: str
    folded: str


def fold(text: str) -> str:
    """Lower case without accents: `Ångström Straße` and `angstrom strasse` are the same."""
    if text.isascii():  # most text, and many times as fast
        return text.casefold()
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00f8", "o").replace("\u00d8", "O").casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words_of(text: str) -> list[Word]:
    """The words of a text in order, with possessive `'s` and elided articles (`d'`, `l'`) left out."""
    found = []
    for match in _WORD.finditer(text):
        word, start = match.group(), match.start()
        if elided := _ELISION.match(word):
            word, start = word[elided.end() :], start + elided.end()
        word = _POSSESSIVE.sub("", word)
        for piece in _SPLIT.finditer(word):
            end = start + piece.end()
            found.append(Word(start + piece.start(), end, piece.group(), fold(piece.group())))
    return found


@lru_cache(maxsize=10_000)
def tokens_of(text: str) -> tuple[str, ...]:
    """The folded words of a name; letters of an abbreviation such as `S.L.` are joined."""
    joined = _ABBREVIATED.sub(r"\1", text)
    return tuple(word.folded for word in words_of(joined))


def without_legal_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens without trailing legal forms, unless nothing would remain."""
    kept = tokens
    while len(kept) > 1 and (kept[-1] in LEGAL_FORMS or kept[-1] == "and"):
        kept = kept[:-1]
    return kept


def with_plain_legal_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """The tokens with the legal form at their end as it is usually written: `ltd`, `gmbh` for gmbg."""
    *name, last = tokens or ("",)
    if not name:
        return tokens
    return (*name, _plain_form(last))


@lru_cache(maxsize=10_000)
def _plain_form(word: str) -> str:
    if word not in LEGAL_FORMS:
        word = next((form for form in _OFTEN_MISSPELT if _is_slip(word, form)), word)
    return _SHORT_FORM.get(word, word)


def without_honorific(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A person's tokens without a leading `Frau`, `Dr`, unless nothing would remain."""
    kept = tokens
    while len(kept) > 1 and kept[0] in HONORIFICS:
        kept = kept[1:]
    return kept


def allowed_edits(length: int) -> int:
    """How many typos a word of that many letters may hold: none up to 3, one up to 6, two beyond."""
    if length <= _SHORT:
        return 0
    return 1 if length <= _MIDDLE else 2


def is_typo(typed: Sequence[str], meant: Sequence[str]) -> bool:
    """Whether the words typed are a misspelling of the words of a name.

    Word by word where both have as many: `Kestrel Cluod` is Kestrel Cloud, while Mayer Consulting is not May
    Consulting. Another first letter and one more makes another word: Southwind is not Northwind.
    """
    if len(typed) == len(meant):
        return all(map(_is_same_word, typed, meant))
    one, other = "".join(typed), "".join(meant)
    if len(typed) > len(meant) and sorted(one) != sorted(other):
        return False  # `Hexaline 2` is Hexaline and a number
    return OSA.distance(one, other) <= 1 and _is_same_word(one, other)


def _is_same_word(typed: str, meant: str) -> bool:
    edits = OSA.distance(typed, meant)
    if edits == 0 or (edits == 1 and sorted(typed) == sorted(meant)):
        return True
    longest = max(len(typed), len(meant))
    if typed[:1] != meant[:1]:
        return edits == 1 and longest > _SHORT + 1
    strange = sum((Counter(typed) - Counter(meant)).values())
    if strange > 1 and len(typed) == len(meant) and longest < _LONG:
        return False  # Westwind is not Westlund: two other letters make another word
    return edits <= allowed_edits(longest)


def _is_slip(typed: str, form: str) -> bool:
    """Whether a word is a legal form mistyped; `sail` is a word, so a vowel allows only swapped letters."""
    swapped = sorted(typed) == sorted(form)
    no_word = not set("aeiouy") & set(typed)
    return OSA.distance(typed, form) == 1 and (swapped or (no_word and len(form) > _SHORT))
