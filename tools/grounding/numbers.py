"""Numbers in a text, in digits and in words, and whether a fact backs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from tools.facts import Fact, Unit
from tools.grounding.fractions import fractions, half_dozens
from tools.grounding.number_words import spelled_numbers
from tools.spelling import fold

_DIGITS: Final = re.compile(r"(?<![\d])\d{1,3}(?:[ .,']\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_CURRENCIES: Final = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "euro": "EUR", "euros": "EUR", "dollar": "USD",
    "dollars": "USD",
    "dolares": "USD", "pound": "GBP", "pounds": "GBP", "pfund": "GBP", "livres": "GBP",
    "libras": "GBP", "franken": "CHF", "francs": "CHF", "francos": "CHF",
} | {
    code.lower(): code
    for code in (
        "EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "CAD", "AUD", "INR",
        "BRL", "MXN", "SGD",
    )
}  # fmt: skip
_SCALES: Final = {
    "k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "m": 1e6, "mn": 1e6,
    "mio": 1e6, "million": 1e6, "millions": 1e6, "millionen": 1e6, "millon": 1e6, "millones": 1e6, "bn": 1e9,
    "mrd": 1e9, "hundred": 100, "hundert": 100,
}  # fmt: skip
_UNIT_WORDS: Final = {1.0: "day", 7.0: "week", 30.44: "month", 365.25: "year"}
_PERIODS: Final = {
    word: days
    for words, days in (
        ("day days tag tage tagen jour jours dia dias", 1.0),
        ("week weeks woche wochen semaine semaines semana semanas", 7.0),
        ("month months monat monate monaten mois mes meses", 30.44),
        ("year years jahr jahre jahren an ans annee annees ano anos", 365.25),
    )
    for word in words.split()
}
_AFTER: Final = re.compile(
    r"[ \u00a0-]?(?P<percent>%|(?:per\s?cent|percent|prozent|pour\s?cent|por\s?ciento)\b)"
    r"|(?P<ordinal>(?:st|nd|rd|th|er|ere|re|eme|e|º|ª|o|a)(?![\w]))"
    r"|[ \u00a0-]?(?P<word>[^\W\d_]+|€|\$|£|¥)",
    re.IGNORECASE,
)
_ABBREVIATED: Final = frozenset({"mio", "mrd", "tsd"})
_NEXT_WORDS: Final = re.compile(r"[ \u00a0-]?([^\W\d_]+)(?: ([^\W\d_]+))?")
_BEFORE_REACH: Final = 6  # characters: `EUR -`
_BEFORE: Final = re.compile(r"(?P<currency>€|\$|£|¥|\b[A-Z]{3})[ \u00a0]?[-+]?$")


Readings: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Quantity:
    """A number in a text.

    Attributes:
        readings: What it can mean, each with the size of its last written digit (it was rounded to that).
        currency: ISO code if written as money.
        percent: Written as a percentage; readings are in percent then.
        period: Days in the unit of time it counts, if it counts time.
    """

    start: int
    end: int
    readings: Readings
    currency: str = ""
    percent: bool = False
    period: float = 0.0


def quantities(text: str, language: str) -> Iterator[Quantity]:
    """Every number of a cleaned text."""
    written = [(*match.span(), tuple(_readings(match[0], language))) for match in _DIGITS.finditer(text)]
    spelled: list[tuple[int, int, Readings]] = [
        (one.start, one.end, ((one.value, 1.0),)) for one in spelled_numbers(text, language)
    ]
    spelled += [(start, end, ((6.0, 1.0),)) for start, end in half_dozens(text)]
    parts = [
        Quantity(start, end, ((share, 1.0),), percent=True) for start, end, share in fractions(text, language)
    ]
    yield from parts
    covered = 0
    for start, end, readings in sorted(written + spelled, key=lambda found: (found[0], -found[1])):
        if any(start < part.end and part.start < end for part in parts):
            continue
        if start < covered:
            continue  # the `cent` of `pour cent`, or a word that two languages share
        quantity = _with_unit(text, start, end, readings)
        covered = quantity.end
        yield quantity


def _readings(written: str, language: str) -> Iterator[tuple[float, float]]:
    """What digits with points and commas mean: one reading in a known language, else both."""
    seen = set()
    for decimal in {"en": (".",), "de": (",",), "fr": (",",), "es": (",",)}.get(language, (".", ",")):
        whole, point, rest = written.rpartition(decimal)
        plain = (
            written
            if not point or (re.fullmatch(r"\d{3}(?:[ .,']\d{3})*", rest) and decimal in whole)
            else ""
        )
        text = re.sub(r"\D", "", plain) if plain else re.sub(r"\D", "", whole) + "." + rest
        if re.fullmatch(r"\d+[.,]\d{1,2}", written) and text.isdigit():
            text = written.replace(",", ".")
        digits = len(text.partition(".")[2])
        if text not in seen and re.fullmatch(r"\d+(\.\d+)?", text):
            seen.add(text)
            yield float(text), 10.0**-digits


def _with_unit(text: str, start: int, end: int, readings: Readings) -> Quantity:
    """The number with the currency before it and the scale and unit after it."""
    before = _BEFORE.search(text[max(0, start - _BEFORE_REACH) : start])
    currency = _CURRENCIES.get(before["currency"].lower(), "") if before else ""
    if before and currency:
        start = max(0, start - _BEFORE_REACH) + before.start()
    readings, end = _scaled(text, end, readings)
    after = _AFTER.match(text, end)
    word = fold(after["word"]) or after["word"] if after and after["word"] else ""
    if after is None:
        return Quantity(start, end, readings, currency)
    if after["percent"]:
        return Quantity(start, after.end(), readings, currency, percent=True)
    if word in _CURRENCIES:
        return Quantity(start, after.end(), readings, _CURRENCIES[word])
    if word in _PERIODS:
        return Quantity(start, after.end(), readings, currency, period=_PERIODS[word])
    return Quantity(start, after.end() if after["ordinal"] else end, readings, currency)


def _scaled(text: str, end: int, readings: Readings) -> tuple[Readings, int]:
    """The readings times a following `k`, `Mio.` or `thousand`, and where that ends."""
    after = _AFTER.match(text, end)
    scale = _SCALES.get(fold(after["word"] or "")) if after else None
    if after is None or scale is None:
        return readings, end
    dotted = text.startswith(".", after.end()) and fold(after["word"]) in _ABBREVIATED
    return tuple((number * scale, step * scale) for number, step in readings), after.end() + dotted


def backed(quantity: Quantity, facts: Iterable[Fact]) -> Fact | None:
    """The fact that the number states, or None."""
    return next((fact for fact in facts if _states(quantity, fact)), None)


def _states(quantity: Quantity, fact: Fact) -> bool:
    if isinstance(fact.value, date):
        return _is_year(quantity, fact.value)
    if isinstance(fact.value, str):
        return False
    return _states_value(quantity, fact, abs(float(fact.value)))


def _states_value(quantity: Quantity, fact: Fact, value: float) -> bool:
    if quantity.percent:
        return fact.kind.unit is Unit.SHARE and _equals(quantity, value * 100)
    if quantity.currency:
        return (
            fact.kind.unit is Unit.MONEY and fact.currency == quantity.currency and _equals(quantity, value)
        )
    if quantity.period and fact.kind.unit is Unit.DAYS:
        return any(
            abs(number * quantity.period - value) <= quantity.period / 2 for number, _ in quantity.readings
        )
    if quantity.period and _UNIT_WORDS[quantity.period] not in fact.kind.label:
        return False  # three weeks are not three deals
    return fact.kind.unit is not Unit.SHARE and _equals(quantity, value)


def _equals(quantity: Quantity, value: float) -> bool:
    """Whether `value`, rounded to the digits that were written, is the number."""
    return any(
        abs(number - value) <= step / 2 + 1e-12 * max(1.0, value) for number, step in quantity.readings
    )


def _is_year(quantity: Quantity, day: date) -> bool:
    return any(number == day.year for number, _ in quantity.readings) and not quantity.currency


def label_numbers(facts: Iterable[Fact]) -> frozenset[tuple[float, str]]:
    """Numbers that the words for the facts hold, each with the next word: 12 in "won deals, 12 months"."""
    return frozenset(
        (float(number), fold(word))
        for fact in facts
        for number, word in re.findall(r"(\d+)[ -]?([^\W\d_]*)", fact.kind.label)
    )


def of_label(quantity: Quantity, text: str, labels: frozenset[tuple[float, str]]) -> bool:
    """Whether the number only repeats the words for a fact: a length of time, or with the word beside it."""
    after = _NEXT_WORDS.match(text, quantity.end)
    beside = {fold(word) for word in (after[1], after[2]) if word} if after else set()
    time = quantity.period > 0 or not beside.isdisjoint(_PERIODS)
    numbers = {number for number, _ in quantity.readings}
    return any(number in numbers and (time or word in beside) for number, word in labels)
