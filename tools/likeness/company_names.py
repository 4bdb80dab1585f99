"""What of a company's name tells it apart, and how alike two names are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Final

from rapidfuzz.distance import OSA

from tools.likeness.folding import folded, folded_words, readable
from tools.likeness.word_lists import (
    GENERIC,
    GLUED_FORMS,
    GROUP_WORDS,
    LEADING_FORMS,
    LEGAL_FORMS,
    SAME_FORM,
    SAME_GENERIC,
)
from tools.spelling import JOINERS

_SPREAD_FORMS: Final = (
    (re.compile(r"\bs\W*[aà]\W*r\W*l\b", re.IGNORECASE), "sarl"),
    (re.compile(r"\bsp\W*z\W*o\W*o\b", re.IGNORECASE), "spzoo"),
    (re.compile(r"\b(s\W*a\W*)(?:b\W*)?de\W*c\W*v\b", re.IGNORECASE), "sa"),
)
_GENERIC: Final = frozenset(map(folded, GENERIC))
_MORE_JOINERS: Final = JOINERS | {"och", "og", "plus"}
_ONE_TYPO: Final = 6  # letters from which one typo does not make another word
_TWO_TYPOS: Final = 12
_INITIALS: Final = 3  # fewer stand for too many names


class Naming(StrEnum):
    """How two names meet, from the closest on."""

    SAME = "same"  # but for case, accents, spaces and a legal form that one leaves out
    ALIKE = "alike"  # one has a generic word more: Group, Solutions
    TYPO = "typo"
    FORM = "form"  # the same with another legal form, or other generic words: a sister company, perhaps
    PART = "part"  # one is the beginning of the other
    INITIALS = "initials"
    UNLIKE = "unlike"


WORTH: Final = {
    Naming.SAME: 1.0,
    Naming.ALIKE: 0.95,
    Naming.TYPO: 0.9,
    Naming.FORM: 0.8,
    Naming.PART: 0.6,
    Naming.INITIALS: 0.5,
    Naming.UNLIKE: 0.0,
}
"""How much a name speaks for one partner, 0 to 1 highest; for the order of what is shown, no rule uses it."""


CLOSE: Final = (Naming.SAME, Naming.ALIKE)
"""Names that mean the same to a reader."""


@dataclass(frozen=True)
class CompanyName:
    """A name taken apart; all folded.

    Attributes:
        words: Without legal forms and `and`, in order.
        core: The words that tell it apart; all of them if every one is generic.
        generic: Its other words, one for all that mean the same.
        forms: Its legal forms.
        joined: The core as one word.
        whole: All words as one word.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    generic: frozenset[str]
    forms: frozenset[str]
    joined: str
    whole: str

    @property
    def initials(self) -> str:
        """The first letters of three words or more; empty for fewer."""
        return "".join(word[0] for word in self.words) if len(self.words) >= _INITIALS else ""


def plain_name(text: str) -> str:
    """The words of a company's name without legal forms, folded; the same again when applied again."""
    return " ".join(company_name(text).words)


@lru_cache(maxsize=65_536)
def company_name(text: str) -> CompanyName:
    """The name taken apart; nothing in it if there is no letter or digit."""
    forms: set[str] = set()
    words = _words(text, forms)
    while words != (again := _words(" ".join(words), forms)):  # what is left may be joined or stripped
        words = again
    core = _core(words) or words
    generic = frozenset(_generic(word) for word in words if word not in core)
    joined, whole = "".join(core), "".join(words)
    return CompanyName(words, core, generic, frozenset(forms), joined, whole)


def compare_names(one: CompanyName, other: CompanyName) -> Naming:
    """How two names meet; the order of the two does not matter."""
    if not one.words or not other.words:
        return Naming.UNLIKE
    fits = _nested(one.forms, other.forms)
    if one.whole == other.whole:
        return Naming.SAME if fits else Naming.FORM
    fits = fits and _nested(one.generic, other.generic)
    if one.joined == other.joined or sorted(one.words) == sorted(other.words):
        return Naming.ALIKE if fits else Naming.FORM
    if fits and _typo_apart(one.joined, other.joined):
        return Naming.TYPO
    return _loosely(one, other)


def _loosely(one: CompanyName, other: CompanyName) -> Naming:
    shorter, longer = sorted((one.core, other.core), key=len)
    if longer[: len(shorter)] == shorter:
        return Naming.PART
    if one.initials == other.whole or other.initials == one.whole:
        return Naming.INITIALS
    return Naming.UNLIKE


def _typo_apart(one: str, other: str) -> bool:
    """Whether a typo or two lie between long words; another digit is no typo."""
    shorter = min(len(one), len(other))
    most = (shorter >= _ONE_TYPO) + (shorter >= _TWO_TYPOS)
    if not most or re.sub(r"\D", "", one) != re.sub(r"\D", "", other):
        return False
    return OSA.distance(one, other, score_cutoff=most) <= most


def _nested(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one leaves out some of the other's, and none contradicts."""
    return one <= other or other <= one


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    """`Data Vanta` is not `Vanta`, `Vanta Data` may be: a first word counts unless it is an article or so."""
    return tuple(
        word
        for place, word in enumerate(words)
        if word not in _GENERIC or (place == 0 and word not in GROUP_WORDS)
    )


def _words(text: str, forms: set[str]) -> tuple[str, ...]:
    """The words of a name; legal forms go to `forms`."""
    text = readable(text)
    for form in GLUED_FORMS:
        text = text.replace(form, " ")
    for pattern, form in _SPREAD_FORMS:
        text = pattern.sub(form, text)
    tokens = _without_joiners(_letters_joined(folded_words(text)))
    return tuple(_without_forms(tokens, forms))


def _letters_joined(tokens: list[str]) -> list[str]:
    """Single letters in a row are an abbreviation: `h`, `m` is `hm`."""
    joined: list[str] = []
    for single, run in groupby(tokens, lambda token: len(token) == 1):
        letters = list(run)
        joined += ["".join(letters)] if single else letters
    return joined


def _without_joiners(tokens: list[str]) -> list[str]:
    return [token for token in tokens if token not in _MORE_JOINERS] or tokens


def _without_forms(tokens: list[str], forms: set[str]) -> list[str]:
    while len(tokens) > 1 and tokens[-1] in LEGAL_FORMS:
        forms.add(SAME_FORM.get(tokens[-1], tokens[-1]))
        tokens = tokens[:-1]
    while len(tokens) > 1 and tokens[0] in LEADING_FORMS:
        forms.add(tokens[0])
        tokens = tokens[1:]
    return tokens


def _generic(word: str) -> str:
    singular = word.removesuffix("ies") + "y" if word.endswith("ies") else word.removesuffix("s")
    return SAME_GENERIC.get(singular, singular)
