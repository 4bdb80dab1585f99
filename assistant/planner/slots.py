"""Arguments of a call, taken from the words of a question. Only what was said is filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Final

from assistant.planner.capacity_slots import capacity_slots
from assistant.planner.common_slots import Slots, limit_slot, named_values, one_partner, scope_slots
from assistant.planner.dates import since
from assistant.planner.deletion_slots import deletion_slots
from assistant.planner.digest_slots import digest_slots
from assistant.planner.draft_slots import draft_slots
from assistant.planner.follow_up_slots import follow_up_slots
from assistant.planner.introduction_slots import introduction_slots
from assistant.planner.money_slots import brief_slots, commission_slots, economics_slots, proposition_slots
from assistant.planner.network_slots import certification_slots, comparison_slots, coverage_slots, find_slots
from assistant.planner.play_slots import playbook_slots, record_slots
from assistant.planner.reading import Reading
from assistant.planner.review_slots import review_slots
from assistant.planner.snooze_slots import snooze_slots
from assistant.planner.tier_slots import movement_slots, what_if_slots
from prompts.words import words_for
from tools import schema
from tools.names import NameKind
from tools.spelling import fold


def _attention(reading: Reading) -> Slots:
    owed = "due" if reading.says("owed_to_partners") else None
    lane, snoozed = reading.choice("lane", reading.word("lane") or owed), reading.says("also_snoozed")
    if lane == "due" and reading.says("not_spoken_for_long") and not (owed or reading.word("lane")):
        lane = None  # who was not spoken to is quiet, and nothing need be due
    return {
        **scope_slots(reading),
        **limit_slot(reading),
        **({"lane": lane} if lane else {}),
        **({"snoozed": True} if snoozed else {}),
        **_news(reading),
    }


def _news(reading: Reading) -> Slots:
    """Since when changes are asked for; a week, where no day is named."""
    if not words_for("news").search(fold(reading.masked)):
        return {}
    return {"since": since(reading.text, reading.as_of) or reading.as_of - timedelta(days=7)}


def _category(reading: Reading) -> Slots:
    category = reading.word("category")
    return {"category": category} if category else {}


def _explain(reading: Reading) -> Slots:
    start = since(reading.text, reading.as_of)
    return {**one_partner(reading), **_category(reading), **({"since": start} if start else {})}


def _journey(reading: Reading) -> Slots:
    slots = {**one_partner(reading), **scope_slots(reading), **limit_slot(reading)}
    if phase := reading.word("phase"):
        slots["phase"] = phase
    said = "true" if reading.says("stuck") and not reading.partners else None
    if reading.choice("stuck", said):
        slots["stuck"] = True
    return slots


def _notes(reading: Reading) -> Slots:
    contact = reading.first(NameKind.CONTACT)
    slots = {
        "query": reading.text.strip(),
        **({} if reading.asks_what_notes_say else one_partner(reading)),
        **limit_slot(reading),
    }
    return {**slots, "contact": contact.text} if contact else slots


def _data_health(reading: Reading) -> Slots:
    for table, named in _TABLES.items():
        if named.search(reading.folded):
            return {**one_partner(reading), "table": table}
    tables = named_values(reading, "tables")
    return {**one_partner(reading), **({"table": tables[0]} if len(tables) == 1 else {})}


def _table_named(name: str) -> re.Pattern[str]:
    """A table by its name or one row of it: territories, territory; deals, deal."""
    singular = f"{name[:-3]}y" if name.endswith("ies") else name.removesuffix("s")
    return re.compile(
        rf"\b(?:{name}|{singular})\b[ ._-]*(?:table|file|csv|data|export|tabelle|datei|tabla|fichier)"
    )


_TABLES: Final = {table.name: _table_named(table.name) for table in schema.TABLES}

_EXTRACTORS: Final[dict[str, Callable[[Reading], Slots]]] = {
    "partners_needing_attention": _attention,
    "partner_profile": lambda reading: {**one_partner(reading), **_category(reading)},
    "explain_change": _explain,
    "journey_status": _journey,
    "find_partners": find_slots,
    "compare_partners": comparison_slots,
    "coverage_map": coverage_slots,
    "tier_movements": movement_slots,
    "tier_what_if": what_if_slots,
    "review_decision": review_slots,
    "certifications": certification_slots,
    "snooze": snooze_slots,
    "search_notes": _notes,
    "call_brief": brief_slots,
    "capacity_plan": capacity_slots,
    "business_proposition": proposition_slots,
    "partner_economics": economics_slots,
    "commission_statement": commission_slots,
    "playbook": playbook_slots,
    "record_play": record_slots,
    "suggest_introduction": introduction_slots,
    "draft_message": draft_slots,
    "digest_settings": digest_slots,
    "data_health": _data_health,
    "log_note": one_partner,
    "delete_note": deletion_slots,
    "follow_ups": follow_up_slots,
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
