"""Numbers written as words in English, German, French and Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from tools.grounding.word_lists import LANGUAGES
from tools.spelling import fold


def _series(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + at * step for at, group in enumerate(words.split()) for word in group.split("/")}


_CARDINALS: Final[dict[str, dict[str, int]]] = {
    "en": _series(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0
    )
    | _series("sixteen seventeen eighteen nineteen", 16)
    | _series("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10)
    | {"dozen": 12, "twice": 2, "thrice": 3, "double": 2, "doubled": 2, "triple": 3, "tripled": 3, "nil": 0},
    "de": _series(
        "null ein/eins/eine/einen/einem/einer/eines zwei/zwo drei vier funf/fuenf sechs sieben acht", 0
    )
    | _series("neun zehn elf zwolf/zwoelf dreizehn vierzehn funfzehn/fuenfzehn sechzehn siebzehn achtzehn", 9)
    | _series("neunzehn zwanzig", 19)
    | _series("dreissig/dreiszig vierzig funfzig/fuenfzig sechzig siebzig achtzig neunzig", 30, 10)
    | {"dutzend": 12, "zweimal": 2, "dreimal": 3, "doppelt": 2, "verdoppelt": 2, "dreifach": 3},
    "fr": _series(
        "zero un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze", 0
    )
    | _series("seize vingt/vingts", 16, 4)
    | _series("trente quarante cinquante soixante septante octante/huitante nonante", 30, 10)
    | {"douzaine": 12, "dizaine": 10, "vingtaine": 20, "double": 2, "doubler": 2, "triple": 3},
    "es": _series(
        "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce", 0
    )
    | _series(
        "quince dieciseis diecisiete dieciocho diecinueve veinte veintiun/veintiuno/veintiuna veintidos", 15
    )
    | _series("veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta", 23)
    | _series("cuarenta cincuenta sesenta setenta ochenta noventa", 40, 10)
    | {
        "cien": 100,
        "ciento": 100,
        "quinientos": 500,
        "quinientas": 500,
        "setecientos": 700,
        "novecientos": 900,
    }
    | {
        f"{word}cient{end}": n
        for word, n in (("dos", 200), ("tres", 300), ("cuatro", 400), ("seis", 600), ("ocho", 800))
        for end in ("os", "as")
    }
    | {"docena": 12, "doble": 2, "triple": 3},
}
_SCALES: Final[dict[str, dict[str, int]]] = {
    "en": {
        "hundred": 100,
        "hundreds": 100,
        "thousand": 1000,
        "thousands": 1000,
        "million": 10**6,
        "millions": 10**6,
    },
    "de": {"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6},
    "es": {"mil": 1000, "miles": 1000, "millon": 10**6, "millones": 10**6},
}
_ORDINALS: Final[dict[str, dict[str, int]]] = {
    "en": _series("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", 3),
    "de": {
        stem + end: n
        for stem, n in _series("zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft", 2).items()
        for end in ("e", "er", "en", "em", "es")
        if stem != "acht" or end != "en"
    },
    "fr": _series(
        "deuxieme/seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme", 2
    ),
    "es": {
        stem + end: n
        for stem, n in _series("segund tercer cuart quint sext septim octav noven decim", 2).items()
        for end in ("o", "a")
    }
    | {"tercer": 3},
}
_JOINERS: Final = {"en": "and", "de": "und", "fr": "et", "es": "y"}
_OTHER_MEANING: Final = frozenset(
    [
        "one",
        "un",
        "une",
        "uno",
        "una",
        "ein",
        "eins",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "null",
        "elf",
        "once",
        "dos",
        "cent",
        "cents",
        "mil",
        "mille",
        "double",
        "triple",
        "sept",
        "acht",
        "six",
        "septante",
        "zero",
        "million",
        "miles",
        "quince",
        "neuf",
        "doble",
        "cinco",
        "segundo",
        "quarto",
    ],
)
"""Number words that mean something else in another of the four languages, or are articles."""

_ARTICLES: Final = frozenset(
    ["un", "une", "uno", "una", "ein", "eine", "einen", "einem", "einer", "eines", "one", "eins"]
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_GERMAN: Final = re.compile(
    "hundert|tausend|millionen|million|und|"
    + "|".join(sorted((w for w in _CARDINALS["de"] if w != "eine"), key=len, reverse=True)),
)


@dataclass(frozen=True)
class Spelled:
    """A number in words; `ordinal` for `third`."""

    start: int
    end: int
    value: float
    ordinal: bool = False


def spelled_numbers(text: str, language: str) -> Iterator[Spelled]:
    """Numbers in words of `language`, and of the other languages where the word can mean nothing else.

    Articles (`un`, `ein`) and `one` alone count as no number.
    """
    for known in LANGUAGES:
        yield from _runs(text, known, lenient=known == language or language not in LANGUAGES)


def _runs(text: str, language: str, *, lenient: bool) -> Iterator[Spelled]:
    run: list[tuple[re.Match[str], tuple[int, ...]]] = []
    for word in _WORD.finditer(text):
        folded = fold(word[0])
        glued = not run or text[run[-1][0].end() : word.start()].strip(" \u00a0") in {"", "-"}
        values = _values(folded, language) if lenient or folded not in _OTHER_MEANING else ()
        if values and glued and not _is_ordinal(folded, language):
            run.append((word, values))
        elif folded == _JOINERS[language] and run and glued:
            run.append((word, ()))
        else:
            yield from _closed(run)
            run = [(word, values)] if values and not _is_ordinal(folded, language) else []
            if _is_ordinal(folded, language) and (lenient or folded not in _OTHER_MEANING):
                yield Spelled(*word.span(), _ORDINALS[language][folded], ordinal=True)
    yield from _closed(run)


def _closed(run: list[tuple[re.Match[str], tuple[int, ...]]]) -> Iterator[Spelled]:
    """The number that a run of words says; articles at its ends belong to the sentence, joiners too."""
    while run and not run[-1][1]:
        run = run[:-1]
    if not run or (len(run) == 1 and fold(run[0][0][0]) in _ARTICLES):
        return
    values = [value for _, word_values in run for value in word_values]
    yield Spelled(run[0][0].start(), run[-1][0].end(), _sum(values))


def _sum(values: list[int]) -> float:
    total, current = 0, 0
    for value in values:
        if value in {1000, 10**6}:
            total, current = (
                (total + max(1, current)) * value if total < value else total + max(1, current) * value,
                0,
            )
        elif value == 100 and current:  # noqa: PLR2004 - the word hundred
            current *= 100
        elif value == 20 and current % 100 == 4:  # noqa: PLR2004 - quatre-vingt
            current += 76
        else:
            current += value
    return total + current


def _is_ordinal(folded: str, language: str) -> bool:
    return folded in _ORDINALS[language]


@cache
def _values(folded: str, language: str) -> tuple[int, ...]:
    known = _CARDINALS[language] | _SCALES[language]
    if folded in known:
        return (known[folded],)
    if language != "de":
        return ()
    pieces = _GERMAN.findall(folded)
    if "".join(pieces) != folded or len(pieces) == 1:
        return ()
    return tuple(known[piece] for piece in pieces if piece != "und")
