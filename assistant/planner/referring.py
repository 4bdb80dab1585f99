"""Whom a question is about when it names nobody: what `them`, `the second one` or a contact stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from assistant.planner.common_slots import Slots
from assistant.planner.decision import Toolset
from assistant.planner.draft_slots import tongue
from assistant.planner.places import few_in, place_in, place_left_out
from assistant.planner.plan import CALLS_AT_ONCE
from assistant.planner.reading import Reading
from assistant.planner.thread import Thread
from prompts.words import shape, words_for
from tools.names import NameIndex, NameKind
from tools.spelling import fold

_ONE_BY_ONE: Final = frozenset(
    (
        *("certifications", "journey_status", "snooze", "tier_movements", "tier_what_if"),
        *("capacity_plan", "business_proposition", "partner_economics", "commission_statement"),
        *("playbook", "record_play", "digest_settings"),
    )
)
_AT_ONCE: Final = 3
_RULES: Final = frozenset(
    ("leads_times", "relevance_times", "leads_threshold", "relevance_threshold", "basis", "tier")
)
_OF_ALL: Final = frozenset(("limit", "everyone"))
_COMPARE_WITH: Final = re.compile(
    r"^\W*(?:(?:and|now|und|y|et)\s+)?(?:compar\w*|vergleich\w*)\s+(?:with|to|against|mit|gegen|con|a|avec)\s+partnerx"
)
_OF_MANY: Final = shape("whom_of_many")
_THEIRS: Final = shape("own_of_theirs")
_SOMEBODY: Final = re.compile(
    r"\b(?:them|they|their|ihnen|ihre[rnms]?|les debemos|leur|leurs)\b(?! (?:all|alle|tous|todos))"
)
_THEM_IN_SPANISH: Final = re.compile(  # `les` is an article in French
    r"\bles (?:\w+mos|deb\w+|promet\w+|dij\w+|envi\w+|escrib\w+|pag\w+|falta\w*|h(?:e|an|as)|va)\b"
)
_THEM: Final = re.compile(
    r"\b(?:them|those|these|all|both|sie|alle|beiden?|denen|ellos|todos|ambos|los dos|les|eux|tous)\b"
)


@dataclass(frozen=True)
class Reference:
    """What a question can refer to.

    Attributes:
        thread: The answer before it.
        names: Who works for whom.
    """

    reading: Reading
    thread: Thread
    tools: Toolset
    names: NameIndex

    @property
    def refers(self) -> bool:
        """Whether the question says `them`, `it` or the like."""
        text = self.reading.folded
        if _OF_MANY.match(text):
            text = _THEIRS.sub(" ", text)  # `who is about to lose their level` asks about anybody
        return bool(words_for("pronoun").search(text) or _THEM_IN_SPANISH.search(text))

    def each(self, tool: str, slots: Slots) -> tuple[str, ...]:
        """The partners to call a tool for one by one; at most one when it takes them together."""
        if "partner" not in slots or not (tool in _ONE_BY_ONE or "partner" in self.tools.required[tool]):
            return ()
        if tool == "snooze":
            them = self.thread.all_partners if _THEM.search(self.reading.folded) else ()
            return (self.reading.partners or few_in(self.reading, self.thread) or them)[:CALLS_AT_ONCE]
        return (self.reading.partners or few_in(self.reading, self.thread))[:_AT_ONCE]

    def completed(self, tool: str, slots: Slots) -> Slots:
        """The slots with the partners that the thread or a contact stands for, when none is named."""
        fields = self.tools.fields[tool]
        if tool == "delete_note":  # `delete it` is a note, whoever was talked about last
            return slots
        if "partners" in fields and (place := place_left_out(self.reading, self.thread)):
            return {**slots, "excluding": (place,)}
        if tool == "compare_partners":
            return self._compared(slots)
        if {"partner", "partners"} & set(slots):
            return slots
        if "partner" in fields:
            known = self._one(tool, slots)
            return {**slots, "partner": known} if known else slots
        return self._several(tool, slots) if "partners" in fields else slots

    def needs_partner(self, tool: str, slots: Slots) -> bool:
        """Whether a call makes no sense without a partner."""
        if tool == "snooze":
            return slots.get("action") != "show"
        if tool == "record_play":
            return bool(slots.get("action", "record") == "record")
        if tool == "commission_statement":
            return self._means_somebody
        if tool == "tier_what_if":
            return not _RULES & set(slots)
        return "partner" in self.tools.required[tool]

    @property
    def _means_somebody(self) -> bool:
        """Whether the question says `them` or `their` of one partner: `what do we owe them`."""
        text = self.reading.folded
        return not _OF_MANY.match(text) and bool(_SOMEBODY.search(text))

    def partner_of_contact(self) -> str | None:
        """The partner that a person named works for; the person's name when that may be several."""
        contact = self.reading.first(NameKind.CONTACT)
        if contact is None:
            return None
        owners = {self.names.owner(NameKind.CONTACT, identifier) for identifier in contact.ids}
        return owners.pop() if len(owners) == 1 else contact.text

    def noted_about(self, text: str) -> str | None:
        """The partner that a note is about; a name that nothing known has counts only before its text."""
        known = replace(self.reading, guesses=False).partners
        before = self.reading.up_to(max(self.reading.text.find(text), 0)).unknown_name
        return next(iter(known), None) or self.partner_of_contact() or before or self.thread.focus

    def unguessed(self) -> Reading:
        """The reading, without taking an unknown word for a name where a pronoun says whom it means."""
        if self.thread.focus and self.reading.unknown_name and self.refers:
            return replace(self.reading, guesses=False)
        return self.reading

    def _one(self, tool: str, slots: Slots) -> str | None:
        needed = self.needs_partner(tool, slots)
        known = place_in(self.reading, self.thread) or next(iter(few_in(self.reading, self.thread)), None)
        known = known or (self.partner_of_contact() if needed else None)
        return known or (self.thread.focus if needed or self.refers else None)

    def _several(self, tool: str, slots: Slots) -> Slots:
        if few := few_in(self.reading, self.thread):
            return {**{name: value for name, value in slots.items() if name not in _OF_ALL}, "partners": few}
        if "contact" in slots:
            return slots
        known = place_in(self.reading, self.thread)
        refers = self.refers or bool(tool == "draft_message" and tongue(self.reading))
        meant = (known,) if known else (self.thread.all_partners if refers else ())
        kept = {name: value for name, value in slots.items() if name != "everyone"}
        return {**kept, "partners": meant} if meant else slots

    def _compared(self, slots: dict[str, Any]) -> Slots:
        """At least two: those named, with the one talked about when only one is and `it` is said."""
        named: tuple[str, ...] = slots.get("partners", ())
        if len(named) > 1:
            return slots
        if named:
            other = self.refers or _COMPARE_WITH.match(fold(self.reading.masked))
            focus = self.thread.focus if other else None
            return {**slots, "partners": (focus, *named)} if focus else slots
        shown = few_in(self.reading, self.thread) or (
            self.thread.listed if self.refers or _THEM.search(self.reading.folded) else ()
        )
        kept = {name: value for name, value in slots.items() if name != "limit"}
        return {**kept, "partners": shown} if shown else slots
