"""Conditions that no argument of the tools for planning, money and plays carries; see `conditions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from assistant.planner.common_slots import named_values
from assistant.planner.periods import period_of, periods_in
from assistant.planner.reading import Reading
from prompts.words import condition, words_for
from tools.mentions import of_kind
from tools.names import NameKind
from tools.spelling import fold

_BOUNDS: Final = ("bound",)
_STATED: Final[Mapping[str, tuple[str, ...]]] = {
    "capacity_plan": _BOUNDS,
    "business_proposition": _BOUNDS,
    "partner_economics": _BOUNDS,
    "commission_statement": _BOUNDS,
    "record_play": _BOUNDS,
    "suggest_introduction": ("bound",),
    "playbook": (),
}
PLANNING_TOOLS: Final = frozenset(_STATED)
_TIMES: Final = frozenset(
    ("period", "before", "since", "on", "rebalance")
)  # `between me and Nora` is no time
_NO_SUCH_FILTER: Final[Mapping[str, tuple[str, ...]]] = {
    "capacity_plan": ("phase", "level"),
    "partner_economics": ("phase", "level"),
    "commission_statement": ("phase", "level"),
    "business_proposition": ("phase",),
    "suggest_introduction": ("phase", "level"),
    "playbook": ("type", "level"),
}
_PLACES: Final = (NameKind.REGION, NameKind.COUNTRY, NameKind.SECTOR, NameKind.TECHNOLOGY, NameKind.CITY)
_FIELDS: Final = (NameKind.SECTOR, NameKind.TECHNOLOGY)
_SUPPOSING: Final = frozenset(("capacity_plan", "partner_economics"))
_OPEN: Final = frozenset(("on_hold", "late", "unpaid"))
_LANES: Final = frozenset(("money_at_risk", "going_dark", "rising"))  # what is due is money here, no lane


def unmet_by_plan(tool: str, slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether a question to one of `PLANNING_TOOLS` states what its arguments do not carry.

    Args:
        tool: Its name.
        slots: Its arguments.
        reading: The question.
    """
    if not (_TIMES & set(slots) or _asks_itself(tool, slots)) and _narrows_the_time(reading):
        return True
    if _of_one_tool(tool, slots, reading):
        return True
    if "partner" in slots:
        return False
    return _leaves_out(reading) or _filters(tool, slots, reading) or _stated(tool, reading)


def _asks_itself(tool: str, slots: Mapping[str, Any]) -> bool:
    """Whether a time is nothing to the tool, or it asks for the day itself."""
    return tool == "playbook" or (tool == "record_play" and slots.get("action") != "show")


def _of_one_tool(tool: str, slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether the question states what just this tool has no argument for, of one partner too."""
    if tool == "commission_statement":
        return _of_a_commission(slots, reading)
    if tool == "record_play":
        return slots.get("action") == "show" and _ended(reading)
    return tool in _SUPPOSING and (supposes(reading) or _several_fields(reading))


def supposes(reading: Reading) -> bool:
    """Whether a margin, a rate or a price is supposed, which no argument changes."""
    return _states(reading, "supposed")


def _of_a_commission(slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether commissions are narrowed down or grouped by what the ledger's tool has no argument for."""
    if slots.get("show") in _OPEN and _states(reading, "given_reason"):
        return True
    grouped = bool(named_values(reading, "by"))
    return grouped or _states(reading, "commission_detail") or _states(reading, "bound")


def _ended(reading: Reading) -> bool:
    """Whether a time is asked about that is over: there is a first day for it, but no last one."""
    text = fold(reading.masked)
    periods = periods_in(text, reading.as_of)
    running = {period_of(reading.as_of, unit) for unit in ("month", "quarter", "year")}
    return bool(periods) and periods[0].period not in running and not words_for("since_then").search(text)


def _narrows_the_time(reading: Reading) -> bool:
    return _states(reading, "window") or _states(reading, "half_year")


def _stated(tool: str, reading: Reading) -> bool:
    return any(_states(reading, name) for name in _STATED[tool])


def _filters(tool: str, slots: Mapping[str, Any], reading: Reading) -> bool:
    """Whether partners are narrowed down by what is no filter of the tool."""
    if tool == "playbook":
        return bool(reading.first(*_PLACES)) or any(reading.word(name) for name in _NO_SUCH_FILTER[tool])
    others = [name for name in _NO_SUCH_FILTER.get(tool, ()) if slots.get("by") != name]
    return reading.word("lane") in _LANES or any(reading.word(name) for name in others)


def _several_fields(reading: Reading) -> bool:
    """Whether several sectors, or several technologies, are named where one can be asked for."""
    return any(len({one.ids for one in of_kind(reading.mentions, kind)}) > 1 for kind in _FIELDS)


def _leaves_out(reading: Reading) -> bool:
    return reading.leaves_out_a_place or _states(reading, "outside")


def _states(reading: Reading, name: str) -> bool:
    return bool(condition(name).search(fold(reading.masked)))
