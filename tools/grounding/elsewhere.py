"""Dates and numbers in words of every language but our four: refused outright, as slots hold all values.

The calendar is the Unicode CLDR's (babel), the numbers are num2words'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final

from tools.facts import Fact
from tools.grounding.folding import cleaned
from tools.grounding.lexicon import has_dictionary, is_everyday, lemma
from tools.grounding.problems import ProblemKind
from tools.grounding.word_lists import LANGUAGES, lines
from tools.spelling import fold

if TYPE_CHECKING:
    from babel import Locale

_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBERS: Final = (*range(2, 1001), *range(2_000, 101_000, 1_000), 10**6, 2 * 10**6, 10**9)
_ORDINALS: Final = range(2, 101)
_SHORTEST: Final = 3  # letters; shorter words of a number (`e`, `en`) and of a calendar join or mean more
_DATED: Final = ("MMMMd", "yMMMMd", "yMMMM")
_REASONS: Final = {
    ProblemKind.DATE: "a date that is none of the facts",
    ProblemKind.NUMBER: "a number that is none of the facts",
}


def can_be_verified(language: str) -> bool:
    """Whether everything that a message in that language must not say would be recognised.

    That takes Latin letters, whose capitals tell names, and the calendar, numbers and everyday words.
    """
    if language in LANGUAGES:
        return True
    locale = locale_of(language)
    if locale is None or not has_dictionary(language):
        return False
    months = locale.months["format"]["wide"].values()
    is_latin = all(cleaned(month).text == month != month.upper() for month in months)
    return is_latin and bool(_forbidden(language)[1])


def spoken_days(facts: Iterable[Fact], language: str) -> Iterator[tuple[Fact, str]]:
    """Each date of the facts in the ways in which that language writes it, the longest first."""
    from babel.dates import format_skeleton

    locale = None if language in LANGUAGES else locale_of(language)
    for fact in facts:
        if isinstance(fact.value, date) and locale is not None:
            forms = {str(format_skeleton(form, fact.value, locale=locale)) for form in _DATED}
            for form in sorted(forms, key=len, reverse=True):
                yield fact, cleaned(form).text


def words_of_values(text: str, language: str) -> Iterator[tuple[ProblemKind, int, int, str]]:
    """Kind, span and reason of every month, weekday and number in words of a cleaned text."""
    if language in LANGUAGES:
        return
    calendar, numbers = _forbidden(language)
    for word in _WORD.finditer(text):
        forms = {fold(word[0]), fold(lemma(word[0], language))}
        if not forms.isdisjoint(calendar | numbers):
            kind = ProblemKind.NUMBER if forms.isdisjoint(calendar) else ProblemKind.DATE
            yield kind, *word.span(), _REASONS[kind]


def is_everyday_phrase(piece: str, language: str) -> bool:
    """Whether what looks like a date or number of the four is everyday words of another language."""
    plain = language not in LANGUAGES and not re.search(r"\d", piece)
    return plain and all(is_everyday(word, language) for word in _WORD.findall(piece))


@cache
def locale_of(language: str) -> Locale | None:
    """The language as babel knows it; None if it does not."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        return None


@cache
def _forbidden(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Folded words of the calendar and of numbers; empty where they are not known."""
    locale = locale_of(language)
    if locale is None:
        return frozenset(), frozenset()
    numbers = frozenset(_folded(_number_words(locale.language)))
    nouns = (line for line in lines("number_nouns") if line.startswith(f"{locale.language} "))
    return frozenset(_folded(_calendar(locale))), numbers and numbers.union(_folded(nouns))


def _folded(found: Iterable[str]) -> Iterator[str]:
    """The words of some texts, folded as those of a message are."""
    for text in found:
        pieces = _WORD.findall(cleaned(text).text)
        yield from (fold(piece) for piece in pieces if len(piece) >= _SHORTEST or len(pieces) == 1)


def _calendar(locale: Locale) -> Iterator[str]:
    """Months and weekdays; an abbreviation that is an everyday word too (`ter`) is left out."""
    for names in (locale.months, locale.days):
        for context in ("format", "stand-alone"):
            yield from names[context]["wide"].values()
            for short in names[context]["abbreviated"].values():
                plain = short.strip(".")
                if len(plain) >= _SHORTEST and not is_everyday(plain, locale.language):
                    yield plain


def _number_words(language: str) -> Iterator[str]:
    """Numbers and ordinals, one by one, as compounds differ from what they are made of."""
    from num2words import num2words

    known = {"nb": "no", "nn": "no"}.get(language, language)
    try:
        one = num2words(1, lang=known)
        for number in _NUMBERS:
            yield from (word for word in num2words(number, lang=known).split() if word not in {one, "een"})
        yield from (num2words(number, lang=known, to="ordinal") for number in _ORDINALS)
    except (NotImplementedError, OverflowError, IndexError, KeyError):
        return
