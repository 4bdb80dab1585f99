"""Arguments of a call, taken from the words of a question. Only what was said is filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, Final

from assistant.planner.dates import NUMBERS, since
from assistant.planner.digest_slots import digest_slots
from assistant.planner.reading import Reading
from assistant.planner.small_talk import tongue
from tools import schema
from tools.names import NameKind

Slots = dict[str, Any]

_NUMBER: Final = "|".join(
    sorted((word for word, number in NUMBERS.items() if number > 1), key=len, reverse=True)
)
_LIMIT: Final = re.compile(
    rf"\b(?:top|first|best|worst|biggest|max(?:imum)?|only|just|nur|die|den|los|las|les|mis|meine|my|the|"
    rf"name|list|show(?: me)?|give me|zeig(?: mir)?|dame|donne[- ]moi)\s+"
    rf"(?P<n>\d{{1,2}}|{_NUMBER})\b(?!\s*(?:%|days?|weeks?|months?|years?|quarters?|tage?n?|wochen?|"
    rf"monate?n?|dias?|semanas?|mes|jours?|semaines?|mois|"
    rf"hours?|min|deals?|c'?s\b|k\b|of them|cs\b|points?|o'?clock|am\b|pm\b|uhr|:|st\b|nd\b|rd\b|th\b|[/.]))"
    rf"|\b(?P<m>\d{{1,2}}|{_NUMBER})\s+(?:\w+\s+)?(?:partners?|partnern|accounts?|worries|fires|names?|"
    rf"people|socios|partenaires|emails?|drafts?|mails?|messages?|nachrichten|mensajes|correos|resellers?|"
    rf"msps?|agencies|sis|vorschlage|notes?|notizen|notas|check-?ins?)\b"
)
_SINGLE: Final = re.compile(
    r"\b(?:the|die|der|la|el|le|my) (?:one|single|most|top|worst|biggest) (?:partner|account|one)\b"
)


def scope_slots(reading: Reading) -> Slots:
    """Which partners the question is about."""
    slots: Slots = {}
    if reading.says("portfolio"):
        slots["scope"] = "portfolio"
    elif reading.says("book"):
        slots["scope"] = "book"
    for slot, kind in (
        ("manager", NameKind.MANAGER),
        ("region", NameKind.REGION),
        ("country", NameKind.COUNTRY),
        ("sector", NameKind.SECTOR),
        ("technology", NameKind.TECHNOLOGY),
    ):
        if mention := reading.first(kind):
            slots[slot] = mention.text if slot == "manager" else mention.ids[0]
    for slot in ("type", "tier"):
        if value := reading.word(slot):
            slots[slot] = value
    if reading.excluded:
        slots["excluding"] = reading.excluded
    return slots


def limit_slot(reading: Reading) -> Slots:
    """How many are asked for."""
    match = _LIMIT.search(reading.folded)
    if match:
        words = match["n"] or match["m"]
        number = int(words) if words.isdigit() else NUMBERS[words]
        return {"limit": number} if number else {}
    return {"limit": 1} if _SINGLE.search(reading.folded) else {}


def _attention(reading: Reading) -> Slots:
    lane = reading.word("lane")
    return {**scope_slots(reading), **limit_slot(reading), **({"lane": lane} if lane else {})}


def _one_partner(reading: Reading) -> Slots:
    return {"partner": reading.partners[0]} if reading.partners else {}


def _category(reading: Reading) -> Slots:
    category = reading.word("category")
    return {"category": category} if category else {}


def _explain(reading: Reading) -> Slots:
    start = since(reading.text, reading.as_of)
    return {**_one_partner(reading), **_category(reading), **({"since": start} if start else {})}


def _journey(reading: Reading) -> Slots:
    slots = {**_one_partner(reading), **scope_slots(reading), **limit_slot(reading)}
    if phase := reading.word("phase"):
        slots["phase"] = phase
    if reading.says("stuck") and not reading.partners:
        slots["stuck"] = True
    return slots


def _find(reading: Reading) -> Slots:
    slots = {**scope_slots(reading), **limit_slot(reading)}
    if language := reading.word("speaks"):
        slots["language"] = language
    if reading.says("person"):
        slots["person"] = True
    return slots


def _notes(reading: Reading) -> Slots:
    contact = reading.first(NameKind.CONTACT)
    slots = {"query": reading.text.strip(), **_one_partner(reading), **limit_slot(reading)}
    return {**slots, "contact": contact.text} if contact else slots


def _draft(reading: Reading) -> Slots:
    slots: Slots = {**scope_slots(reading), **limit_slot(reading)}
    if reading.partners:
        slots = {
            "partners": reading.partners,
            **({"excluding": reading.excluded} if reading.excluded else {}),
        }
    contact = reading.first(NameKind.CONTACT)
    if contact:
        slots["contact"] = contact.text
    if purpose := reading.word("purpose"):
        slots["purpose"] = purpose
    if language := reading.word("language") or tongue(reading):
        slots["language"] = language
    return slots


def _data_health(reading: Reading) -> Slots:
    for table, named in _TABLES.items():
        if named.search(reading.folded):
            return {**_one_partner(reading), "table": table}
    return _one_partner(reading)


def _table_named(name: str) -> re.Pattern[str]:
    """A table by its name or one row of it: territories, territory; deals, deal."""
    singular = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    return re.compile(
        rf"\b(?:{name}|{singular})\b[ ._-]*(?:table|file|csv|data|export|tabelle|datei|tabla|fichier)"
    )


_TABLES: Final = {table.name: _table_named(table.name) for table in schema.TABLES}

_EXTRACTORS: Final[dict[str, Callable[[Reading], Slots]]] = {
    "partners_needing_attention": _attention,
    "partner_profile": lambda reading: {**_one_partner(reading), **_category(reading)},
    "explain_change": _explain,
    "journey_status": _journey,
    "find_partners": _find,
    "search_notes": _notes,
    "call_brief": _one_partner,
    "draft_message": _draft,
    "digest_settings": digest_slots,
    "data_health": _data_health,
    "log_note": _one_partner,
}


def slots_for(tool: str, reading: Reading, allowed: Collection[str]) -> Slots:
    """Arguments for `tool` that the question states, among those that the tool has.

    Args:
        tool: Its name.
        reading: The question.
        allowed: Names of the tool's arguments.
    """
    extract = _EXTRACTORS.get(tool, scope_slots)
    return {name: value for name, value in extract(reading).items() if name in allowed}
