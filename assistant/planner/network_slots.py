"""What a question asks of the network: who fits, who compares, what is covered, who is certified."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.common_slots import Slots, limit_slot, one_partner, scope_slots
from assistant.planner.dates_ahead import through
from assistant.planner.reading import Reading
from prompts.words import shape, value_patterns, words_for
from tools.names import NameKind
from tools.spelling import fold

_LEVEL: Final = shape("level")
_NOT_LEVEL: Final = shape("not_level")
_FEWEST, _MOST = 2, 6  # side by side
_WITH: Final = r"\b(?:in|auf|en|with|mit|con|avec|of|of its)\s+(?:\w+\s+)?"
_GONE: Final = re.compile(r"\b(?:without|ohne|sin|sans)\b")
_UNREAD_END: Final = re.compile(r"\b(?:before|until|till|by|vor|bis|antes|hasta|avant|jusqu\w*)\b")


def find_slots(reading: Reading) -> Slots:
    """Arguments of `find_partners`."""
    slots = {**scope_slots(reading), **limit_slot(reading), **_language(reading)}
    if "scope" not in slots and reading.says("own_number"):
        slots["scope"] = "book"
    person = reading.choice("person", "true" if reading.says("person") else None)
    return {**slots, "person": True} if person else slots


def comparison_slots(reading: Reading) -> Slots:
    """Arguments of `compare_partners`."""
    slots = {**scope_slots(reading), **limit_slot(reading), **_language(reading)}
    if "limit" in slots:
        slots["limit"] = min(max(slots["limit"], _FEWEST), _MOST)
    if not reading.partners:
        return slots
    slots.pop("limit", None)
    return {"partners": reading.partners_and_unknown, **slots}


def coverage_slots(reading: Reading) -> Slots:
    """Arguments of `coverage_map`; `what would we lose without Acme` is about Acme."""
    slots = {**one_partner(reading), **scope_slots(reading), **limit_slot(reading)}
    if len(reading.excluded) == 1 and not reading.partners and _GONE.search(reading.folded):
        del slots["excluding"]
        slots["partner"] = reading.excluded[0]
    text = fold(reading.masked)
    if reading.word("lane"):
        slots["partly"] = True
    said = [show for show, pattern in value_patterns("cells").items() if pattern.search(text)]
    ruled = ("single" if "partner" in slots else said[0]) if said else None
    show = reading.choice("show", ruled)
    return {**slots, "show": show} if show else slots


def certification_slots(reading: Reading) -> Slots:
    """Arguments of `certifications`."""
    contact, level, show = (
        reading.first(NameKind.CONTACT),
        program_level(reading),
        reading.word("certificates"),
    )
    slots = {**one_partner(reading), **scope_slots(reading), **limit_slot(reading)}
    slots.pop("tier", None)
    if contact:
        slots["contact"] = contact.text
    if level:
        slots["level"] = level
    if level and show is None and not (contact or "technology" in slots or reading.says("certified")):
        show = "requirements"
    if show := reading.choice("show", show):
        slots["show"] = show
    if show != "expiring":
        return slots
    until = expires_until(reading)
    return {**slots, **(until or ({"partly": True} if _UNREAD_END.search(reading.folded) else {}))}


def expires_until(reading: Reading) -> Slots:
    """Until when certifications are to expire."""
    end = through(reading.masked, reading.as_of)
    return {"until": end} if end else {}


def _language(reading: Reading) -> Slots:
    """The language that somebody is to speak; a `German bank` need not speak any."""
    spoken, text = words_for("speaking").pattern, reading.without_names
    for language, words in value_patterns("speaks").items():
        named = f"(?:{words.pattern})"
        before = rf"(?:{spoken})\W+(?:\w+\W+){{0,4}}?{named}|{_WITH}{named}"
        if re.search(rf"{before}|{named}(?:\W+\w+)?\W*(?:{spoken})", text):
            return {"language": language}
    return {}


def program_level(reading: Reading) -> str | None:
    """The program level that is named: one of the usual ones, else the word beside `level` or `status`."""
    if level := reading.word("level"):
        return level
    for match in _LEVEL.finditer(fold(reading.masked)):
        word = match["named"] or match["after"]
        if not _NOT_LEVEL.match(word):
            return str(word)
    return None
