"""Arguments that many tools share: which partners, how many, one of them."""

from __future__ import annotations

import re
from typing import Any, Final

from assistant.planner.date_words import NUMBERS, counted
from assistant.planner.reading import Reading
from prompts.words import shape, value_patterns, words_for
from tools.names import NameKind
from tools.spelling import fold

Slots = dict[str, Any]

_NUMBER: Final = "|".join(
    sorted((word for word, number in NUMBERS.items() if number > 1), key=len, reverse=True)
)
_LIMIT: Final = re.compile(
    rf"\b(?:top|first|best|worst|biggest|max(?:imum|imal)?|only|just|at most|up to|(?:no|not) more than|"
    rf"limit(?: it)? to|hochstens|nicht mehr als|bis zu|como mucho|maximo|no mas de|au plus|pas plus de|solo|"
    rf"seulement|nur|die|den|los|las|les|mis|meine|my|the|"
    rf"name|list|show(?: me)?|give me|zeig(?: mir)?|dame|donne[- ]moi)\s+"
    rf"(?P<n>\d{{1,2}}|{_NUMBER})\b(?!\s*(?:%|days?|weeks?|months?|years?|quarters?|tage?n?|wochen?|"
    rf"monate?n?|dias?|semanas?|mes|jours?|semaines?|mois|"
    rf"hours?|min|deals?|c'?s\b|k\b|of them|cs\b|points?|o'?clock|am\b|pm\b|uhr|:|st\b|nd\b|rd\b|th\b|[/.]))"
    rf"|\b(?P<m>\d{{1,2}}|{_NUMBER})\s+(?:\w+\s+)?(?:partners?|partnern|accounts?|worries|fires|names?|"
    rf"people|socios|partenaires|emails?|drafts?|mails?|messages?|nachrichten|mensajes|correos|resellers?|"
    rf"msps?|agencies|sis|vorschlage|notes?|notizen|notas|check-?ins?|"
    rf"pairs?|paare?n?|parejas?|pares|paires?|introductions|intros|vorstellungen|presentaciones|suggestions|"
    rf"candidates|kandidat\w*|candidat\w*|matches|firms|companies|firmen|empresas|entreprises|distributors|"
    rf"agenturen|agencias|agences|distribuidores|distributeurs|revendedores|revendeurs)\b"
)
_PAYEE: Final = shape("unknown_payee")
_NOT_NAMES: Final = shape("not_names")
_MOST: Final = 50
_SPEAKING: Final = re.compile(r"\w+(?:sprachig|phone)\w*|\w+[- ]speaking")
_SINGLE: Final = re.compile(
    r"\b(?:the|die|der|la|el|le|my) (?:one|single|most|top|worst|biggest) (?:partner|account|one)\b"
)


def scope_slots(reading: Reading) -> Slots:
    """Which partners the question is about."""
    slots = {**_whose(reading), **_named(reading)}
    for slot in ("type", "tier"):
        if value := reading.word(slot):
            slots[slot] = value
    if reading.excluded:
        slots["excluding"] = reading.excluded
    return slots


def _whose(reading: Reading) -> Slots:
    if reading.says("portfolio"):
        return {"scope": "portfolio"}
    return {"scope": "book"} if reading.says("book") else {}


def _named(reading: Reading) -> Slots:
    """The manager, places, sector and technology that stand in the question."""
    slots: Slots = {}
    for slot, kind in (
        ("manager", NameKind.MANAGER),
        ("region", NameKind.REGION),
        ("country", NameKind.COUNTRY),
        ("sector", NameKind.SECTOR),
        ("technology", NameKind.TECHNOLOGY),
    ):
        if mention := reading.first(kind):
            slots[slot] = mention.text if slot == "manager" else mention.ids[0]
    if "country" not in slots and (nation := _nation(reading)):
        slots["country"] = nation
    return slots


def _nation(reading: Reading) -> str | None:
    """The country of `Swiss MSPs` and `agences françaises`; in `a German bank` it is the customer's."""
    nouns, text = words_for("partner_nouns").pattern, _SPEAKING.sub(" ", reading.unaccented)
    for country, words in value_patterns("nationality").items():
        before = rf"(?:{words.pattern})\s+(?:\w+\s+)?{nouns}\b"
        if re.search(rf"{before}|\b{nouns}\s+(?:{words.pattern})", text):
            return country
    return None


def limit_slot(reading: Reading) -> Slots:
    """How many are asked for."""
    match = _LIMIT.search(reading.folded)
    if match:
        words = match["n"] or match["m"]
        number = counted(words)
        return {"limit": min(number, _MOST)} if number else {}
    return {"limit": 1} if _SINGLE.search(reading.folded) else {}


def one_partner(reading: Reading) -> Slots:
    """The partner that the question names first, or a name in its place that nothing known has."""
    named = reading.partners or unknown_payee(reading)
    return {"partner": named[0]} if named else {}


def unknown_payee(reading: Reading) -> tuple[str, ...]:
    """A name that nothing known has, where whom we owe, pay or serve stands: `what do we owe Foobar GmbH`."""
    if not reading.guesses or reading.first(*NameKind):
        return ()
    names = (match["name"].rstrip(".?!") for match in _PAYEE.finditer(reading.text))
    return tuple(name for name in names if not (_NOT_NAMES.match(name) or _ordinary(reading, name)))


def _ordinary(reading: Reading, name: str) -> bool:
    return all(fold(word) in reading.ordinary for word in name.split())


def grouping(reading: Reading) -> Slots:
    """What the answer is to be grouped by; two at once are more than the argument carries.

    Kinds of partners set against each other (`SI vs agency`) are a grouping too.
    """
    named = named_values(reading, "by") or tuple(
        slot for slot in ("type", "tier") if len(named_values(reading, slot)) > 1
    )
    return {"by": named[0], **({"partly": True} if len(named) > 1 else {})} if named else {}


def said(reading: Reading, slot: str) -> str | None:
    """The first value of a slot whose words stand in the question once every name is masked."""
    return next(iter(named_values(reading, slot)), None)


def named_values(reading: Reading, slot: str) -> tuple[str, ...]:
    """Every value of a slot whose words stand in the question once every name is masked."""
    text = fold(reading.masked)
    return tuple(value for value, words in value_patterns(slot).items() if words.search(text))
