"""What words for numbers mean in English, German, French and Spanish; folded, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def _series(words: str, start: int, step: int = 1) -> dict[str, float]:
    groups = enumerate(words.split())
    return {word: start + at * step for at, group in groups if group != "-" for word in group.split("/")}


CARDINALS: Final[dict[str, Mapping[str, float]]] = {
    "en": _series(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0
    )
    | _series("sixteen seventeen eighteen nineteen", 16)
    | _series("twenty thirty forty/fourty fifty sixty seventy eighty ninety", 20, 10)
    | {"dozen": 12, "twice": 2, "thrice": 3, "double": 2, "triple": 3, "nil": 0}
    | {
        "dozens": 12,
        "quadruple": 4,
    },
    "de": _series(
        "null ein/eins/eine/einen/einem/einer/eines zwei/zwo drei vier funf/fuenf sechs sieben acht", 0
    )
    | _series("neun zehn elf zwolf/zwoelf dreizehn vierzehn funfzehn/fuenfzehn sechzehn siebzehn achtzehn", 9)
    | _series("neunzehn zwanzig", 19)
    | _series("dreissig/dreiszig vierzig funfzig/fuenfzig sechzig siebzig achtzig neunzig", 30, 10)
    | {"dutzend": 12, "zweimal": 2, "dreimal": 3, "doppelt": 2, "dreifach": 3}
    | {"dutzende": 12, "dutzenden": 12, "viermal": 4, "zweifach": 2}
    | {"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5},
    "fr": _series(
        "zero un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze", 0
    )
    | _series("seize vingt/vingts", 16, 4)
    | _series("trente quarante cinquante soixante septante octante/huitante nonante", 30, 10)
    | {"douzaine": 12, "dizaine": 10, "vingtaine": 20, "double": 2, "triple": 3}
    | _series("douzaines/dizaines huitaine - - - - - - quinzaine", 7)
    | _series("trentaine quarantaine cinquantaine soixantaine", 30, 10)
    | {"quadruple": 4},
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
    | {"docena": 12, "doble": 2, "triple": 3}
    | {"docenas": 12, "decena": 10, "decenas": 10, "quincena": 15, "veintena": 20, "treintena": 30}
    | {"cuadruple": 4},
}
SCALES: Final[dict[str, Mapping[str, float]]] = {
    "en": {
        "hundred": 100,
        "hundreds": 100,
        "thousand": 1000,
        "thousands": 1000,
        "million": 10**6,
        "millions": 10**6,
    },
    "de": {"hundert": 100, "tausend": 1000, "million": 10**6, "millionen": 10**6, "hunderte": 100}
    | {"hunderten": 100, "tausende": 1000, "tausenden": 1000},
    "fr": {"cent": 100, "cents": 100, "mille": 1000, "million": 10**6, "millions": 10**6}
    | {"centaine": 100, "centaines": 100, "millier": 1000, "milliers": 1000},
    "es": {"mil": 1000, "miles": 1000, "millon": 10**6, "millones": 10**6}
    | {"centenar": 100, "centenares": 100, "cientos": 100, "millar": 1000, "millares": 1000},
}
ORDINALS: Final[dict[str, Mapping[str, float]]] = {
    "en": _series("third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth", 3)
    | _series("fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth", 14)
    | _series(
        "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 20, 10
    ),
    "de": {
        stem + end: n
        for stem, n in (
            _series(
                "zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft dreizehnt vierzehnt", 2
            )
            | _series("funfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst", 15)
            | _series("dreissigst vierzigst funfzigst", 30, 10)
        ).items()
        for end in ("e", "er", "en", "em", "es")
        if stem != "acht" or end != "en"
    },
    "fr": _series(
        "deuxieme/seconde troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme", 2
    )
    | _series("onzieme douzieme treizieme quatorzieme quinzieme seizieme", 11)
    | {"dix-septieme": 17, "vingtieme": 20, "trentieme": 30, "centieme": 100},
    "es": {
        stem + end: n
        for stem, n in (
            _series("segund tercer cuart quint sext septim octav noven decim undecim duodecim", 2)
            | _series(
                "decimotercer decimocuart decimoquint decimosext decimoseptim decimoctav decimonoven", 13
            )
            | {"vigesim": 20, "trigesim": 30}
        ).items()
        for end in ("o", "a")
    }
    | {"tercer": 3},
}
JOINERS: Final = {"en": "and", "de": "und", "fr": "et", "es": "y"}
OTHER_MEANING: Final = frozenset(
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

ARTICLES: Final = frozenset(
    ["un", "une", "uno", "una", "ein", "eine", "einen", "einem", "einer", "eines", "one", "eins"]
)
