"""What a question asks of introductions: whom to bring together, what each side said, what came of it."""

from __future__ import annotations

import re
from typing import Final

from assistant.planner.common_slots import Slots, limit_slot, scope_slots
from assistant.planner.reading import Reading
from prompts.words import shape, value_patterns, words_for
from tools.mentions import of_kind
from tools.names import NameKind
from tools.spelling import fold

_ANSWERS: Final = frozenset(("agreed", "declined"))
_STATEMENTS: Final = frozenset(("agreed", "declined", "made", "outcome"))
_FEWEST: Final = 2  # sides of an introduction
_OUTCOME: Final = shape("outcome_after")
_ROLE: Final = shape("role_of_theirs")


def introduction_slots(reading: Reading) -> Slots:
    """Arguments of `suggest_introduction`."""
    action = reading.choice("action", introduction_action(reading)) or "suggest"
    if action == "propose" and _named(reading) < _FEWEST:
        action = "suggest"
    scope = {name: value for name, value in scope_slots(reading).items() if name != "type"}
    slots = {**_sides(reading), **scope, **_types(reading)}
    if action in _ANSWERS and "partner" in slots and "other" not in slots:
        slots = {**slots, "side": slots["partner"]}
    elif action in _ANSWERS and "other" in slots:
        slots["side"] = _answering(reading, action)
    if action == "outcome" and (words := outcome_words(reading)):
        slots["outcome"] = words
    if action != "suggest":
        return {**slots, "action": action}
    return {**slots, **limit_slot(reading)}


def introduction_action(reading: Reading) -> str:
    """What is asked or told; a question for what was answered or came of it asks for the status."""
    text = fold(reading.masked)
    asks = bool(words_for("answers_asked").search(text))
    spoken = [action for action, words in value_patterns("introduction").items() if words.search(text)]
    told = next((action for action in spoken if action in _STATEMENTS), None)
    if told and (asks or "status" in spoken):
        return "status" if ":" not in reading.text else told
    if told or "status" in spoken:
        return told or "status"
    proposes = "propose" in spoken and _named(reading) >= _FEWEST and not asks
    return "propose" if proposes else "suggest"


def _named(reading: Reading) -> int:
    """How many partners and people are named."""
    return len(reading.partners) + len(list(of_kind(reading.mentions, NameKind.CONTACT)))


def outcome_words(reading: Reading) -> str | None:
    """What came of an introduction, copied exactly: what follows the colon or dash."""
    match = _OUTCOME.search(reading.text)
    return match["words"].strip() if match else None


def _answering(reading: Reading, action: str) -> str:
    """The partner whose clause says it, the last one named before it: `Acme says that Globex agreed`."""
    text = fold(reading.masked)
    said = value_patterns("introduction")[action].search(text)
    before = text[: said.start()].count("partnerx") if said else 0
    return reading.partners[min(max(before, 1), len(reading.partners)) - 1]


def _sides(reading: Reading) -> Slots:
    """Both partners, and the people on each side: a person's place among the names tells whose they are."""
    slots: Slots = dict(zip(("partner", "other"), reading.partners_and_unknown, strict=False))
    people = [mention.text for mention in of_kind(reading.mentions, NameKind.CONTACT)]
    slots |= dict(zip(("contact", "other_contact"), people, strict=False))
    if "contact" not in slots:
        roles = [(match["role"], reading.masked[: match.start()]) for match in _ROLE.finditer(reading.masked)]
        slots |= {("other_role" if "partnerx" in before else "role"): role for role, before in roles}
    return slots


def _types(reading: Reading) -> Slots:
    """The type of each side, in the order said; a Spanish `yes` is no system integrator."""
    text = re.sub(r"\bs\u00ed\b", " ", reading.masked.lower())
    found = [
        (match.start(), kind)
        for kind, words in value_patterns("type").items()
        if (match := words.search(fold(text)))
    ]
    kinds = [kind for _, kind in sorted(found)]
    if len(kinds) == 1 and len(reading.partners) == 1:
        return {"other_type": kinds[0]}  # `which MSP would suit Acme`
    return dict(zip(("type", "other_type"), kinds, strict=False))
