"""Conditions that a question states and no argument can carry: the answer says so, a draft is not written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assistant.planner.planning_conditions import PLANNING_TOOLS, supposes, unmet_by_plan
from assistant.planner.reading import Reading
from prompts.words import condition
from tools.spelling import fold

_CARRIED_BY_NONE: Final[Mapping[str, tuple[str, ...]]] = {
    "partners_needing_attention": ("window", "opposite", "best", "ranking"),
    "journey_status": ("window",),
    "find_partners": ("ranking",),
    "compare_partners": ("window",),
    "coverage_map": ("window",),
    "certifications": ("window",),
    "tier_movements": ("window", "future"),
    "review_decision": ("window", "happened", "ranking"),
    "draft_message": ("window", "happened", "opposite", "best", "ranking"),
}
_ANSWERED_BY: Final = {
    "partners_needing_attention": "lane",
    "journey_status": "stuck",
    "certifications": "until",
    "tier_movements": "since",
    "draft_message": "without",
}
_NAMED: Final = frozenset(("partner", "partners", "contact"))
_DESCRIBED_BY: Final = frozenset(("lane", "phase"))
_COUNTERS: Final = frozenset(("journey_status", "data_health", "tier_what_if"))  # these do count


def unmet(tool: str, slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether the question narrows down partners in a way that the call's arguments do not.

    Args:
        tool: The tool to be called.
        slots: Its arguments.
        reading: The question.
    """
    if tool in PLANNING_TOOLS:
        return unmet_by_plan(tool, slots, reading)
    if tool not in _CARRIED_BY_NONE or _NAMED & set(slots):
        return False
    if _states(reading, "outside") or reading.leaves_out_a_place:
        return True
    if {_ANSWERED_BY.get(tool), "since"} & set(slots) and not _states(reading, "future"):
        return False
    stated = any(_states(reading, name) for name in _CARRIED_BY_NONE[tool])
    return stated or (tool == "draft_message" and _describes_recipients(slots, reading))


def answers_in_part(tool: str, slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether the answer still helps when the condition is not applied: for a time, not for a ranking."""
    if tool == "capacity_plan":
        return not supposes(reading)
    if tool in PLANNING_TOOLS:
        return tool != "record_play" or slots.get("action") == "show"
    acts = tool == "draft_message" or (tool == "review_decision" and "action" in slots)
    if acts or _states(reading, "outside") or reading.leaves_out_a_place:
        return False
    return not (_states(reading, "ranking") or _states(reading, "best"))


def counts(reading: Reading, tool: str) -> bool:
    """Whether the question asks for a number of deals or an amount of revenue over many partners."""
    if reading.partners or not _states(reading, "counted"):
        return False
    return tool not in _COUNTERS or (tool == "data_health" and not _states(reading, "about_data"))


def _describes_recipients(slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether recipients are described by anything that no argument carries."""
    if reading.says("stuck") or any(reading.word(name) and name not in slots for name in _DESCRIBED_BY):
        return True
    if _DESCRIBED_BY & set(slots):
        return False
    return _states(reading, "whom") and not _states(reading, "need")


def _states(reading: Reading, name: str) -> bool:
    return bool(condition(name).search(fold(reading.masked)))
