"""A second look at what a message says, by other means than the verifier's, so that it does not judge itself.

It knows no grammar: every group of digits, month, capitalised word, address and link of a message must stand
in its material as it was gathered, or in the templates' own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from babel.dates import get_month_names

from evals.drafts.program import Message
from tools.facts import Fact

_DIGITS: Final = re.compile(r"\d[\d.,'\u00a0\u202f]*\d|\d")
_WORD: Final = re.compile(r"[^\W\d_][^\W_]*(?:['\u2019-][^\W\d_]+)*")
_ADDRESS: Final = re.compile(
    r"\S*@\S+|\S*://\S*|\bwww\.\S+|\b[\w-]+\.(?:com|net|org|io|de|fr|es|eu|example)\b"
)
_APOSTROPHE: Final = re.compile("['\u2019]")
_VALUES: Final = frozenset(
    (
        "US", "USD", "EUR", "GBP", "CHF",
        "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Zwei", "Drei", "Vier", "Fünf", "Sechs", "Sieben", "Acht", "Neun", "Zehn",
        "Deux", "Trois", "Quatre", "Cinq", "Sept", "Huit", "Neuf", "Dix",
        "Dos", "Tres", "Cuatro", "Cinco", "Seis", "Siete", "Ocho", "Nueve", "Diez",
    )
)  # fmt: skip
"""Currencies, and numbers as a sentence may begin with them; whether those are right the verifier tells."""

_SHORT_CALL: Final = frozenset({"5", "10", "15", "20", "30", "45", "60"})  # minutes
_INTERNAL: Final = re.compile(
    r"\b(?:dementor\w*|key.?partner\w*|unpolished diamond\w*|rohdiamant\w*|growth hacker\w*|going dark"
    r"|share of wallet|churn\w*|health score|partner score|tier \w+|expected loss|lifetime value"
    r"|cost.to.serve|gross margin|at.risk|abwanderung\w*|deckungsbeitrag|attrition|fuga|diamante en bruto"
    r"|diamant brut|détraqueur\w*|percentile|opted out|internal note|interne notiz|note interne"
    r"|nota interna)\b",
    re.IGNORECASE,
)


def unbacked(message: Message) -> Iterator[str]:
    """Every piece of the message that its material does not hold."""
    joined = "\n".join(_strings(message))
    for match in _ADDRESS.finditer(message.whole):
        if match[0] not in joined:
            yield match[0]
    figures = set(_figures(message)) | _SHORT_CALL
    for match in _DIGITS.finditer(message.whole):
        if match[0] not in joined and re.sub(r"\D", "", match[0]) not in figures:
            yield match[0]
    yield from _strange_words(message, joined)


def _strange_words(message: Message, joined: str) -> Iterator[str]:
    """Months that no date of the material is in, and capitals that neither it nor a template has."""
    months = {fact.value.month for fact in message.material.facts if isinstance(fact.value, date)}
    usual = template_words(message.language)
    words = usual | set(_WORD.findall(joined)) | _VALUES
    for match in _WORD.finditer(message.whole):
        word = match[0]
        month = _months(message.language).get(word.casefold())
        if month in months or word in words:
            continue
        if month is not None or (word[0].isupper() and _APOSTROPHE.split(word)[-1] not in words):
            yield word


def internal_words(message: Message) -> list[str]:
    """Words of ours in the message."""
    return _INTERNAL.findall(message.whole)


def foreign_names(message: Message, names: tuple[str, ...]) -> list[str]:
    """Other partners' names in the message, as they are written."""
    own = "\n".join((*_strings(message), *message.grounds.allowed_names))
    return [name for name in names if name in message.whole and name not in own]


def _strings(message: Message) -> list[str]:
    material = message.material
    named = [material.partner_name, material.recipient.name, material.sender]
    facts = [str(fact.value) for fact in material.facts if isinstance(fact.value, str)]
    return [*named, *facts, *(quote.text for quote in material.quotes)]


def _figures(message: Message) -> Iterator[str]:
    for fact in message.material.facts:
        yield from _of_fact(fact)


def _of_fact(fact: Fact) -> Iterator[str]:
    if isinstance(fact.value, date):
        yield from (str(fact.value.day), str(fact.value.year))
    elif isinstance(fact.value, int | float):
        yield str(round(fact.value))
        yield f"{fact.value:.2f}".replace(".", "")


@cache
def _months(language: str) -> dict[str, int]:
    return {name.casefold(): number for number, name in get_month_names("wide", locale=language).items()}


@cache
def template_words(language: str) -> frozenset[str]:
    """Every word of the templates of a language."""
    folder = files("prompts").joinpath("drafts", language)
    texts = (one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".yaml"))
    return frozenset(
        form for text in texts for word in _WORD.findall(text) for form in (word, word[:1].upper() + word[1:])
    )
