"""What a question asks of the network: who fits, who compares, what is covered, who is certified."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.common_slots import Slots, limit_slot, one_partner, scope_slots
from assistant.planner.dates_ahead import through
from assistant.planner.reading import Reading
from prompts.words import shape, value_patterns
from tools.names import NameKind
from tools.spelling import fold

_LEVEL: Final = shape("level")
_NOT_LEVEL: Final = shape("not_level")
_FEWEST, _MOST = 2, 6  # side by side
_GONE: Final = re.compile(r"\b(?:without|ohne|sin|sans)\b")
_UNREAD_END: Final = re.compile(r"\b(?:before|until|till|by|vor|bis|antes|hasta|avant|jusqu\w*)\b")


def find_slots(reading: Reading) -> Slots:
    """Arguments of `find_partners`."""
    slots = {**scope_slots(reading), **limit_slot(reading), **_language(reading)}
    return {**slots, "person": True} if reading.says("person") else slots


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
    if "partner" in slots:
        return {**slots, "show": "single"} if said else slots
    return {**slots, "show": said[0]} if said else slots


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
    if show:
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
    language = reading.word("speaks")
    return {"language": language} if language else {}


def program_level(reading: Reading) -> str | None:
    """The program level that is named: one of the usual ones, else the word beside `level` or `status`."""
    if level := reading.word("level"):
        return level
    for match in _LEVEL.finditer(fold(reading.masked)):
        word = match["named"] or match["after"]
        if not _NOT_LEVEL.match(word):
            return str(word)
    return None
