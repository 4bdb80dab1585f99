"""Cells with a closed set of words: choices, flags, currencies, and lists of names or requirements."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from knowledge.importing.columns.choice_words import choice_code
from knowledge.importing.columns.currencies import currency_codes, currency_of
from knowledge.importing.columns.rules import Rule
from tools.schema import Column

MEASURES: Final = ("certifications", "revenue", "wins")
"""What a level of the program may require."""

FLAGS: Final = {
    word: flag
    for flag, words in (
        (True, "true yes y t x 1 1.0 ja wahr oui vrai si sí verdadero"),
        (False, "false no n f 0 0.0 nein falsch non faux falso"),
    )
    for word in words.split()
}

_REQUIREMENT: Final = re.compile(rf"({'|'.join(MEASURES)})>=([0-9]+(?:\.[0-9]+)?)")
_REQUIRED: Final = (
    f"a list as certifications>=3;revenue>=250000;wins>=4, each of {', '.join(MEASURES)} at most once"
)


def currency_code(text: str) -> str:
    """The ISO code that the text or sign stands for; otherwise the text itself in capitals."""
    return currency_of(text) or text.upper()


def split_names(text: str, column: Column) -> list[str]:
    """The items between `;`, each once; as codes if the column has choices."""
    items = (item.strip() for item in text.split(";"))
    return list(
        dict.fromkeys(choice_code(item, column) if column.choices else item for item in items if item)
    )


def joined_requirements(text: str) -> str:
    """Requirements without spaces, in small letters, with `>=`; still to be checked."""
    return "".join(text.lower().split()).replace("≥", ">=").strip(";")


def split_requirements(text: str) -> list[str]:
    """Checked requirements as a list, their numbers without empty decimals."""
    return [f"{measure}>={float(least):.16g}" for measure, least in _REQUIREMENT.findall(text)]


def choice_rule(choices: tuple[str, ...]) -> Rule:
    """Each value is one of the choices."""
    return Rule(f"one of {', '.join(choices)}", lambda codes: codes.isin(choices), choices)


def items_rule(column: Column) -> Rule:
    """Each item of a list is one of the choices of its column."""
    return Rule(
        f"a list of {', '.join(column.choices)}, separated by ;",
        lambda texts: texts.map(lambda text: set(split_names(text, column)) <= set(column.choices)),
        column.choices,
    )


FLAG_RULE: Final = Rule("true or false, yes or no, 1 or 0", lambda words: words.isin(FLAGS.keys()))
REQUIREMENTS_RULE: Final = Rule(_REQUIRED, lambda texts: texts.map(_are_requirements))


@lru_cache(maxsize=1)
def currency_rule() -> Rule:
    """Each value is a currency code."""
    codes = currency_codes()
    return Rule("an ISO 4217 currency code such as EUR", lambda texts: texts.isin(codes), codes)


def _are_requirements(text: str) -> bool:
    found = [_REQUIREMENT.fullmatch(item) for item in text.split(";")]
    measures = [match[1] for match in found if match]
    return len(measures) == len(found) == len(set(measures))
