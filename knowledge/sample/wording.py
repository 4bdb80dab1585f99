"""How a fact reads inside a note: dates, amounts and pronouns in four languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import Final

from knowledge.sample.draws import Draws
from knowledge.sample.material import Person

_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_FEW: Final = {
    "en": "three four five six seven",
    "de": "drei vier fünf sechs sieben",
    "fr": "trois quatre cinq six sept",
    "es": "tres cuatro cinco seis siete",
}
_DAY: Final = {"en": "{} {}", "de": "{}. {}", "fr": "{} {}", "es": "{} de {}"}
_MONTH_END: Final = {"en": "the end of {}", "de": "Ende {}", "fr": "fin {}", "es": "finales de {}"}
_SIGNS: Final = {"EUR": "€", "GBP": "£", "USD": "$"}
_PRONOUNS: Final[dict[str, dict[str, dict[str, str]]]] = {
    "en": {"f": {"he": "she", "He": "She", "his": "her", "him": "her"}, "m": {"he": "he", "He": "He", "his": "his", "him": "him"}},  # noqa: E501 -- a table
    "de": {"f": {"er": "sie", "Er": "Sie", "ihm": "ihr", "ihn": "sie", "sein": "ihr"}, "m": {"er": "er", "Er": "Er", "ihm": "ihm", "ihn": "ihn", "sein": "sein"}},  # noqa: E501 -- a table
    "fr": {"f": {"e": "e"}, "m": {"e": ""}},
    "es": {"f": {}, "m": {}},
}  # fmt: skip
_CHOICE: Final = re.compile(r"\[([^\]]*)\]")


def month_name(day: date, language: str) -> str:
    """The month of `day` in words."""
    return _MONTHS[language].split()[day.month - 1]


def few_words(count: int, language: str) -> str:
    """A count from 3 to 7 in words."""
    return _FEW[language].split()[count - 3]


def day_words(day: date, language: str) -> str:
    """Day and month without the year, as colleagues write it: "14 November", "1er novembre"."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return _DAY[language].format(number, month_name(day, language))


def month_end_words(day: date, language: str) -> str:
    """The end of the month of `day`: "the end of October", "Ende Oktober"."""
    return _MONTH_END[language].format(month_name(day, language))


def amount_words(amount: int, currency: str, language: str) -> str:
    """Money as it is written in that language: "€38,400", "38.400 €"."""
    if language == "en":
        return f"{_SIGNS[currency]}{amount:,}"
    mark = " " if language == "fr" else "."
    return f"{amount:,}".replace(",", mark) + f" {_SIGNS[currency]}"


def person_words(person: Person, language: str) -> dict[str, str]:
    """The slots `{c}`, `{de_c}` (French "de" before a name) and the pronouns of that person."""
    first = person.name.split()[0]
    elided = f"d'{first}" if first[0] in "AEIOUYÉÈÊHÎÔ" else f"de {first}"
    return {"c": first, "de_c": elided, **_PRONOUNS[language][person.gender]}


@cache
def slots_of(template: str) -> frozenset[str]:
    """Names of the slots of a template."""
    return frozenset(field for _, field, _, _ in Formatter().parse(template) if field)


def render(template: str, slots: Mapping[str, str], draws: Draws) -> str:
    """Choose one of each `[a|b]` and fill the slots."""
    chosen = _CHOICE.sub(lambda match: draws.pick(match.group(1).split("|")), template)
    return chosen.format_map(slots)
