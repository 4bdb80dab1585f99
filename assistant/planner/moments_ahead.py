"""Where a message says when something is to happen: spans of days and hours, in four languages.

`Tuesday at 3pm`, `in zwei Wochen`, `fin de mois`, `el viernes por la tarde`. A span can be read, and cut out
of what is to be done then. Texts are folded letter by letter, so that spans are those of the text as typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from typing import Final

from assistant.planner.clock_times import CLOCK, END_OF_DAY, PART_OF_DAY, clock_time
from assistant.planner.date_words import COUNT, MONTH, UNITS, counted
from prompts.words import named_shapes
from tools.calendar_words import WEEKDAYS
from tools.spelling import fold

_UNIT: Final = "(?:" + "|".join(UNITS.values()) + ")"
_N: Final = rf"(?:an? )?{COUNT.replace('?P<count>', '?:')}"
_WORDY: Final = 5  # letters from which a weekday is no other word
_LONG_DAYS: Final = "|".join(
    sorted(
        {fold(name) for name in WEEKDAYS if len(name) >= _WORDY} | {"tues", "thur", "thurs", "wed", "fri"},
        key=len,
    )[::-1]
)
_DAYS: Final = rf"(?:{_LONG_DAYS})s?|(?<=\bon )(?:mon|tue|thu|sat|sun)|(?<=\bnext )(?:mon|tue|thu|sat|sun)"
_SHORT: Final = r"(?:an? |one |half an? |eine[rn]? |eine[rn]? halben |una? |media |une |une demi-?)"
_CLOCKED: Final = r"(?:minutes?|mins?|minuten|minutos?|hours?|hrs?|h|stunden?|horas?|heures?)"
_BEFORE: Final = (
    r"(?:(?:again|at|on|by|before|until|till?|after|over|from|this|next|coming|the|early|late|mid|am|an|bis|vor|"
    r"nach|ab|erst|wieder|den|der|dem|diese[nrms]?|nachste[nrms]?|kommende[nrms]?|anfang|mitte|el|los|la|"
    r"este|"
    r"esta|proxim[oa]|para|hasta|antes de|a|al|le|la|ce|cette|avant|d'ici|jusqu'(?:a|au)|au|vers|pour|zum|"
    r"im|in)"
    r"\s+)*"
)
_AFTER: Final = (
    r"(?:\s+(?:next week|in \w+ weeks?|week|nachste woche|in \w+ wochen|prochaine?|suivante?|que viene|"
    r"proxim[oa]|sometime|irgendwann))?"
)
_SPANS: Final = (
    (
        rf"(?:in|within|over|dentro de|en|dans|sous|d'ici|binnen|"
        rf"innerhalb von)\s+(?:the\s+)?(?:next\s+)?(?:{_N}\s*|{_SHORT})"
        rf"(?:{_CLOCKED}|{_UNIT})\b(?:.? time)?"
    ),
    rf"{_N}\s+(?:{_CLOCKED}|{_UNIT})\s+from now",
    rf"{_BEFORE}(?:{_N}\s+|{_SHORT})?(?:fortnight|quinzaine)",
)
_DATES: Final = (
    (
        r"(?:the )?day after tomorrow|tomorrow|tomorow|tmrw|tmr|ubermorgen|morgen|pasado manana|manana|"
        r"apres-demain|demain"
    ),
    r"(?:later )?today|heute|hoy|aujourd'?hui",
    (
        rf"{_BEFORE}(?:20\d\d-\d\d?-\d\d?|\d{{1,2}}[./]\d{{1,2}}[./](?:20\d\d|\d\d)\b|\d{{1,2}}\.\d{{1,2}}\.|"
        rf"\d{{1,2}}/\d{{1,2}}(?![\d/]))"
    ),
    rf"{_BEFORE}\d{{1,2}}(?:st|nd|rd|th|\.|er)?\s+(?:of |de )?(?:{MONTH})\b\.?(?:,? (?:de )?20\d\d)?",
    rf"{_BEFORE}(?:{MONTH})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? 20\d\d)?",
    (
        rf"{_BEFORE}(?:end of|ende(?: de[sr]| dieses)?|fin(?:ales)?(?: de| du| des| de la| del)?|final del?|"
        rf"start of|"
        rf"beginning of|anfang|debut|principios de|mid|mitte|mediados de)\s*(?:the |this |next |"
        rf"nachste[nrs] |el |la |"
        rf"l'|este |esta )*(?:{_UNIT}|{MONTH}|[qt][1-4])\b(?: 20\d\d)?"
    ),
    rf"{_BEFORE}{_UNIT}[- ]?s?(?:end\b|ende\b)|eom|eoq|eow",
    (
        rf"(?:{_BEFORE})(?:last|first|letzte[nr]?|erste[nr]?|ultimo|primer|dernier|premier)\s+(?:day |tag |"
        rf"dia |jour )?"
        rf"(?:of|de[sr]?|del|du)\s+(?:the |next |nachsten |proximo )?{_UNIT}"
    ),
    (
        rf"(?:again |wieder )?(?:next|coming|following|nachste[nrsm]?|kommende[nrsm]?|proxim[oa]|la proxima|"
        rf"el proximo|"
        rf"this|diese[nrsm]?|esta|este|cette|ce)\s+{_UNIT}\b(?: sometime)?"
    ),
    rf"(?:la |le |l'|el )?{_UNIT}\s+(?:prochaine?|que viene|entrante|suivante?)",
    rf"{_BEFORE}(?:{_DAYS})\b{_AFTER}",
    (
        r"(?:(?:before|over|after|by|on|at|this|next|am|vor dem|nach dem|dieses|antes del|despues del|el|"
        r"este|avant le|"
        r"apres le|ce|le)\s+)+(?:the\s+)?(?:weekend|wochenende|fin de semana|week-?end)"
    ),
    (
        r"(?:on the|the|by the|until the|zum|am|bis zum|el|hasta el|le|au|pour le)\s+\d{1,2}(?:st|nd|rd|th|"
        r"\.|er)?"
        r"(?!\w|\s*(?:%|/|:|uhr|h\b|am\b|pm\b))"
    ),
    (
        rf"(?:in|by|until|till|im|bis|en|para|hasta|d'ici|next|early|mid|late)\s+(?:{MONTH})\b(?: 20\d\d)?|"
        rf"[qt][1-4](?:[ /]20\d\d)?\b"
    ),
)
_TODAY_WORDS: Final = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|heute|hoy|esta (?:tarde|noche)|"
    rf"aujourd'?hui|ce (?:matin|soir)|cet apres-midi|{END_OF_DAY}|after lunch)\b"
)
_TIME: Final = re.compile(rf"\b(?:{PART_OF_DAY}|{CLOCK})")
_DATE: Final = re.compile(r"\b(?:" + "|".join((*_SPANS, *_DATES)) + r")")
_BETWEEN: Final = re.compile(r"[\s,]*(?:(?:and|at|um|a|um|gegen|by|el|le|the|on|am)\s+)?[\s,]*")
_SHORT_SPAN: Final = re.compile(
    rf"(?:{COUNT}|(?P<half>half an?|eine[rn]? halben|media|une demi-?)|an?|one|eine[rn]?|una?|une)\s*"
    r"(?P<unit>(?P<minute>min\w*)|(?P<hour>h(?:ours?|rs?|oras?|eures?)?|stunden?))\b"
)


@dataclass(frozen=True)
class WhenSaid:
    """One stretch of a message that says when.

    Attributes:
        start, end: In the text as typed.
        words: Folded, without the hour.
        at: The hour that it says; None for none.
        today: Whether it says today.
        roughly: Whether the hour is a part of the day.
    """

    start: int
    end: int
    words: str
    at: time | None = None
    today: bool = False
    roughly: bool = False

    @property
    def names_day(self) -> bool:
        """Whether it says more than an hour."""
        return bool(self.words.strip(" ,")) or self.today


def whens(text: str) -> list[WhenSaid]:
    """Every stretch of the text that says when, in order."""
    folded, places = folded_with_places(text)
    found = sorted(_matches(folded))
    runs: list[list[tuple[int, int, bool]]] = []
    for match in found:
        near = runs and _BETWEEN.fullmatch(folded[runs[-1][-1][1] : match[0]])
        if near:
            runs[-1].append(match)
        else:
            runs.append([match])
    return [_when(folded, places, run) for run in runs]


def short_span(words: str) -> int | None:
    """Seconds that `in 20 minutes`, `in einer Stunde` last; None for other words."""
    match = _SHORT_SPAN.search(words)
    if match is None:
        return None
    size = 60 if match["minute"] else 3600
    return size // 2 if match["half"] else size * (counted(match["count"]) if match["count"] else 1)


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """The text folded, and for each of its letters the place of the one that it stands for."""
    pairs = [(letter, place) for place, one in enumerate(text) for letter in fold(one)]
    apostrophes = str.maketrans("\u2019\u2018\u00b4`", "''''")
    return "".join(letter for letter, _ in pairs).translate(apostrophes), [place for _, place in pairs]


def _matches(folded: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether it is an hour; spans first, then hours, then days in what is left."""
    left = folded
    for pattern, hour in ((_SPAN, False), (_TIME, True), (_DATE, False), (_FEAST, False)):
        for match in pattern.finditer(left):
            if match[0].strip():
                yield match.start(), match.end(), hour
                left = left[: match.start()] + "\x00" * len(match[0]) + left[match.end() :]


def _when(folded: str, places: list[int], run: list[tuple[int, int, bool]]) -> WhenSaid:
    start, end = run[0][0], run[-1][1]
    said = (folded[a:b] for a, b, hour in run if hour)
    hours = sorted(said, key=lambda words: not re.search(r"\d", words))  # `in the morning, at 10`
    days = " ".join(folded[a:b] for a, b, hour in run if not hour)
    # `EOD Friday` is not today, `EOD` is
    today = bool(_TODAY_WORDS.search(days.strip(" ,") or folded[start:end]))
    at = next((found for one in hours if (found := clock_time(one))), None)
    roughly = not any(re.search(r"\d", one) for one in hours)
    return WhenSaid(places[start], places[end - 1] + 1, days, at, today, roughly)


_SPAN: Final = re.compile(r"\b(?:" + "|".join(_SPANS) + r")")
_FEAST: Final = re.compile(
    rf"\b{_BEFORE}(?:" + "|".join(f"(?:{one.pattern})" for one in named_shapes("feasts").values()) + ")"
)
