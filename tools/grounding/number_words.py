"""Numbers written as words in English, German, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from tools.grounding.number_tables import ARTICLES, CARDINALS, JOINERS, ORDINALS, OTHER_MEANING, SCALES
from tools.grounding.word_lists import LANGUAGES
from tools.spelling import fold

_HUNDRED: Final = 100
_WORD: Final = re.compile(r"[^\W\d_]+")
_COMPOUND: Final = re.compile(
    r"(?:stellig|tagig|fach|mal|jahrig|wochig|monatig|stundig|kopfig|teilig|prozentig)(?:e[nrsm]?)?$"
)
"""Ends of German words made with a number: `sechsstellig`, `dreitägig`."""

_GERMAN: Final = re.compile(
    "hundert|tausend|millionen|million|und|"
    + "|".join(sorted((w for w in CARDINALS["de"] if w != "eine"), key=len, reverse=True)),
)


@dataclass(frozen=True)
class Spelled:
    """A number in words, `third` too."""

    start: int
    end: int
    value: float


def spelled_numbers(text: str, language: str) -> Iterator[Spelled]:
    """Numbers in words of `language`, and of the other languages where the word can mean nothing else.

    Articles (`un`, `ein`) and `one` alone count as no number.
    """
    for known in LANGUAGES:
        yield from _runs(text, known, lenient=known == language or language not in LANGUAGES)


def _runs(text: str, language: str, *, lenient: bool) -> Iterator[Spelled]:
    run: list[tuple[re.Match[str], tuple[float, ...]]] = []
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        glued = not run or text[run[-1][0].end() : word.start()].strip(" \u00a0") in {"", "-"}
        values = _values(folded, language) if lenient or folded not in OTHER_MEANING else ()
        if values and glued and not _is_ordinal(folded, language):
            run.append((word, values))
        elif folded == JOINERS[language] and run and glued:
            run.append((word, ()))
        else:
            yield from _closed(run)
            run = [(word, values)] if values and not _is_ordinal(folded, language) else []
            if _is_ordinal(folded, language) and (lenient or folded not in OTHER_MEANING):
                yield Spelled(*word.span(), ORDINALS[language][folded])
    yield from _closed(run)


def _closed(run: list[tuple[re.Match[str], tuple[float, ...]]]) -> Iterator[Spelled]:
    """The number that a run of words says; articles at its ends belong to the sentence, joiners too."""
    while run and not run[-1][1]:
        run = run[:-1]
    if not run or (len(run) == 1 and fold(run[0][0][0]) in ARTICLES):
        return
    if fold(run[0][0][0]) in ARTICLES and 1 < run[1][1][0] < _HUNDRED:
        run = run[1:]  # `une douzaine`
    values = [value for _, word_values in run for value in word_values]
    yield Spelled(run[0][0].start(), run[-1][0].end(), _sum(values))


def _sum(values: list[float]) -> float:
    total, current = 0.0, 0.0
    for value in values:
        if value in {1000, 10**6}:
            total, current = (
                (total + max(1, current)) * value if total < value else total + max(1, current) * value,
                0,
            )
        elif value == _HUNDRED and current:
            current *= 100
        elif value == 20 and current % 100 == 4:  # noqa: PLR2004 - quatre-vingt
            current += 76
        else:
            current += value
    return total + current


def _is_ordinal(folded: str, language: str) -> bool:
    return folded in ORDINALS[language]


@cache
def _values(folded: str, language: str) -> tuple[float, ...]:
    known = {**CARDINALS[language], **SCALES[language]}
    if folded in known:
        return (known[folded],)
    if language != "de":
        return ()
    if (stem := _COMPOUND.sub("", folded)) != folded:
        values = _values(stem, language)
        return values if values and values != (1,) else ()
    pieces = _GERMAN.findall(folded)
    if "".join(pieces) != folded or len(pieces) == 1:
        return ()
    return tuple(known[piece] for piece in pieces if piece != "und")
